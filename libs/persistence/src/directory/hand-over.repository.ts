import { In, IsNull, type DataSource, type EntityManager } from 'typeorm';
import type { Actor, CaseKind, Instant, OrganisationId, PersonId } from '@xiangaitong/domain';
import { appendAudit } from '../audit/audit.repository';
import { inTransaction } from '../database/transaction';
import { NoticeEntity, SuspensionEntity, type NoticeRow, type SuspensionRow } from '../entities/case.entity';
import { PersonEntity, PersonRoleEntity } from '../entities/directory.entity';
import { HandOverEntity, type HandOverRow } from '../entities/substitution.entity';
import { parseActor } from '../register/event.parser';
import { actorColumns } from '../register/record-rows';
import { placeOf } from '../register/task-place';
import { TaskEntity } from '../entities/task.entity';
import { peopleForUpdate } from './people-lock';
import { standInsOf } from './stand-in';

export interface DisableRequest {
  readonly personId: PersonId;
  /** Absent: the one who stands in for the person at that instant, if anybody does and no supervisor is named. */
  readonly substituteId?: PersonId;
  /** Tracks the open cases where there is no substitute; absent: the first supervisor in office, by id. */
  readonly supervisorId?: PersonId;
  readonly reason: string;
  readonly by: Actor;
  /** Business time. */
  readonly at: Instant;
  readonly commandId: string;
  readonly fingerprint: string;
}

/** Why nobody was disabled. */
export type DisableRefusal =
  | 'unknown'
  | 'alreadyDisabled'
  | 'keyReused'
  | 'oneself'
  | 'unknownSubstitute'
  | 'disabledSubstitute'
  | 'unknownSupervisor'
  | 'disabledSupervisor'
  | 'nobody';

export type Disabled =
  | { readonly kind: 'disabled'; readonly row: HandOverRow; readonly replayed: boolean }
  | { readonly kind: 'refused'; readonly why: DisableRefusal };

/** An open case whose tracker has been disabled, and who is to track it. */
export interface Orphan {
  readonly caseKind: CaseKind;
  readonly caseId: string;
  /** Head of its stream: names the attempt. */
  readonly seq: number;
  readonly from: PersonId;
  readonly trackerId: PersonId;
  readonly reason: string;
  readonly by: Actor;
}

/** People who are disabled, and to whom goes what they had in hand. */
export class HandOverRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Disables a person of the actor's organisation and hands over the open tasks, in one transaction. The
   * person's row is locked first: a recording that names the person holds it in share mode, so it comes
   * before as a whole and its tasks are seen here, or after and finds the person disabled. The cases
   * that the person tracks are told one by one afterwards (`orphans`), each by itself.
   */
  async disable(request: DisableRequest): Promise<Disabled> {
    const { personId, by, at } = request;
    const tenant = by.organisationId;
    return inTransaction(this.dataSource, async (manager): Promise<Disabled> => {
      const [person] = await peopleForUpdate(manager, tenant, [personId]);
      const earlier = await manager.findOneBy(HandOverEntity, { personId, tenant });
      if (earlier !== null) return answerAgain(earlier, request);
      if (person === undefined) return refused('unknown');
      if (personId === by.personId || personId === by.onBehalfOf) return refused('oneself');
      const heirs = await heirsOf(manager, request);
      if (typeof heirs === 'string') return refused(heirs);
      const cases = await trackedBy(manager, personId);
      await manager.update(PersonEntity, { id: personId }, { disabledAt: at });
      const row = { personId, tenant, ...heirs, reason: request.reason, at, tasks: 0, cases };
      const { commandId, fingerprint } = request;
      await manager
        .createQueryBuilder()
        .insert()
        .into(HandOverEntity)
        .values({ ...row, ...actorColumns(by), commandId, fingerprint })
        .updateEntity(false)
        .execute();
      const tasks = await moveTasks(manager, tenant, personId, at);
      await manager.update(HandOverEntity, { personId }, { tasks });
      const detail = { personId, ...heirs, tasks, cases };
      const done = { at, actor: by, tenant, action: 'DisablePerson', outcome: 'done' } as const;
      await appendAudit(manager, { ...done, requestId: commandId, detail });
      const written = await manager.findOneByOrFail(HandOverEntity, { personId });
      return { kind: 'disabled', row: written, replayed: false };
    });
  }

  /**
   * Open cases whose tracker has been disabled. What has been handed over is not among them, because
   * the case's own recording writes the new tracker; one that came to the person by a command that was
   * under way meanwhile is.
   */
  async orphans(limit: number): Promise<readonly Orphan[]> {
    const found: Orphan[] = [];
    for (const caseKind of trackedKinds) {
      found.push(...(await this.orphansOf(caseKind, limit - found.length)));
      if (found.length >= limit) break;
    }
    return found;
  }

  private async orphansOf(caseKind: CaseKind, limit: number): Promise<readonly Orphan[]> {
    const entity = entityOf[caseKind];
    const handOvers = await this.dataSource
      .createQueryBuilder(HandOverEntity, 'h')
      .where((query) => {
        const open = query
          .subQuery()
          .select('1')
          .from(entity, 'n')
          .where('n.trackerId = h.personId AND n.closed = FALSE AND n.tenant = h.tenant');
        return `EXISTS ${open.getQuery()}`;
      })
      .orderBy('h.personId')
      .limit(limit)
      .getMany();
    const found: Orphan[] = [];
    for (const handOver of handOvers) {
      const { personId: from, tenant, trackerId, reason } = handOver;
      const cases = await this.dataSource
        .createQueryBuilder<TrackedRow>(entity, 'n')
        .where('n.trackerId = :from AND n.tenant = :tenant AND n.closed = FALSE', { from, tenant })
        .orderBy('n.id')
        .limit(limit - found.length)
        .getMany();
      const by = parseActor(handOver);
      found.push(...cases.map(({ id, seq }) => ({ caseKind, caseId: id, seq, from, trackerId, reason, by })));
      if (found.length >= limit) break;
    }
    return found;
  }
}

