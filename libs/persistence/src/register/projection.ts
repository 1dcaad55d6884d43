import type { EntityManager } from 'typeorm';
import { knownThrough, type Outsider, type SuspensionPhase } from '@xiangaitong/domain';
import type { RecordInput } from '@xiangaitong/contracts';
import { toDate } from '../database/columns';
import { NoticeEntity, SuspensionEntity, type NoticeRow, type SuspensionRow } from '../entities/case.entity';
import { noticePhase, suspensionPhase } from './phase.parser';
import type { New } from './record-rows';

/** From the order to cut the service until it has been restored. */
const cutPhases: readonly SuspensionPhase[] = [
  'executing',
  'inForce',
  'assessing',
  'awaitingConfirmation',
  'confirmed',
  'restoring',
];

/**
 * Moves the case's row from the head that the run expects to the new one, and keeps the row locked
 * until the end of the transaction: whoever records the same case waits here, first of all.
 *
 * A first record inserts the row. Any other one compares and sets, so that an older write never
 * overwrites; the row's `seq` is the head of the stream, since both are written here only.
 *
 * @returns false when the register is elsewhere; the caller gives the transaction up
 * @throws QueryFailedError (duplicate entry) on a first record of a case that exists
 */
export async function moveHead(manager: EntityManager, input: RecordInput): Promise<boolean> {
  const { caseKind, caseId: id, expectedSeq: seq } = input;
  if (seq === 0) {
    const insert = manager.createQueryBuilder().insert().updateEntity(false);
    await (
      caseKind === 'notice'
        ? insert.into(NoticeEntity).values({ ...noticeRow(input), ...knownAfter(input, nobody) })
        : insert.into(SuspensionEntity).values({ ...suspensionRow(input), ...knownAfter(input, nobody) })
    ).execute();
    return true;
  }
  const update =
    caseKind === 'notice'
      ? manager
          .createQueryBuilder()
          .update(NoticeEntity)
          .set({ ...noticeRow(input), ...knownFromNowOn(input) })
      : manager
          .createQueryBuilder()
          .update(SuspensionEntity)
          .set({ ...suspensionRow(input), ...knownFromNowOn(input) });
  const { affected } = await update
    .where('id = :id AND seq = :seq', { id, seq })
    .setParameter('knownAt', toDate(input.at))
    .execute();
  return affected === 1;
}

/** The head of a stream; 0 when the register has no such case. */
export async function headOf(
  manager: EntityManager,
  { caseKind, caseId }: Pick<RecordInput, 'caseKind' | 'caseId'>,
): Promise<number> {
  const entity = caseKind === 'notice' ? NoticeEntity : SuspensionEntity;
  const row = await manager
    .createQueryBuilder<{ id: string; seq: number }>(entity, 'r')
    .select(['r.id', 'r.seq'])
    .where('r.id = :caseId', { caseId })
    .getOne();
  return row?.seq ?? 0;
}

function shared({ caseId, tenant, expectedSeq, events, summary, calendarUntil, at }: RecordInput) {
  return {
    id: caseId,
    tenant,
    caseNumber: summary.caseNumber,
    respondentId: summary.respondentId,
    respondentName: summary.respondentName,
    nextWakeAt: summary.nextWakeAt ?? null,
    trackerId: summary.trackerId ?? null,
    closed: summary.closed,
    calendarUntil,
    seq: expectedSeq + events.length,
    updatedAt: at,
  };
}

type Known = Pick<NoticeRow, 'knownToRespondentAt' | 'knownToBureauAt' | 'knownToAuthorityAt'>;

const knownColumns = {
  respondent: { property: 'knownToRespondentAt', column: 'known_to_respondent_at' },
  bureau: { property: 'knownToBureauAt', column: 'known_to_bureau_at' },
  authority: { property: 'knownToAuthorityAt', column: 'known_to_authority_at' },
} as const satisfies Record<Outsider, { readonly property: keyof Known; readonly column: string }>;

const nobody: Known = { knownToRespondentAt: null, knownToBureauAt: null, knownToAuthorityAt: null };

const knownThroughThis = ({ caseKind, events }: RecordInput): readonly Outsider[] =>
  knownThrough(
    caseKind,
    events.map(({ type }) => type),
  );

/** What made it known first stays. */
const knownAfter = (input: RecordInput, before: Known): Known =>
  knownThroughThis(input).reduce<Known>((known, outsider) => {
    const { property } = knownColumns[outsider];
    return { ...known, [property]: known[property] ?? input.at };
  }, before);

/** The case's row after this transition, as `moveHead` leaves it. */
export function rowAfter(
  input: RecordInput,
  { knownToRespondentAt, knownToBureauAt, knownToAuthorityAt }: Known = nobody,
): New<NoticeRow> | New<SuspensionRow> {
  const known = knownAfter(input, { knownToRespondentAt, knownToBureauAt, knownToAuthorityAt });
  return input.caseKind === 'notice'
    ? { ...noticeRow(input), ...known }
    : { ...suspensionRow(input), ...known };
}

/** The same of a row that stays in the database meanwhile. */
const knownFromNowOn = (input: RecordInput): Partial<Record<keyof Known, () => string>> =>
  Object.fromEntries(
    knownThroughThis(input).map((outsider) => {
      const { property, column } = knownColumns[outsider];
      return [property, () => `COALESCE(${column}, :knownAt)`];
    }),
  );

const noticeRow = (input: RecordInput): Omit<New<NoticeRow>, keyof Known> => ({
  ...shared(input),
  phase: noticePhase(input.summary.phase),
  round: input.summary.round ?? null,
  deadlineAt: input.summary.deadlineAt ?? null,
});

function suspensionRow(input: RecordInput): Omit<New<SuspensionRow>, keyof Known> {
  const phase = suspensionPhase(input.summary.phase);
  return {
    ...shared(input),
    phase,
    noticeId: input.summary.noticeId ?? null,
    effectiveAt: input.summary.deadlineAt ?? null,
    inForce: cutPhases.includes(phase),
  };
}
