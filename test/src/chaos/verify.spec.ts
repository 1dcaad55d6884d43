import {
  addDays,
  civilDateAt,
  governmentCalendar2025to2027 as calendar,
  instantAt,
  MS_PER_DAY,
  noticeCore,
  policyVersion1 as policy,
  suspensionCore,
  systemActor,
  transition,
  type Actor,
  type BusinessClock,
  type CaseCore,
  type Instant,
  type NoticeCommand,
  type Role,
  type SuspensionCommand,
  type SuspensionDecision,
} from '@xiangaitong/domain';
import {
  createDataSource,
  EffectRepository,
  migrateUp,
  RegisterRepository,
  ServiceStateRepository,
} from '@xiangaitong/persistence';
import { createTestDatabase, requireEnv, type TestDatabase } from '@xiangaitong/testing';
import type { DataSource, QueryRunner } from 'typeorm';
import { effectiveDate } from './moves';
import { readEvidence } from './evidence';
import type { LedgerEntry } from './ledger';
import { verify, type Violation } from './verify';

jest.setTimeout(60_000);

const TENANT = '395000000X';
const RESPONDENT = 'XC12345678';
const START = instantAt('2026-03-02', 9, 0);
/** Business time is long past everything that the cases of this file record. */
const clock: BusinessClock = { realEpoch: Date.now(), businessEpoch: START + 400 * MS_PER_DAY, scale: 1 };

let database: TestDatabase;
let register: DataSource;
let ledger: LedgerEntry[];
let mails: string[];

/** A case whose every step is recorded as the product records it, and acknowledged in the ledger. */
class Played<S, C extends { readonly type: string }, E extends { readonly type: string }> {
  private state: S;
  private seq = 0;
  decision: SuspensionDecision | undefined;

  constructor(
    private readonly core: CaseCore<S, C, E>,
    private readonly caseId: string,
  ) {
    this.state = core.initial;
  }

  async do(
    command: C | { readonly type: 'Wake' },
    role: Role,
    at: Instant,
    personId: string = role,
  ): Promise<void> {
    const { core, caseId } = this;
    const actor: Actor = role === 'system' ? systemActor(TENANT) : { personId, role, organisationId: TENANT };
    const done = transition(core, { caseId, seq: this.seq, state: this.state }, command, {
      at,
      actor,
      calendar,
      policy,
    });
    if (!done.ok) throw new Error(`${command.type}: ${done.error.code}`);
    const { events, effects, state } = done.value;
    const summary = core.summaryOf(state);
    if (summary === undefined) throw new Error('no summary');
    const commandId = `${personId}:${caseId}-${this.seq}`;
    const result = {
      caseKind: core.kind,
      caseId,
      caseNumber: summary.caseNumber,
      seq: this.seq + events.length,
      phase: summary.phase,
      events: events.map(({ type }) => type),
      at,
    };
    await new RegisterRepository(register).record({
      caseKind: core.kind,
      caseId,
      tenant: TENANT,
      expectedSeq: this.seq,
      events,
      effects,
      summary,
      calendarUntil: '2027-12-31',
      at,
      command: { commandId, fingerprint: commandId, type: command.type, actor, result },
    });
    this.state = state;
    this.seq = result.seq;
    ledger.push({
      answer: 'done',
      commandId,
      path: command.type,
      caseKind: core.kind,
      caseId,
      seq: result.seq,
      events: result.events,
    });
    for (const effect of effects) {
      if (effect.kind === 'startSuspension') this.decision = effect.decision;
      if (effect.kind === 'actuate')
        await new ServiceStateRepository(register).apply(RESPONDENT, effect.desired, caseId);
      if (['startSuspension', 'actuate', 'reportToNotice'].includes(effect.kind))
        await new EffectRepository(register).markDone(effect.id, {});
    }
  }

  wake(): Promise<void> {
    const due = this.core.nextWake(this.state);
    if (due === undefined) throw new Error('nothing is due');
    return this.do({ type: 'Wake' }, 'system', due);
  }
}

