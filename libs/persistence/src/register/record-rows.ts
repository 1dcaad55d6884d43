import type { Actor, CaseKind, LetterEffect, WorkflowEffect } from '@xiangaitong/domain';
import type { RecordInput } from '@xiangaitong/contracts';
import { contentHash } from '../database/canonical-json';
import type { AuditRow } from '../entities/audit.entity';
import type { DispatchRow } from '../entities/dispatch.entity';
import type { ActorColumns } from '../entities/actor-columns';
import type { CommandRow, EffectRow, EventRow } from '../entities/stream.entity';

/** A row as it is inserted; the database adds the time of recording. */
export type New<Row> = Omit<Row, 'recordedAt'>;

export const actorColumns = (actor: Actor): ActorColumns => ({
  actorId: actor.personId,
  actorRole: actor.role,
  actorOrganisationId: actor.organisationId,
  actorOnBehalfOf: actor.onBehalfOf ?? null,
});

export const eventRows = ({ caseKind, caseId, tenant, expectedSeq, events }: RecordInput): New<EventRow>[] =>
  events.map((event, index) => {
    const seq = expectedSeq + index + 1;
    const { type, at, by, ...data } = event;
    return {
      streamKind: caseKind,
      streamId: caseId,
      seq,
      tenant,
      type,
      at,
      ...actorColumns(by),
      data,
      contentHash: contentHash({ stream: [caseKind, caseId, seq], type, at, by, data }),
    };
  });

export const commandRow = ({ caseKind, caseId, tenant, command }: RecordInput): New<CommandRow> => ({
  caseKind,
  caseId,
  tenant,
  commandId: command.commandId,
  type: command.type,
  fingerprint: command.fingerprint,
  ...actorColumns(command.actor),
  result: command.result,
});

export const auditRow = ({
  caseKind,
  caseId,
  tenant,
  at,
  command,
}: RecordInput): Omit<New<AuditRow>, 'id'> => ({
  at,
  ...actorColumns(command.actor),
  tenant,
  action: command.type,
  caseKind,
  caseId,
  outcome: 'done',
  code: null,
  requestId: command.commandId,
  detail: { seq: command.result.seq, events: command.result.events },
});

export const effectRow = (
  { caseKind, caseId, tenant }: { caseKind: CaseKind; caseId: string; tenant: string },
  effect: WorkflowEffect,
): New<EffectRow> => ({
  id: effect.id,
  streamKind: caseKind,
  streamId: caseId,
  ...placeOf(effect.id),
  tenant,
  kind: effect.kind,
  data: effect,
  state: 'pending',
  outcome: null,
  doneAt: null,
});

/** `<kind>/<case>/<seq>/<position>`, as `transition` makes it. */
function placeOf(effectId: string): { seq: number; position: number } {
  const [position, seq] = effectId.split('/').reverse().map(Number);
  if (!Number.isInteger(seq) || !Number.isInteger(position))
    throw new TypeError(`Not an effect's id: ${effectId}`);
  return { seq: seq ?? 0, position: position ?? 0 };
}

export const dispatchRow = (
  { caseKind, caseId, tenant, at, summary }: RecordInput,
  letter: LetterEffect,
): New<DispatchRow> => ({
  id: letter.id,
  caseKind,
  caseId,
  caseNumber: summary.caseNumber,
  tenant,
  lane: letter.lane,
  template: letter.template,
  step: letter.step,
  party: letter.recipient.party,
  organisationId: letter.recipient.organisationId ?? null,
  gating: letter.gating,
  confidential: letter.facts.confidential,
  facts: letter.facts,
  state: 'queued',
  attempts: 0,
  ambiguousAttempts: 0,
  messageId: null,
  queuedAt: at,
  nextAttemptAt: at,
  claimedBy: null,
  claimedUntil: null,
  smtpResponse: null,
  acceptedAt: null,
  arrivalCheckAt: null,
  arrivalChecked: false,
  deliveredAt: null,
  deliverySource: null,
  deliveredBy: null,
  nonArrival: null,
  reported: false,
  lastError: null,
  wordingId: null,
  attemptsBefore: 0,
  servedOn: null,
  serviceProof: null,
});
