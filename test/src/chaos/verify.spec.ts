import { MS_PER_DAY, type BusinessClock } from '@xiangaitong/domain';
import { createDataSource, migrateUp } from '@xiangaitong/persistence';
import { createTestDatabase, requireEnv, type TestDatabase } from '@xiangaitong/testing';
import type { DataSource, QueryRunner } from 'typeorm';
import { readEvidence } from './evidence';
import type { LedgerEntry } from './ledger';
import { playLives, START } from './played-lives.fixture';
import { verify, type Verdict } from './verify';

jest.setTimeout(60_000);

/** Business time is long past everything that the cases of this file record. */
const NOW = START + 400 * MS_PER_DAY;
const clock: BusinessClock = { realEpoch: Date.now(), businessEpoch: NOW, scale: 1 };
const HOUR_MS = 3_600_000;

let database: TestDatabase;
let register: DataSource;
let ledger: LedgerEntry[];
let mails: string[];

beforeAll(async () => {
  database = await createTestDatabase(requireEnv('DATABASE_URL'));
  register = createDataSource({ url: database.url, poolSize: 4, migrationsRun: false });
  await register.initialize();
  await migrateUp(register);
  const lives = await playLives(register);
  ledger = [...lives.ledger];
  mails = [...lives.mails];
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

const judge = async (): Promise<Verdict> =>
  verify(await readEvidence(planting, { lookedAt: NOW, ledger, mails }), clock);
const kinds = async (): Promise<readonly string[]> =>
  [...new Set((await judge()).violations.map(({ kind }) => kind))].sort();
/** What was told of the first command of this type. */
const toldOf = (type: string): LedgerEntry => {
  const entry = ledger.find(({ path, answer }) => path.endsWith(type) && answer === 'done');
  if (entry === undefined) throw new Error(`Nobody was told of ${type}`);
  return entry;
};
const loseCommand = (type: string): Promise<unknown> =>
  planting.query('DELETE FROM commands WHERE command_id = ?', [toldOf(type).commandId]);
const spoilLetter = (change: string, where = 'gating = FALSE'): Promise<unknown> =>
  planting.query(`UPDATE dispatches SET ${change} WHERE ${where} ORDER BY id LIMIT 1`);
const hoursAhead = (hours: number): Date => new Date(NOW + hours * HOUR_MS);
const suspensionEvent = "stream_kind = 'suspension' AND type =";

it('finds nothing in what the product recorded', async () => {
  expect((await judge()).violations).toEqual([]);
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
    ['lostCommand', 'unansweredRequest'],
  ],
  [
    'a command that was sent and never answered',
    () => ledger.push({ answer: 'sent', commandId: 'p-x:sent', path: '/notices/n-1/withdrawal' }),
    ['unansweredRequest'],
  ],
  [
    'a command that was carried out and of which its sender never heard',
    () => {
      const { commandId } = toldOf('AssessCure');
      ledger = ledger.filter((entry) => entry.commandId !== commandId || entry.answer === 'sent');
    },
    ['unansweredRequest'],
  ],
  ['an acknowledged draft that is gone', () => planting.query('DELETE FROM drafts'), ['lostDraft']],
  [
    'an acknowledged draft that is another one by now',
    () => planting.query(`UPDATE drafts SET content = JSON_SET(content, '$.respondentId', 'XC99999999')`),
    ['lostDraft'],
  ],
  [
    'an acknowledged draft that a submission does not find',
    () =>
      ledger.push({
        answer: 'refused',
        commandId: 'drafter:submission',
        path: '/notice-drafts/n-1/submission',
        code: 'resource.notFound',
      }),
    ['deniedCase'],
  ],
  ...(['SubmitNotice', 'RecordFollowUp', 'RecordDelivery', 'SubmitCure', 'ConfirmRestoration'] as const).map(
    (type) =>
      [`an acknowledged ${type} that is not recorded`, () => loseCommand(type), ['lostCommand']] as const,
  ),
  [
    'an acknowledgement that told another case',
    () => {
      const told = toldOf('SubmitCure');
      ledger = ledger.map((entry) => (entry === told ? { ...told, caseId: 'other' } : entry));
    },
    ['lostCommand'],
  ],
  [
    'an acknowledgement that told another place',
    () => {
      const told = toldOf('ApproveNotice');
      ledger = ledger.map((entry) => (entry === told ? { ...told, seq: 7 } : entry));
    },
    ['lostCommand'],
  ],
  [
    'a refusal of what was done',
    () => {
      const told = toldOf('ApproveNotice');
      ledger = ledger.map((entry) =>
        entry === told ? { ...told, answer: 'refused', code: 'case.closed' } : entry,
      );
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
    'a letter that is due and never leaves',
    () => spoilLetter(`state = 'queued', next_attempt_at = queued_at`),
    ['unsentLetter'],
  ],
  ['a letter that a dead sender still holds', () => spoilLetter(`state = 'claimed'`), ['unsentLetter']],
  [
    'a letter that was put off beyond every pause',
    () => planting.query(`UPDATE dispatches SET state = 'queued', next_attempt_at = ?`, [hoursAhead(29)]),
    ['unsentLetter'],
  ],
  [
    'a letter that was refused, and nobody was asked to serve it',
    () => spoilLetter(`state = 'rejected', non_arrival = 'bounced'`),
    ['silentLetter'],
  ],
  [
    'a letter that did not arrive, and the case that waits for it was not told',
    () => spoilLetter(`non_arrival = 'unknown'`, 'gating = TRUE'),
    ['silentLetter'],
  ],
  [
    'a letter that was given up, without a word of that for the case that waits for it',
    () => spoilLetter(`state = 'failed'`, 'gating = TRUE'),
    ['silentLetter'],
  ],
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
  expect(await judge()).toMatchObject({ violations: [], ambiguousLetters: 1, copies: 1 });
});

it('counts a letter apart whose next attempt lies ahead', async () => {
  await planting.query(`UPDATE dispatches SET state = 'queued', next_attempt_at = ? WHERE message_id = ?`, [
    hoursAhead(4),
    mails[0],
  ]);
  expect(await judge()).toMatchObject({ violations: [], waitingLetters: 1 });
});

it.each([
  [
    'somebody was asked to serve',
    `INSERT INTO tasks (id, case_kind, case_id, case_number, tenant, kind, letter_id, role, urgent, is_open, opened_at)
      SELECT 'serve', case_kind, case_id, case_number, tenant, 'serveLetter', id, 'tracker', 0, 1, queued_at FROM dispatches WHERE message_id = ?`,
  ],
  ['was served another way', `UPDATE dispatches SET delivered_at = queued_at WHERE message_id = ?`],
])('minds no refused letter that %s', async (_what, seenTo) => {
  const letters = (await readEvidence(planting, { lookedAt: NOW, ledger, mails })).letters;
  const where = [letters.find(({ gating }) => !gating)?.messageId];
  await planting.query(`UPDATE dispatches SET state = 'rejected' WHERE message_id = ?`, where);
  await planting.query(seenTo, where);
  expect((await judge()).violations).toEqual([]);
});