/** A notice that led to a suspension, which was executed and restored; every letter came once. */
async function playLives(): Promise<void> {
  const notice = new Played(noticeCore, 'n-1');
  const submit: NoticeCommand = {
    type: 'SubmitNotice',
    noticeId: 'n-1',
    caseNumber: '臺南-115-000001',
    content: {
      respondentId: RESPONDENT,
      respondentName: '台南市 0000000 公會',
      reason: '請確認原因。',
      items: [{ number: 1, kind: 'action', text: '請進行掃毒。' }],
      legalBases: [{ kind: 'regulation', edition: '108', point: 13, paragraph: 1 }],
      deadline: addDays(civilDateAt(START), 20),
      contactPersonId: 'contact',
      trackerId: 'tracker',
      confidential: false,
    },
  };
  await notice.do(submit, 'drafter', START);
  await notice.do({ type: 'ApproveNotice' }, 'supervisor', START + 1);
  const date = effectiveDate(START);
  const suspend = { kind: 'suspend', ground: 8, effectiveDate: date, seriousReason: '持續散播。' } as const;
  await notice.do({ type: 'RecordFollowUp', round: 1, result: suspend }, 'tracker', START + 2);
  const { decision } = notice;
  if (decision === undefined) throw new Error('no suspension');
  const suspension = new Played(suspensionCore, decision.suspensionId);
  const steps: readonly (readonly [SuspensionCommand, Role])[] = [
    [{ type: 'DecideSuspension', decision }, 'system'],
    [{ type: 'ApproveSuspension' }, 'supervisor'],
    [{ type: 'RecordDelivery', proof: { kind: 'delivered', source: 'link' } }, 'respondent'],
  ];
  for (const [index, [command, role]] of steps.entries())
    await suspension.do(command, role, START + 3 + index, `second-${role}`);
  await suspension.wake();
  const then = instantAt(date, 10, 0);
  const back: readonly (readonly [SuspensionCommand, Role])[] = [
    [{ type: 'RecordActuation', desired: 'off', serviceOn: false }, 'system'],
    [{ type: 'SubmitCure', statement: '已改善', fillerPersonId: 'filler' }, 'respondent'],
    [{ type: 'AssessCure', accepted: true, remark: '' }, 'tracker'],
    [{ type: 'ConfirmRestoration', reference: '資安字第 1 號' }, 'authority'],
  ];
  for (const [index, [command, role]] of back.entries()) await suspension.do(command, role, then + index);
  await suspension.wake();
  await suspension.do(
    { type: 'RecordActuation', desired: 'on', serviceOn: true },
    'system',
    then + MS_PER_DAY,
  );
  await register.query(
    `UPDATE dispatches SET state = 'accepted', message_id = CONCAT('<', SHA1(id), '@test>')`,
  );
  const letters = await register.query<{ message_id: string }[]>('SELECT message_id FROM dispatches');
  mails = letters.map(({ message_id }) => message_id);
}

beforeAll(async () => {
  database = await createTestDatabase(requireEnv('DATABASE_URL'));
  register = createDataSource({ url: database.url, poolSize: 4, migrationsRun: false });
  await register.initialize();
  await migrateUp(register);
  ledger = [];
  await playLives();
});
afterAll(async () => {
  await register.destroy();
  await database.drop();
});

// What a test plants is taken back.
let kept: { readonly ledger: readonly LedgerEntry[]; readonly mails: readonly string[] };
let planting: QueryRunner;
beforeEach(async () => {
  kept = { ledger: [...ledger], mails: [...mails] };
  planting = register.createQueryRunner();
  await planting.startTransaction();
});
afterEach(async () => {
  await planting.rollbackTransaction();
  await planting.release();
  ledger = [...kept.ledger];
  mails = [...kept.mails];
});

const judge = async (): Promise<readonly Violation[]> =>
  verify(await readEvidence(planting, { ledger, mails }), clock).violations;
const kinds = async (): Promise<readonly string[]> =>
  [...new Set((await judge()).map(({ kind }) => kind))].sort();
const suspensionEvent = "stream_kind = 'suspension' AND type =";

it('finds nothing in what the product recorded', async () => {
  expect(await judge()).toEqual([]);
  expect(ledger.length).toBeGreaterThan(10);
  expect(mails.length).toBeGreaterThan(5);
});

