import type { Client } from '@temporalio/client';
import {
  casesTaskQueue,
  caseWorkflowId,
  MAX_HISTORY_EVENTS,
  noticeWorkflowType,
  tenantAttribute,
  type CaseWorkflowInput,
  type RecordInput,
} from '@xiangaitong/contracts';
import {
  addDays,
  civilDateAt,
  fold,
  governmentCalendar2025to2027 as calendar,
  instantAt,
  noticeCore,
  policyVersion1 as policy,
  systemActor,
  transition,
  type BusinessClock,
  type Instant,
  type NoticeState,
} from '@xiangaitong/domain';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { contentUntil, eventRows, Grown, insert, rowOf, type GrownNotice } from '../open-cases.fixture';

/** Centre and respondent of the directory of the case scripts. */
const centre = { tenant: '395000000X', respondentId: 'XC12345678' };
/** Days since the deadline: the tracker's silence would have counted by now, had it begun with it. */
const DAYS_OVER = 21;
const TERM_DAYS = 20;

export const noticeIds = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `b-${String(index).padStart(6, '0')}`);

/**
 * A notice that was delivered and whose first deadline has passed without a reply: when the tracker has been silent
 * until `silentAt` (business time), the policy records the follow-up and has a letter sent.
 */
function growSilentNotice(id: string, silentAt: Instant): GrownNotice {
  const { tenant, respondentId } = centre;
  const deadline = addDays(civilDateAt(silentAt), -DAYS_OVER);
  const issuedOn = addDays(deadline, -TERM_DAYS);
  const notice: GrownNotice = new Grown(noticeCore, id, tenant, () => undefined);
  const content = {
    ...contentUntil(deadline, respondentId),
    contactPersonId: 'p-wang',
    trackerId: 'p-lin',
  };
  const submit = { type: 'SubmitNotice', noticeId: id, caseNumber: `試算-${id}`, content } as const;
  notice.do(submit, 'drafter', instantAt(issuedOn, 9, 0));
  notice.do({ type: 'ApproveNotice' }, 'supervisor', instantAt(issuedOn, 10, 0));
  const proof = { kind: 'delivered', source: 'link' } as const;
  notice.do({ type: 'RecordDelivery', proof }, 'respondent', instantAt(issuedOn, 11, 0));
  notice.sleep(silentAt, (state) => !(state.phase === 'tracking' && state.round.deadlinePassed));
  // All at one instant, which is soon: as if the silence had been counted from a later day.
  const events = notice.events.map((event) =>
    event.type === 'DeadlinePassed' ? { ...event, silentAt } : event,
  );
  notice.events.splice(0, events.length, ...events);
  notice.state = fold(noticeCore, events);
  return notice;
}

/** Fills the register with notices that all fall due at one instant, as if they had come there by themselves. */
export async function fillWithSilentNotices(
  register: DataSource,
  ids: readonly string[],
  silentAt: Instant,
): Promise<void> {
  const pattern = growSilentNotice('{id}', silentAt);
  const copies = <T>(rows: T): string => JSON.stringify(rows);
  const [events, rows] = [copies(eventRows(centre)(pattern)), copies([rowOf('round')(pattern)])];
  const all = (text: string): object[] =>
    ids.flatMap((id) => z.array(z.looseObject({})).parse(JSON.parse(text.replaceAll('{id}', id))));
  await insert(register, 'event', all(events));
  await insert(register, 'notice', all(rows));
}

/** What the workflow of such a notice records when it wakes. */
export function dueRecord(id: string, silentAt: Instant): RecordInput {
  const { state, events } = growSilentNotice(id, silentAt);
  const actor = systemActor(centre.tenant);
  const at = { caseId: id, seq: events.length, state };
  const done = transition(noticeCore, at, { type: 'Wake' }, { at: silentAt, actor, calendar, policy });
  const summary = done.ok ? noticeCore.summaryOf(done.value.state) : undefined;
  if (!done.ok || summary === undefined) throw new Error('The notice was not due');
  const { value } = done;
  const commandId = `wake/${events.length + 1}`;
  const types = value.events.map(({ type }) => type);
  if (types.join() !== 'FollowUpRecorded') throw new Error(`Not a follow-up by policy: ${types.join()}`);
  const { caseNumber, phase, tenant } = summary;
  const seq = events.length + types.length;
  return {
    caseKind: 'notice',
    caseId: id,
    tenant,
    expectedSeq: events.length,
    events: value.events,
    effects: value.effects,
    summary,
    calendarUntil: calendar.lastDay,
    at: silentAt,
    command: {
      commandId,
      fingerprint: commandId,
      type: 'Wake',
      actor,
      result: { caseKind: 'notice', caseId: id, caseNumber, seq, phase, events: types, at: silentAt },
    },
  };
}

/** Starts the workflow of a notice that is in the register: it folds its case and sleeps. */
export const startFromRegister = (client: Client, id: string, clock: BusinessClock): Promise<unknown> =>
  client.workflow.start<(input: CaseWorkflowInput<NoticeState>) => Promise<void>>(noticeWorkflowType, {
    workflowId: caseWorkflowId('notice', id),
    taskQueue: casesTaskQueue,
    args: [
      {
        caseId: id,
        tenant: centre.tenant,
        clock,
        policy,
        calendar,
        maxHistoryEvents: MAX_HISTORY_EVENTS,
        resume: { from: 'register' },
      },
    ],
    typedSearchAttributes: [{ key: tenantAttribute, value: centre.tenant }],
  });
