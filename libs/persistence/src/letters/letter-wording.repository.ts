import { In, type DataSource } from 'typeorm';
import type { Actor, Instant, LetterTemplate, OrganisationId, WordingTexts } from '@xiangaitong/domain';
import { canonicalJson } from '../database/canonical-json';
import { inTransaction, isDuplicateEntry } from '../database/transaction';
import { AuditEntity } from '../entities/audit.entity';
import { LetterWordingEntity, type LetterWordingRow } from '../entities/letter-wording.entity';
import { VersionConflictError } from '../errors';
import { actorColumns } from '../register/record-rows';
import { SHIPPED, wordingIdOf } from './shipped-wordings';

export interface LetterWording extends Omit<LetterWordingRow, 'texts'> {
  readonly texts: WordingTexts;
}

/** A version that a centre adds for itself. */
export interface NewWording {
  readonly tenant: OrganisationId;
  readonly template: LetterTemplate;
  readonly texts: WordingTexts;
  /** Business time from which it is in force. */
  readonly effectiveAt: Instant;
  /** Business time. */
  readonly at: Instant;
  readonly actor: Actor;
  readonly commandId: string;
}

/**
 * Of what ships and one centre's own versions the one that a letter written at `at` (business time) is made with: the
 * centre's own of the latest date, otherwise the one that ships.
 * @throws Error when nothing ships for the template, which a migration rules out
 */
export function wordingInForce(
  versions: readonly LetterWording[],
  template: LetterTemplate,
  at: Instant,
): LetterWording {
  const due = versions.filter((version) => version.template === template && version.effectiveAt <= at);
  const own = due.filter(({ tenant }) => tenant !== SHIPPED);
  const [last] = (own.length > 0 ? own : due).sort(
    (a, b) => b.effectiveAt - a.effectiveAt || b.version - a.version,
  );
  if (last === undefined) throw new Error(`No wording of ${template} is in force`);
  return last;
}

/**
 * The wordings of letters: what ships with the product, and what each centre has added for itself. A version
 * that has been written is never changed, so that a letter can always be made again as it was.
 */
export class LetterWordingRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The wording that a letter of this centre, written at `at` (business time), is made with: the centre's own of
   * the latest date, otherwise the one that ships.
   * @throws Error when nothing ships for the template, which a migration rules out
   */
  async inForce(tenant: OrganisationId, template: LetterTemplate, at: Instant): Promise<LetterWording> {
    return wordingInForce(await this.list(tenant, template), template, at);
  }

  /** By the id that a letter keeps. @throws EntityNotFoundError: none is ever deleted */
  async get(id: string): Promise<LetterWording> {
    return wording(await this.dataSource.manager.findOneByOrFail(LetterWordingEntity, { id }));
  }

  /** What an earlier request of this id added. */
  async addedBy(tenant: OrganisationId, commandId: string): Promise<LetterWording | undefined> {
    const row = await this.dataSource.manager.findOneBy(LetterWordingEntity, { tenant, commandId });
    return row === null ? undefined : wording(row);
  }

  /** What ships and this centre's own, by template and version. */
  async list(tenant: OrganisationId, template?: LetterTemplate): Promise<readonly LetterWording[]> {
    const rows = await this.dataSource.manager.find(LetterWordingEntity, {
      where: { tenant: In([SHIPPED, tenant]), ...(template === undefined ? {} : { template }) },
      order: { template: 'ASC', version: 'ASC', tenant: 'ASC' },
    });
    return rows.map(wording);
  }

  /**
   * Adds a version with the next number, and its audit record. The same request again finds what it added.
   * @returns the version, and whether it had been added before
   * @throws VersionConflictError when another person adds one at the same time, or the request's id was used
   *   for another content
   */
  async add(added: NewWording): Promise<{ readonly wording: LetterWording; readonly replayed: boolean }> {
    const { tenant, template, texts, effectiveAt, at, actor, commandId } = added;
    try {
      const id = await inTransaction(this.dataSource, async (manager) => {
        const [last] = await manager.find(LetterWordingEntity, {
          where: { tenant: In([SHIPPED, tenant]), template },
          order: { version: 'DESC' },
          take: 1,
        });
        const version = (last?.version ?? 0) + 1;
        const row = { id: wordingIdOf(tenant, template, version), tenant, template, version };
        const insert = () => manager.createQueryBuilder().insert().updateEntity(false);
        await insert()
          .into(LetterWordingEntity)
          .values({ ...row, texts, effectiveAt, addedBy: actor.personId, commandId })
          .execute();
        await insert()
          .into(AuditEntity)
          .values({
            at,
            ...actorColumns(actor),
            tenant,
            action: 'AddLetterWording',
            caseKind: null,
            caseId: null,
            outcome: 'done',
            code: null,
            requestId: commandId,
            detail: { template, version, effectiveAt },
          })
          .execute();
        return row.id;
      });
      return { wording: await this.get(id), replayed: false };
    } catch (error) {
      if (!isDuplicateEntry(error)) throw error;
      const first = await this.dataSource.manager.findOneBy(LetterWordingEntity, { tenant, commandId });
      const same = first?.template === template && canonicalJson(first.texts) === canonicalJson(texts);
      if (first === null || !same) throw new VersionConflictError(`The wording of ${template}`);
      return { wording: wording(first), replayed: true };
    }
  }
}

/** The texts were checked when they were added. */
const wording = (row: LetterWordingRow): LetterWording => ({ ...row, texts: row.texts });
