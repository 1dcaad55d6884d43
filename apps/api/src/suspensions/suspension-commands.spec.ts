import { startOfDay, type SuspensionCommand } from '@xiangaitong/domain';
import { DataSource } from 'typeorm';
import {
  as,
  authority,
  drafter,
  newKey,
  otherCentre,
  post,
  respondent,
  supervisor,
  type Answer,
} from '../test-api.fixture';
import { standaloneForm, useSuspensions } from './played-suspensions.fixture';

const test = useSuspensions();

const MORNING = 10 * 3_600_000;
const tracker = 'p-cai:tracker';
const EFFECTIVE = standaloneForm.effectiveDate;

/** Whose request follows which one, in which phase: each begins with a case of its own. */
const give = (
  id: string,
  action: string,
  actor: string,
  body: unknown = {},
  key = newKey(),
): Promise<Answer> => test.api.request(`/api/v1/suspensions/${id}/${action}`, post(body, { actor, key }));
const must = async (answer: Promise<Answer>): Promise<Answer> => {
  const { status, body } = await answer;
  expect([status, body.code]).toEqual([status === 201 ? 201 : 200, undefined]);
  return answer;
};

async function decided(): Promise<string> {
  test.engine.at = startOfDay('2026-08-03') + MORNING;
  return (await must(test.api.request('/api/v1/suspensions', post(standaloneForm)))).body.caseId;
}

async function notifying(): Promise<string> {
  const id = await decided();
  await must(give(id, 'approval', supervisor));
  return id;
}

async function notified(): Promise<string> {
  const id = await notifying();
  await test.engine.sendLetters(id);
  await must(give(id, 'deliveries', drafter, { kind: 'delivered', source: 'telephone' }));
  return id;
}

/** The effective date has come, and the notice had not arrived. */
async function notExecuted(): Promise<string> {
  const id = await notifying();
  test.engine.at = startOfDay(EFFECTIVE) + MORNING;
  await test.engine.bySystem(id, { type: 'Wake' });
  return id;
}

async function changeAsked(): Promise<string> {
  const id = await notified();
  await must(give(id, 'cancellation', drafter, { reason: '已改善。' }));
  return id;
}

async function ordered(): Promise<string> {
  test.engine.at = startOfDay('2026-08-03') + MORNING;
  const order = {
    respondentId: 'XC12345678',
    reference: '資安字第 1150000009 號',
    reason: '有重大危害之虞。',
    letterDate: '2026-08-03',
    contactPersonId: 'p-lin',
  };
  const id = (await must(test.api.request('/api/v1/emergency-suspensions', post(order)))).body.caseId;
  await test.engine.bySystem(id, { type: 'RecordActuation', desired: 'off', serviceOn: false });
  return id;
}

const filler = { name: '陳大文', phone: '06-1234567', email: 'chen@example.tw' };
async function asked(): Promise<string> {
  const id = await ordered();
  await must(give(id, 'cures', respondent, { statement: '已重灌。', filler }));
  await must(give(id, 'cure-assessments', tracker, { accepted: true }));
  return id;
}

const letter = {
  reference: '資安字第 1150000002 號',
  date: '2026-08-03',
  person: { name: '周確認', phone: '02-23456789' },
};
/** The authority's time has passed. */
async function unanswered(): Promise<string> {
  const id = await asked();
  // First the ratification is overdue, then the answer.
  for (const time of [MORNING, MORNING + 1]) {
    test.engine.at = startOfDay('2026-09-30') + time;
    await test.engine.bySystem(id, { type: 'Wake' });
  }
  return id;
}

const refusalLetter = { reference: letter.reference, date: letter.date, reason: '事件尚未處理完竣。' };
async function letterRecorded(): Promise<string> {
  const id = await asked();
  await must(give(id, 'confirmation-letters', drafter, letter));
  return id;
}