/** What is known of a case that somebody tracks, of either kind. */
type TrackedRow = Pick<NoticeRow & SuspensionRow, 'id' | 'seq' | 'tenant' | 'trackerId' | 'closed'>;

const trackedKinds: readonly CaseKind[] = ['notice', 'suspension'];
const entityOf = { notice: NoticeEntity, suspension: SuspensionEntity } as const;

/** How many open cases the person tracks. */
async function trackedBy(manager: EntityManager, personId: PersonId): Promise<number> {
  const open = { trackerId: personId, closed: false };
  return (await manager.countBy(NoticeEntity, open)) + (await manager.countBy(SuspensionEntity, open));
}

const refused = (why: DisableRefusal): Disabled => ({ kind: 'refused', why });

const answerAgain = (row: HandOverRow, { commandId, fingerprint }: DisableRequest): Disabled => {
  if (row.commandId !== commandId) return refused('alreadyDisabled');
  return row.fingerprint === fingerprint ? { kind: 'disabled', row, replayed: true } : refused('keyReused');
};

type Heirs = Pick<HandOverRow, 'substituteId' | 'trackerId'>;

/** The tasks go to a substitute, or to the role; the cases are always tracked by somebody. */
async function heirsOf(manager: EntityManager, request: DisableRequest): Promise<Heirs | DisableRefusal> {
  const { personId, supervisorId, by } = request;
  const { organisationId: tenant } = by;
  const named = request.substituteId ?? (supervisorId === undefined ? await present(manager, request) : null);
  if (named !== null) {
    const wrong = await wrongHeir(manager, tenant, personId, named);
    if (wrong !== undefined) return `${wrong}Substitute`;
    return { substituteId: named, trackerId: named };
  }
  const trackerId = supervisorId ?? (await firstSupervisor(manager, tenant, personId));
  if (trackerId === undefined) return 'nobody';
  const wrong = await wrongHeir(manager, tenant, personId, trackerId, 'supervisor');
  return wrong === undefined ? { substituteId: null, trackerId } : `${wrong}Supervisor`;
}

/** Who stands in for the person now; null when that is nobody else. */
async function present(manager: EntityManager, { personId, at }: DisableRequest): Promise<PersonId | null> {
  const standIn = (await standInsOf(manager, [personId], at, 'none')).get(personId);
  return standIn === undefined || standIn === personId ? null : standIn;
}

async function wrongHeir(
  manager: EntityManager,
  tenant: OrganisationId,
  personId: PersonId,
  heirId: PersonId,
  role?: 'supervisor',
): Promise<'unknown' | 'disabled' | undefined> {
  if (heirId === personId) return 'unknown';
  const [heir] = await peopleForUpdate(manager, tenant, [heirId]);
  if (heir === undefined) return 'unknown';
  if (heir.disabledAt !== null) return 'disabled';
  if (role === undefined) return undefined;
  return (await manager.existsBy(PersonRoleEntity, { personId: heirId, role })) ? undefined : 'unknown';
}

async function firstSupervisor(
  manager: EntityManager,
  tenant: OrganisationId,
  personId: PersonId,
): Promise<PersonId | undefined> {
  const holders = await manager.findBy(PersonRoleEntity, { role: 'supervisor' });
  const [first] = await manager.find(PersonEntity, {
    where: {
      id: In(holders.map((holder) => holder.personId).filter((id) => id !== personId)),
      organisationId: tenant,
      disabledAt: IsNull(),
      erasedAt: IsNull(),
    },
    order: { id: 'ASC' },
    take: 1,
  });
  return first?.id;
}

/** What is asked of the person goes to whom a new task would go. @returns how many tasks changed hands */
async function moveTasks(
  manager: EntityManager,
  tenant: OrganisationId,
  personId: PersonId,
  at: Instant,
): Promise<number> {
  const standIns = await standInsOf(manager, [personId], at, 'share');
  const { assigneeId, role } = placeOf(standIns, personId);
  const { affected } = await manager
    .createQueryBuilder()
    .update(TaskEntity)
    // Whose place the person had taken is still whose place it is.
    .set({
      onBehalfOf: () => 'COALESCE(on_behalf_of, assignee_id)',
      assigneeId,
      ...(role === undefined ? {} : { role }),
    })
    .where('tenant = :tenant AND is_open = TRUE AND assignee_id = :personId', { tenant, personId })
    .execute();
  return affected ?? 0;
}
