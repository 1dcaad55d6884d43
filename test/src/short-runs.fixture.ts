import type { CaseWorkflowInput } from '@xiangaitong/contracts';
import {
  governmentCalendar2025to2027,
  policyVersion1,
  type Actor,
  type NoticeState,
  type SuspensionState,
} from '@xiangaitong/domain';
import { RegisterRepository } from '@xiangaitong/persistence';
import { CaseGateway } from '@xiangaitong/temporal-client';
import { waitUntil } from '@xiangaitong/testing';
import { draftForm, respondentId, servedToday, workingDayIn } from './cases.fixture';
import { people, type System } from './system.fixture';

export const tenant = '395000000X';
const drafter: Actor = { personId: 'p-wang', role: 'drafter', organisationId: tenant };

/** So few that a case goes on in a new run every few steps. */
const FEW_HISTORY_EVENTS = 40;

/** What a case begins with, given its rules as the API gives them. */
export const inputOf = (
  system: System,
  caseId: string,
  maxHistoryEvents: number,
): CaseWorkflowInput<NoticeState & SuspensionState> => ({
  caseId,
  tenant,
  clock: system.clock,
  policy: policyVersion1,
  calendar: governmentCalendar2025to2027,
  maxHistoryEvents,
});

/** A notice that goes on in a new run every few steps, submitted, approved and delivered. */
export async function noticeInShortRuns(
  system: System,
  noticeId = 'n-short-runs',
  days = 21,
): Promise<string> {
  const { items, ...content } = draftForm(system, days);
  const text = items[0]?.text ?? '';
  await gatewayTo(system).startNotice(inputOf(system, noticeId, FEW_HISTORY_EVENTS), {
    commandId: 'submit',
    fingerprint: 'submit',
    actor: drafter,
    command: {
      type: 'SubmitNotice',
      noticeId,
      caseNumber: `限改-${noticeId}`,
      content: {
        ...content,
        legalBases: [{ kind: 'regulation', edition: '108', point: 13, paragraph: 1 }],
        respondentName: '台南市 0000000 公會',
        items: [{ number: 1, kind: 'action', text }],
      },
    },
  });
  await system.api.command(`/notices/${noticeId}/approval`, people.supervisor);
  await system.api.command(`/notices/${noticeId}/deliveries`, people.tracker, servedToday(system));
  return noticeId;
}

/** A suspension by 點13-2 of the same kind, decided, approved and delivered. */
export async function suspensionInShortRuns(system: System, suspensionId = 's-short-runs'): Promise<string> {
  await gatewayTo(system).startSuspension(inputOf(system, suspensionId, FEW_HISTORY_EVENTS), {
    commandId: 'decide',
    fingerprint: 'decide',
    actor: drafter,
    command: {
      type: 'DecideSuspension',
      decision: {
        suspensionId,
        tenant,
        caseNumber: `中止-${suspensionId}`,
        respondentId,
        respondentName: '台南市 0000000 公會',
        reason: '帳號遭冒用。',
        effectiveDate: workingDayIn(system, 28),
        decidedBy: drafter.personId,
        trackerId: 'p-lin',
        contactPersonId: 'p-wang',
        confidential: false,
        ground: 8,
      },
    },
  });
  await system.api.command(`/suspensions/${suspensionId}/approval`, people.supervisor);
  await system.api.command(`/suspensions/${suspensionId}/deliveries`, people.tracker, servedToday(system));
  return suspensionId;
}

/** Waits for the service to be cut, and has it restored. */
export async function cureInForce(system: System, suspensionId: string): Promise<void> {
  await waitUntil(async () => (await system.api.suspension(suspensionId)).phase === 'inForce', {
    timeoutMs: 300_000,
    what: 'the service to be suspended',
    intervalMs: 250,
  });
  const filler = { name: '李 00', phone: '06-12345678', email: 'lee@xc12345678.example' };
  const path = `/suspensions/${suspensionId}`;
  await system.api.command(`${path}/cures`, people.respondent, { statement: '已改善。', filler });
  await system.api.command(`${path}/cure-assessments`, people.tracker, { accepted: true, remark: '' });
  await system.api.command(`${path}/confirmations`, people.authority, { reference: '資安字第 1 號' });
}

const gatewayTo = ({ temporal, register }: System): CaseGateway =>
  new CaseGateway(temporal, new RegisterRepository(register));