interface Row {
  readonly action: string;
  readonly from: () => Promise<string>;
  readonly actor: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** What reaches the engine. */
  readonly command: { readonly type: SuspensionCommand['type'] } & Readonly<Record<string, unknown>>;
  readonly phase: string;
  /** Bodies that are wrong, with the status, the code and the fields that are named. */
  readonly wrong: readonly (readonly [unknown, number, string, readonly string[]])[];
  /** Who may not, by which code. */
  readonly not: readonly (readonly [string, string])[];
}

const notAllowed = 'actor.notAllowed';
const fourEyes = 'case.fourEyes';
const invalid = [400, 'request.invalid'] as const;
const noReason = [
  [{}, ...invalid, ['reason']],
  [{ reason: ' ' }, 422, 'case.reasonMissing', ['reason']],
  [{ reason: '有理由。', more: 1 }, ...invalid, ['more']],
] as const;
const nothing = [[{ more: 1 }, ...invalid, ['more']]] as const;
const officersOnly = [
  [respondent, notAllowed],
  [authority, notAllowed],
] as const;
const secondOfficer = [...officersOnly, [drafter, fourEyes]] as const;

const rows: readonly Row[] = [
  {
    action: 'cancellation',
    from: notified,
    actor: tracker,
    body: { reason: '已於中止日前改善。' },
    command: { type: 'CancelSuspension', reason: '已於中止日前改善。' },
    phase: 'notified',
    wrong: noReason,
    not: officersOnly,
  },
  {
    action: 'postponement',
    from: notified,
    actor: tracker,
    body: { effectiveDate: '2026-09-07', reason: '尚待複查。' },
    command: { type: 'PostponeSuspension', effectiveDate: '2026-09-07', reason: '尚待複查。' },
    phase: 'notified',
    wrong: [
      [{}, ...invalid, ['effectiveDate', 'reason']],
      [{ effectiveDate: '2026-13-01', reason: '有。' }, ...invalid, ['effectiveDate']],
      [{ effectiveDate: EFFECTIVE, reason: '有。' }, 409, 'suspension.notLater', ['effectiveDate']],
      [
        { effectiveDate: '2026-09-06', reason: '有。' },
        422,
        'suspension.nonWorkingDay',
        ['nonWorkingDayReason'],
      ],
      [{ effectiveDate: '2026-09-07', reason: '' }, 422, 'case.reasonMissing', ['reason']],
    ],
    not: officersOnly,
  },
  {
    action: 'change-approval',
    from: changeAsked,
    actor: supervisor,
    body: {},
    command: { type: 'ApproveChange' },
    phase: 'closed',
    wrong: nothing,
    not: secondOfficer,
  },
  {
    action: 'change-refusal',
    from: changeAsked,
    actor: supervisor,
    body: { reason: '改善尚未完成。' },
    command: { type: 'RefuseChange', reason: '改善尚未完成。' },
    phase: 'notified',
    wrong: noReason,
    not: secondOfficer,
  },
  {
    action: 'effective-date',
    from: notExecuted,
    actor: tracker,
    body: { effectiveDate: '2026-09-21' },
    command: { type: 'SetEffectiveDate', effectiveDate: '2026-09-21' },
    phase: 'awaitingApproval',
    wrong: [
      [{}, ...invalid, ['effectiveDate']],
      [{ effectiveDate: '2026-09-07' }, 422, 'suspension.effectiveTooSoon', ['effectiveDate']],
      [{ effectiveDate: '2026-09-20' }, 422, 'suspension.nonWorkingDay', ['nonWorkingDayReason']],
    ],
    not: officersOnly,
  },
  {
    action: 'ratification',
    from: ordered,
    actor: supervisor,
    body: {},
    command: { type: 'RatifyEmergency' },
    phase: 'inForce',
    wrong: nothing,
    not: secondOfficer,
  },
  {
    action: 'ratification-refusal',
    from: ordered,
    actor: supervisor,
    body: { reason: '來文對象有誤。' },
    command: { type: 'RefuseRatification', reason: '來文對象有誤。' },
    phase: 'awaitingConfirmation',
    wrong: noReason,
    not: secondOfficer,
  },
  {
    action: 'confirmation-letters',
    from: asked,
    actor: drafter,
    body: letter,
    command: { type: 'RecordConfirmationLetter', reference: letter.reference, date: letter.date },
    phase: 'awaitingConfirmation',
    wrong: [
      [{}, ...invalid, ['date', 'person', 'reference']],
      [{ ...letter, person: { name: ' ', phone: '' } }, ...invalid, ['person.name', 'person.phone']],
      [{ ...letter, reference: ' ' }, 422, 'suspension.confirmationIncomplete', ['reference']],
      [{ ...letter, date: '2026-08-04' }, 422, 'suspension.letterInFuture', ['date']],
      [{ ...letter, date: '2026-08-02' }, 409, 'suspension.letterTooOld', ['date']],
    ],
    not: officersOnly,
  },
  {
    action: 'confirmation-refusal-letters',
    from: asked,
    actor: drafter,
    body: refusalLetter,
    command: { type: 'RecordRefusalLetter', ...refusalLetter },
    phase: 'inForce',
    wrong: [
      [{}, ...invalid, ['date', 'reason', 'reference']],
      [{ ...refusalLetter, reference: ' ' }, 422, 'suspension.refusalIncomplete', ['reference']],
      [{ ...refusalLetter, date: '2026-08-04' }, 422, 'suspension.letterInFuture', ['date']],
      [{ ...refusalLetter, date: '2026-08-02' }, 409, 'suspension.letterTooOld', ['date']],
      [{ ...refusalLetter, reason: '' }, 422, 'case.reasonMissing', ['reason']],
    ],
    not: officersOnly,
  },
  {
    action: 'confirmation-requests',
    from: unanswered,
    actor: supervisor,
    body: {},
    command: { type: 'RequestConfirmationAgain' },
    phase: 'awaitingConfirmation',
    wrong: nothing,
    not: officersOnly,
  },
  {
    action: 'tracker-reassignments',
    from: ordered,
    actor: supervisor,
    body: { trackerId: 'p-cai', reason: '請假。' },
    command: { type: 'ReassignTracker', trackerId: 'p-cai', reason: '請假。' },
    phase: 'inForce',
    wrong: [
      [{}, ...invalid, ['reason', 'trackerId']],
      [{ trackerId: 'p-wu', reason: '請假。' }, 422, 'person.unknown', ['trackerId']],
      [{ trackerId: 'p-cai', reason: ' ' }, 422, 'case.reasonMissing', ['reason']],
    ],
    not: officersOnly,
  },
  {
    action: 'confirmation-letter-approval',
    from: letterRecorded,
    actor: supervisor,
    body: {},
    command: { type: 'ApproveConfirmationLetter' },
    phase: 'confirmed',
    wrong: nothing,
    not: secondOfficer,
  },
  {
    action: 'confirmation-letter-refusal',
    from: letterRecorded,
    actor: supervisor,
    body: { reason: '文號不符。' },
    command: { type: 'RefuseConfirmationLetter', reason: '文號不符。' },
    phase: 'awaitingConfirmation',
    wrong: noReason,
    not: secondOfficer,
  },
  {
    action: 'confirmation-withdrawals',
    from: letterRecorded,
    actor: authority,
    body: { reason: '事件再度發生。' },
    command: { type: 'WithdrawConfirmation', reason: '事件再度發生。' },
    phase: 'inForce',
    wrong: noReason,
    not: [
      [respondent, notAllowed],
      [supervisor, notAllowed],
    ],
  },
];

