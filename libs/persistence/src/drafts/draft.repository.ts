import type { DataSource, EntityManager } from 'typeorm';
import type { Instant, NoticeContent, OrganisationId, PersonId } from '@xiangaitong/domain';
import { canonicalJson } from '../database/canonical-json';
import { pageOf, whereGiven, type Page, type PageRequest } from '../database/page';
import { inTransaction, isDuplicateEntry } from '../database/transaction';
import { CaseNumberEntity, DraftEntity, type DraftRow } from '../entities/draft.entity';
import { NotFoundError, VersionConflictError } from '../errors';
import { parseContent } from './draft.parser';

export interface Draft extends Omit<DraftRow, 'content'> {
  readonly content: NoticeContent;
}

export interface DraftFilter extends PageRequest {
  readonly state?: DraftRow['state'];
}

interface Change {
  readonly tenant: OrganisationId;
  readonly id: string;
  /** Business time. */
  readonly at: Instant;
  readonly by: PersonId;
}

/** Notices that are being written. A draft is a plain row; its case begins when it is submitted. */
export class DraftRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Creates a draft of version 1. The same again gives the one there is, as it is now.
   * @throws VersionConflictError when the id has been used for something else
   */
  async create({
    tenant,
    id,
    at,
    by,
    content,
  }: Change & { readonly content: NoticeContent }): Promise<Draft> {
    try {
      await this.dataSource
        .createQueryBuilder()
        .insert()
        .into(DraftEntity)
        .values({
          id,
          tenant,
          content,
          state: 'draft',
          version: 1,
          createdBy: by,
          updatedBy: by,
          caseNumber: null,
          updatedAt: at,
        })
        .updateEntity(false)
        .execute();
    } catch (error) {
      if (!isDuplicateEntry(error)) throw error;
      const there = await this.get(tenant, id);
      if (there?.createdBy !== by || !isSame(there, content)) throw new VersionConflictError(`Draft ${id}`);
      return there;
    }
    return this.getOrFail(tenant, id);
  }

  /**
   * Replaces the content of a draft that has not been submitted, when it is still of the version that
   * was read: the statement compares, so that of two savings one is told of the other.
   * @throws VersionConflictError, NotFoundError
   */
  async update(
    change: Change & { readonly version: number; readonly content: NoticeContent },
  ): Promise<Draft> {
    const { tenant, id, at, by, version, content } = change;
    const { affected } = await this.dataSource
      .createQueryBuilder()
      .update(DraftEntity)
      .set({ content, version: version + 1, updatedBy: by, updatedAt: at })
      .where('id = :id AND tenant = :tenant AND version = :version AND state = :state', {
        id,
        tenant,
        version,
        state: 'draft',
      })
      .execute();
    const draft = await this.getOrFail(tenant, id);
    if (affected !== 1) throw new VersionConflictError(`Draft ${id}`);
    return draft;
  }

  /** Of this tenant; undefined when there is none. */
  async get(tenant: OrganisationId, id: string): Promise<Draft | undefined> {
    const row = await this.dataSource.manager.findOneBy(DraftEntity, { tenant, id });
    return row === null ? undefined : { ...row, content: parseContent(row) };
  }

  /** By id. @throws BadCursorError */
  async list(filter: DraftFilter): Promise<Page<Draft>> {
    const { tenant, state } = filter;
    const query = this.dataSource
      .createQueryBuilder(DraftEntity, 'r')
      .where('r.tenant = :tenant', { tenant });
    const page = await pageOf(whereGiven(query, { state }), filter, { list: 'drafts' });
    return { ...page, items: page.items.map((row) => ({ ...row, content: parseContent(row) })) };
  }

  /**
   * Takes a draft out of writing and gives it its case number, `限改-115-000001`, counted per tenant and
   * ROC year without gaps. One that has been submitted keeps its number, whatever the year.
   *
   * Locks the draft and then the year's counter; every submission takes them in this order, so the
   * number is taken once and by one. It is held until the commit: a submission that fails takes none.
   * @throws NotFoundError
   * @throws VersionConflictError when the draft has changed since version `version` was read
   */
  async markSubmitted(
    change: Change & { readonly version: number; readonly rocYear: number },
  ): Promise<{ readonly caseNumber: string }> {
    const { tenant, id, at, by, version, rocYear } = change;
    return inTransaction(this.dataSource, async (manager) => {
      const draft = await manager
        .createQueryBuilder(DraftEntity, 'r')
        .setLock('pessimistic_write')
        .where('r.tenant = :tenant AND r.id = :id', { tenant, id })
        .getOne();
      if (draft === null) throw new NotFoundError(`Draft ${id}`);
      if (draft.state === 'submitted' && draft.caseNumber !== null) return { caseNumber: draft.caseNumber };
      if (draft.version !== version) throw new VersionConflictError(`Draft ${id}`);
      const caseNumber = draft.caseNumber ?? (await nextCaseNumber(manager, tenant, rocYear));
      await manager.update(
        DraftEntity,
        { id },
        { state: 'submitted', caseNumber, version: version + 1, updatedBy: by, updatedAt: at },
      );
      return { caseNumber };
    });
  }

  /**
   * Gives a submitted draft back to writing: its case did not begin, or was returned. It keeps its number.
   * Changes nothing when it is being written already.
   * @throws NotFoundError
   */
  async reopen({ tenant, id, at, by }: Change): Promise<Draft> {
    await this.dataSource
      .createQueryBuilder()
      .update(DraftEntity)
      .set({ state: 'draft', version: () => 'version + 1', updatedBy: by, updatedAt: at })
      .where('id = :id AND tenant = :tenant AND state = :state', { id, tenant, state: 'submitted' })
      .execute();
    return this.getOrFail(tenant, id);
  }

  private async getOrFail(tenant: OrganisationId, id: string): Promise<Draft> {
    const draft = await this.get(tenant, id);
    if (draft === undefined) throw new NotFoundError(`Draft ${id}`);
    return draft;
  }
}

const isSame = (draft: Draft, content: NoticeContent): boolean =>
  canonicalJson(draft.content) === canonicalJson(content);

const DIGITS = 6;

/** The upsert locks the counter exclusively, also in a year's first submission, so what is read back is ours. */
export async function nextCaseNumber(
  manager: EntityManager,
  tenant: OrganisationId,
  rocYear: number,
  prefix = '限改',
): Promise<string> {
  await manager.query(
    'INSERT INTO case_numbers (tenant, roc_year, last) VALUES (?, ?, 1) ON DUPLICATE KEY UPDATE last = last + 1',
    [tenant, rocYear],
  );
  const { last } = await manager.findOneByOrFail(CaseNumberEntity, { tenant, rocYear });
  return `${prefix}-${rocYear}-${String(last).padStart(DIGITS, '0')}`;
}