const planted: readonly (readonly [string, () => void | Promise<unknown>, readonly string[]])[] = [
  [
    'an event in the middle that is gone, with the acknowledged command that made it',
    () => planting.query(`DELETE FROM events WHERE stream_kind = 'notice' AND seq = 2`),
    ['lostCommand', 'streamGap'],
  ],
  [
    'a last event that is gone',
    () => planting.query(`DELETE FROM events WHERE ${suspensionEvent} 'SuspensionClosed'`),
    ['lostCommand', 'streamGap'],
  ],
  [
    'an event that cannot follow',
    () => planting.query(`UPDATE events SET type = 'NoticeSubmitted' WHERE type = 'NoticeIssued'`),
    ['lostCommand', 'streamUnfoldable'],
  ],
  [
    'a row of the list that says otherwise',
    () => planting.query(`UPDATE notices SET phase = 'tracking'`),
    ['headElsewhere'],
  ],
  [
    'an acknowledged command that nobody recorded',
    () =>
      ledger.push({
        answer: 'done',
        commandId: 'p-x:lost',
        path: '/notices/n-1/withdrawal',
        seq: 9,
        events: [],
      }),
    ['lostCommand'],
  ],
  [
    'a command that was taken (202) and never heard of again',
    () => ledger.push({ answer: 'taken', commandId: 'p-x:taken', path: '/notices/n-1/withdrawal' }),
    ['lostCommand'],
  ],
  [
    'an acknowledgement that told another place',
    () => {
      const [first, ...rest] = ledger;
      if (first !== undefined) ledger = [{ ...first, seq: 7 }, ...rest];
    },
    ['lostCommand'],
  ],
  [
    'a refusal of what was done',
    () => {
      const [first, ...rest] = ledger;
      if (first !== undefined) ledger = [{ ...first, answer: 'refused', code: 'case.closed' }, ...rest];
    },
    ['refusedAndDone'],
  ],
  [
    'a command in the audit record twice',
    () =>
      planting.query(`INSERT INTO audit_records (at, actor_id, actor_role, actor_organisation_id, tenant, action,
        case_kind, case_id, outcome, request_id) SELECT at, actor_id, actor_role, actor_organisation_id, tenant,
        action, case_kind, case_id, outcome, request_id FROM audit_records WHERE action = 'ApproveNotice'`),
    ['doubledCommand'],
  ],
  ['a mail that came twice', () => mails.push(mails[0] ?? ''), ['doubledMail']],
  ['a mail of no letter', () => mails.push('<stranger@test>'), ['doubledMail']],
  ['an accepted letter that never came', () => mails.pop(), ['lostMail']],
  [
    'an execution before its date',
    () =>
      planting.query(
        `UPDATE events SET at = at - INTERVAL 2 DAY WHERE ${suspensionEvent} 'SuspensionExecutionOrdered'`,
      ),
    ['earlySuspension'],
  ],
  [
    'an execution that the database wrote down before its date',
    () =>
      planting.query(
        `UPDATE events SET recorded_at = recorded_at - INTERVAL 390 DAY WHERE ${suspensionEvent} 'ServiceSuspended'`,
      ),
    ['earlySuspension'],
  ],
  [
    'an execution without approval and delivery',
    () =>
      planting.query(
        `UPDATE events SET type = 'CureOverdue' WHERE stream_kind = 'suspension'
         AND type IN ('SuspensionApproved', 'SuspensionNotified')`,
      ),
    ['earlySuspension', 'lostCommand', 'streamUnfoldable'],
  ],
  [
    'a restoration without the confirmation',
    () =>
      planting.query(
        `UPDATE events SET type = 'CureOverdue' WHERE ${suspensionEvent} 'RestorationConfirmed'`,
      ),
    ['earlyRestoration', 'lostCommand', 'streamUnfoldable'],
  ],
  [
    'a service that was switched once too often',
    () => planting.query('UPDATE service_states SET version = version + 1'),
    ['serviceTransitions'],
  ],
  [
    'an effect that was never carried out',
    () => planting.query(`UPDATE effects SET state = 'pending' WHERE kind = 'actuate' LIMIT 1`),
    ['pendingEffect'],
  ],
  [
    'a second open suspension of the notice',
    () =>
      planting.query(`UPDATE suspensions SET closed = FALSE`).then(() =>
        planting.query(
          `INSERT INTO suspensions (id, tenant, case_number, respondent_id, phase, notice_id, in_force, closed, seq, updated_at)
           SELECT 'other', tenant, 'other', respondent_id, phase, notice_id, in_force, closed, 0, updated_at FROM suspensions`,
        ),
      ),
    ['doubledSuspension', 'headElsewhere'],
  ],
];

it.each(planted)('names %s', async (_what, plant, expected) => {
  await plant();
  expect(await kinds()).toEqual(expected);
});

it('counts a second copy apart where the register says that it may be one', async () => {
  mails.push(mails[0] ?? '');
  await planting.query('UPDATE dispatches SET ambiguous_attempts = 1 WHERE message_id = ?', [mails[0]]);
  const verdict = verify(await readEvidence(planting, { ledger, mails }), clock);
  expect(verdict).toMatchObject({ violations: [], ambiguousLetters: 1, copies: 1 });
});