describe.each(rows)('$action', ({ action, from, actor, body, command, phase, wrong, not }) => {
  it('reaches the engine as the command that was meant, once for one key', async () => {
    const id = await from();
    const key = newKey();
    const before = test.engine.reached.length;
    const first = await give(id, action, actor, body, key);
    expect([first.status, first.body]).toMatchObject([200, { caseKind: 'suspension', caseId: id, phase }]);
    const [personId = '', role = ''] = actor.split(':');
    expect(test.engine.reached.slice(before)).toMatchObject([
      { caseId: id, envelope: { commandId: `${personId}:${key}`, actor: { personId, role }, command } },
    ]);
    const again = await give(id, action, actor, body, key);
    expect([again.status, again.headers.get('idempotent-replay'), again.body]).toEqual([
      200,
      'true',
      first.body,
    ]);
    expect(test.engine.reached).toHaveLength(before + 1);
    const other = await give(id, action, actor, { ...body, reason: '別的內容。' }, key);
    expect(other.body.code).toBe('reason' in body ? 'request.idempotencyKeyReused' : 'request.invalid');
  });

  it('is refused with every field named, and leaves the case as it was', async () => {
    const id = await from();
    for (const [sent, status, code, fields] of wrong) {
      const answer = await give(id, action, actor, sent);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.body.fields.map(({ field }) => field).sort()).toEqual(fields);
    }
    expect((await give(id, action, actor, body)).status).toBe(200);
  });

  it('is refused to whom it is not for', async () => {
    const id = await from();
    for (const [stranger, code] of not) {
      const answer = await give(id, action, stranger, body);
      expect([stranger, answer.status, answer.body.code]).toEqual([stranger, 403, code]);
    }
    expect((await give(id, action, actor, body)).status).toBe(200);
  });

  it('of a case that is not there, or not theirs, gets one answer', async () => {
    const id = await from();
    const before = test.engine.reached.length;
    const unknown = await give('no-such-case', action, actor, body);
    expect([unknown.status, unknown.body.code]).toEqual([404, 'resource.notFound']);
    if (actor !== authority) {
      const theirs = await give(id, action, otherCentre, body);
      expect([theirs.status, theirs.body.code, theirs.body.detail]).toEqual([
        404,
        'resource.notFound',
        unknown.body.detail,
      ]);
    }
    expect(test.engine.reached).toHaveLength(before);
  });
});

