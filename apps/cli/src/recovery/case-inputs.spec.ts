import {
  civilDateAt,
  governmentCalendar2025to2027 as shipped,
  instantAt,
  noticeCore,
  policyVersion1,
  transition,
  type Actor,
  type NoticeCommand,
  type NoticeState,
  type RecordedNoticeEvent,
} from '@xiangaitong/domain';
import type { CalendarVersion, PolicyRepository, RegisteredCase } from '@xiangaitong/persistence';
import { CaseInputs } from './case-inputs';

const tenant = '395000000X';
const clock = { realEpoch: 0, businessEpoch: 0, scale: 1 };
const began = instantAt('2026-08-03', 9, 0);
const later = { ...shipped, version: '第 2 版' };
const stricter = { ...policyVersion1, version: 2, extensionDays: 21 };

const version = (number: number, calendar: typeof shipped, decidedAt: number): CalendarVersion => ({
  id: String(number),
  number,
  calendar,
  basedOn: null,
  source: '',
  fileForm: null,
  fileSha256: null,
  importedAt: 0,
  state: 'approved',
  recordedAt: 0,
  actorId: 'system',
  actorRole: 'system',
  actorOrganisationId: tenant,
  actorOnBehalfOf: null,
  decidedBy: null,
  decidedFor: null,
  decidedByOrganisation: null,
  decidedAt,
  decisionCommandId: null,
  reason: null,
});

/** The centre's second policy has been in force since the day after the case began. */
const policies = {
  inForce: async (_tenant: string, at: number) => (at > began + 86_400_000 ? stricter : undefined),
} as unknown as PolicyRepository;
const inputs = new CaseInputs(
  [version(2, later, began + 86_400_000), version(1, shipped, 0)],
  policies,
  clock,
);

const officer = (personId: string, role: Actor['role']): Actor => ({
  personId,
  role,
  organisationId: tenant,
});

/** A notice that was submitted when it began, and approved two days later by a run with these rules. */
function notice(approvedUnder?: { policy: typeof policyVersion1; calendar: typeof shipped }): RegisteredCase {
  let state: NoticeState = noticeCore.initial;
  const events: RecordedNoticeEvent[] = [];
  const play = (command: NoticeCommand, actor: Actor, at: number, rules = approvedUnder): void => {
    const { policy, calendar } = rules ?? { policy: policyVersion1, calendar: shipped };
    const from = { caseId: 'n-1', seq: events.length, state };
    const done = transition(noticeCore, from, command, { at, actor, policy, calendar });
    if (!done.ok) throw new Error(done.error.code);
    ({ state } = done.value);
    events.push(...done.value.events);
  };
  const content = {
    respondentId: 'XC12345678',
    respondentName: '台南市 0000000 公會',
    reason: '請確認連線惡意 IP 的原因。',
    items: [{ number: 1, kind: 'action', text: '掃毒。' }],
    legalBases: [{ kind: 'regulation', edition: '108', point: 13, paragraph: 1 }],
    deadline: civilDateAt(began + 40 * 86_400_000),
    contactPersonId: 'p-wang',
    trackerId: 'p-lin',
    confidential: false,
  } as const;
  play(
    { type: 'SubmitNotice', noticeId: 'n-1', caseNumber: '限改-115-000001', content },
    officer('p-wang', 'drafter'),
    began,
  );
  if (approvedUnder !== undefined)
    play({ type: 'ApproveNotice' }, officer('p-chen', 'supervisor'), began + 2 * 86_400_000);
  return { kind: 'notice', id: 'n-1', tenant, caseNumber: '', closed: false, events, pending: [] };
}

it('gives a case that is not issued yet the rules that were in force when it began, as its first run had them', async () => {
  expect(await inputs.of(notice())).toMatchObject({
    caseId: 'n-1',
    tenant,
    clock,
    calendar: { version: shipped.version },
    policy: { version: 1 },
  });
});

it('gives an issued one those that it was issued under, whatever was in force before or is now', async () => {
  const input = await inputs.of(notice({ policy: stricter, calendar: later }));
  expect(input).toMatchObject({
    calendar: { version: '第 2 版' },
    policy: { version: 2, extensionDays: 21 },
  });
});
