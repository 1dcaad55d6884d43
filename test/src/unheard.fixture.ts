import {
  fold,
  governmentCalendar2025to2027,
  noticeCore,
  policyVersion1,
  transition,
  type Actor,
  type NoticeCommand,
  type RecordedNoticeEvent,
} from '@xiangaitong/domain';
import { RegisterRepository } from '@xiangaitong/persistence';
import type { System } from './system.fixture';

/**
 * What a power cut leaves behind that comes between the register's commit and the engine's: the register
 * holds a command's events, and no workflow has heard of the command.
 */
export async function recordUnheard(
  system: System,
  caseId: string,
  command: NoticeCommand,
  actor: Actor,
): Promise<void> {
  const register = new RegisterRepository(system.register);
  const { events } = await register.loadCase('notice', caseId);
  const state = fold(
    noticeCore,
    events.filter((event): event is RecordedNoticeEvent => noticeCore.owns(event)),
  );
  const at = system.now();
  const seq = events.length;
  const decided = transition(noticeCore, { caseId, seq, state }, command, {
    at,
    actor,
    calendar: governmentCalendar2025to2027,
    policy: policyVersion1,
  });
  if (!decided.ok) throw new Error(decided.error.code);
  const summary = noticeCore.summaryOf(decided.value.state);
  if (summary === undefined) throw new Error('no summary');
  const { phase, tenant, caseNumber } = summary;
  const types = decided.value.events.map(({ type }) => type);
  const result = {
    caseKind: 'notice' as const,
    caseId,
    caseNumber,
    seq: seq + types.length,
    phase,
    events: types,
    at,
  };
  await register.record({
    caseKind: 'notice',
    caseId,
    tenant,
    expectedSeq: seq,
    events: decided.value.events,
    effects: decided.value.effects,
    summary,
    calendarUntil: '2027-12-31',
    at,
    command: { commandId: 'unheard', fingerprint: 'unheard', type: command.type, actor, result },
  });
}