describe('who has a suspension in hand', () => {
  it('is shown with it, and has its tasks; named anew, so are the tasks', async () => {
    const id = await ordered();
    const shown = async () =>
      (await test.api.request(`/api/v1/suspensions/${id}`, as(supervisor))).body.trackerId;
    const task = async () =>
      (await test.api.request(`/api/v1/tasks?state=open&caseId=${id}`, as(supervisor))).body.entries
        .filter(({ task: kind }) => kind === 'awaitCure')
        .map(({ assigneeId }) => assigneeId);
    expect([await shown(), await task()]).toEqual(['p-lin', ['p-lin']]);
    await must(give(id, 'tracker-reassignments', supervisor, { trackerId: 'p-cai', reason: '請假。' }));
    expect([await shown(), await task()]).toEqual(['p-cai', ['p-cai']]);
    const again = await give(id, 'tracker-reassignments', supervisor, {
      trackerId: 'p-cai',
      reason: '再派。',
    });
    expect([again.status, again.body.code]).toEqual([409, 'suspension.sameTracker']);
  });

  it('asks the authority again only when it has not answered in time', async () => {
    const id = await asked();
    const early = await give(id, 'confirmation-requests', supervisor);
    expect([early.status, early.body.code]).toEqual([409, 'suspension.confirmationNotOverdue']);
  });
});

describe('the authority’s person in a confirmation letter', () => {
  it('is kept outside the case, and is one person for one key', async () => {
    const id = await asked();
    const key = newKey();
    const person = { name: '吳來文', phone: '02-23456780' };
    await must(give(id, 'confirmation-letters', drafter, { ...letter, person }, key));
    await must(give(id, 'confirmation-letters', drafter, { ...letter, person }, key));
    const found: { readonly id: string }[] = await test.api.app
      .get(DataSource)
      .query('SELECT id FROM people WHERE name = ?', [person.name]);
    expect(found).toHaveLength(1);
    expect(test.engine.last?.command).toMatchObject({ personId: found[0]?.id });
    expect(JSON.stringify(test.engine.last)).not.toContain(person.name);
  });
});
