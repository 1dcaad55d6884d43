import type { Actor, CaseKind, LetterEffect } from '@xiangaitong/domain';
import { letterEffect, someInstant, tenant, transitionOf } from '../fixtures/case.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { RegisterRepository } from '../register/register.repository';
import { TaskRepository } from '../register/task.repository';
import { DispatchRepository } from './dispatch.repository';
import { MAX_ATTEMPTS, type AttemptOutcome } from './letter';
import { LetterActionRepository, type LetterAction } from './letter-action.repository';

let register: TestRegister;
let dispatches: DispatchRepository;
let actions: LetterActionRepository;

beforeAll(async () => {
  register = await openRegister();
  dispatches = new DispatchRepository(register.dataSource);
  actions = new LetterActionRepository(register.dataSource);
});
afterAll(() => register.close());
beforeEach(async () => {
  await register.dataSource.query('DELETE FROM dispatches');
  await register.dataSource.query('DELETE FROM tasks');
});

const bounced: AttemptOutcome = { kind: 'rejected', permanent: true, response: '550 no such user' };
const accepted: AttemptOutcome = { kind: 'accepted', response: '250' };
const times = { at: someInstant, retryAt: someInstant, arrivalCheckAt: someInstant };
let cases = 0;

async function letter(
  outcome?: AttemptOutcome,
  wanted: Partial<LetterEffect> = {},
  kind: CaseKind = 'notice',
): Promise<string> {
  cases += 1;
  const effect = letterEffect(`${kind}/a-${cases}/1/1`, wanted);
  await new RegisterRepository(register.dataSource).record(
    transitionOf({ kind, id: `a-${cases}`, effects: [effect], summary: { trackerId: 'p-tracker' } }),
  );
  if (outcome !== undefined) await attempt(outcome, effect.lane);
  return effect.id;
}

async function attempt(outcome: AttemptOutcome, lane: LetterEffect['lane'] = 'ordinary'): Promise<void> {
  const claim = { claimedBy: 'w', now: someInstant, leaseMs: 60_000 };
  for (const claimed of await dispatches.claim(lane, 9, claim)) {
    await dispatches.recordOutcome(claimed, outcome, times);
  }
}

async function rowOf(id: string) {
  const row = await dispatches.get(tenant, id);
  if (row === undefined) throw new Error(`There is no letter ${id}`);
  return row;
}

const tasks = async (open = true) =>
  (await new TaskRepository(register.dataSource).list({ tenant, open, limit: 50 })).items;

const actor: Actor = { personId: 'p-lin', role: 'tracker', organisationId: tenant };
let requests = 0;
const action = (type: LetterAction['type'], caseId: string): LetterAction => ({
  type,
  commandId: `p-lin:request-${(requests += 1)}`,
  fingerprint: 'f'.repeat(64),
  actor,
  at: someInstant + 5,
  result: {
    caseKind: 'notice',
    caseId,
    caseNumber: '限改-115-000001',
    seq: 1,
    phase: 'tracking',
    events: [],
    at: someInstant + 5,
  },
});
const caseOf = (id: string): string => id.split('/')[1] ?? '';

describe('a letter that no case waits for', () => {
  it.each<[string, Partial<LetterEffect>, object]>([
    ['to the respondent is the tracker’s', {}, { role: 'tracker', assigneeId: 'p-tracker', urgent: false }],
    [
      'to the bureau is the supervisor’s, and urgent in the lane of suspensions',
      { recipient: { party: 'bureau' }, lane: 'suspension' },
      { role: 'supervisor', assigneeId: null, urgent: true },
    ],
    [
      'to the authority is urgent in an emergency',
      { recipient: { party: 'authority' }, lane: 'emergency' },
      { role: 'supervisor', urgent: true },
    ],
  ])('%s, in the moment in which it fails', async (_what, wanted, expected) => {
    const id = await letter(bounced, wanted);
    expect(await tasks()).toMatchObject([{ kind: 'serveLetter', letterId: id, ...expected }]);
  });

  it('of a suspension, to the respondent, is that of who has it in hand', async () => {
    const id = await letter(bounced, { lane: 'suspension' }, 'suspension');
    expect(await tasks()).toMatchObject([
      { letterId: id, caseKind: 'suspension', role: 'tracker', assigneeId: 'p-tracker', urgent: true },
    ]);
  });

  it('of which nothing is known the next day is none, and says so itself', async () => {
    const id = await letter(accepted);
    await dispatches.markArrivalChecked(id);
    expect(await tasks()).toEqual([]);
    await expect(rowOf(id)).resolves.toMatchObject({ nonArrival: 'unknown' });
  });

  it('that bounced and was acknowledged after all is none any more', async () => {
    const id = await letter(bounced);
    expect(await tasks()).toHaveLength(1);
    await dispatches.acknowledge(id, { source: 'reply', at: someInstant + 9 });
    expect(await tasks()).toEqual([]);
    expect(await tasks(false)).toMatchObject([{ letterId: id, closedAt: someInstant + 9 }]);
  });

  it('whose senders died three times is one', async () => {
    const id = await letter();
    for (const claimedBy of ['w-1', 'w-2', 'w-3', 'w-4']) {
      await dispatches.claim('ordinary', 9, { claimedBy, now: someInstant, leaseMs: 60_000 });
      await register.dataSource.query(
        "UPDATE dispatches SET claimed_until = '2000-01-01' WHERE claimed_until IS NOT NULL",
      );
    }
    expect(await tasks()).toMatchObject([{ letterId: id }]);
  });

  it('has a task of its own beside those of other letters of its case', async () => {
    cases += 1;
    const effects = [1, 2].map((position) => letterEffect(`notice/a-${cases}/1/${position}`));
    await new RegisterRepository(register.dataSource).record(transitionOf({ id: `a-${cases}`, effects }));
    await attempt(bounced);
    expect((await tasks()).map(({ letterId }) => letterId).sort()).toEqual(
      effects.map(({ id }) => id).sort(),
    );
  });

  it('that a case waits for is none: the case opens its own', async () => {
    await letter(bounced, { gating: true });
    expect(await tasks()).toEqual([]);
  });
});

describe('serving it another way', () => {
  const service = { date: '2026-08-04', proof: '掛號回執' };

  it('is recorded with date and proof, once, and closes its task', async () => {
    const id = await letter(bounced);
    const act = action('ServeLetter', caseOf(id));
    await expect(actions.serve(await rowOf(id), service, act)).resolves.toBe(true);
    await expect(rowOf(id)).resolves.toMatchObject({
      deliverySource: 'served',
      deliveredBy: 'p-lin',
      servedOn: '2026-08-04',
      serviceProof: '掛號回執',
      nonArrival: null,
    });
    expect(await tasks()).toEqual([]);
    await expect(actions.serve(await rowOf(id), service, action('ServeLetter', caseOf(id)))).resolves.toBe(
      false,
    );
    const traces = await register.dataSource.query(
      'SELECT action, detail FROM audit_records WHERE request_id = ? UNION ALL SELECT type, NULL FROM commands WHERE command_id = ?',
      [act.commandId, act.commandId],
    );
    expect(traces).toHaveLength(2);
  });
});

describe('a bounce that comes later', () => {
  it('takes back what a server had taken: a task, or news for the case that waits', async () => {
    const plain = await letter(accepted);
    const gating = await letter(accepted, { gating: true });
    for (const id of [plain, gating]) {
      const act = action('RecordBounce', caseOf(id));
      await expect(actions.recordBounce(await rowOf(id), '5.1.1 查無此人', act)).resolves.toBe(true);
      await expect(rowOf(id)).resolves.toMatchObject({ state: 'rejected', lastError: '5.1.1 查無此人' });
    }
    expect((await tasks()).map(({ letterId }) => letterId)).toEqual([plain]);
    await expect(dispatches.unreported('ordinary', 9)).resolves.toMatchObject([
      { dispatchId: gating, why: 'bounced' },
    ]);
  });

  it('after a day without news leaves one task', async () => {
    const id = await letter(accepted);
    await dispatches.markArrivalChecked(id);
    await actions.recordBounce(await rowOf(id), '550', action('RecordBounce', caseOf(id)));
    expect(await tasks()).toHaveLength(1);
  });

  it('says nothing of a letter that has arrived, or is being sent', async () => {
    const arrived = await letter(accepted);
    await dispatches.acknowledge(arrived, { source: 'link', at: someInstant });
    const queued = await letter();
    for (const id of [arrived, queued]) {
      const act = action('RecordBounce', caseOf(id));
      await expect(actions.recordBounce(await rowOf(id), '550', act)).resolves.toBe(false);
    }
    expect(await tasks()).toEqual([]);
  });
});

describe('sending it anew', () => {
  it('puts it back into its lane with twelve attempts, and closes its task until it fails again', async () => {
    const id = await letter(bounced);
    await expect(actions.resend(await rowOf(id), action('ResendLetter', caseOf(id)))).resolves.toBe(true);
    expect(await tasks()).toEqual([]);
    await expect(rowOf(id)).resolves.toMatchObject({ state: 'queued', nonArrival: null, attempts: 1 });
    for (let again = 1; again < MAX_ATTEMPTS; again += 1) {
      await register.dataSource.query("UPDATE dispatches SET next_attempt_at = '2000-01-01'");
      await attempt({ kind: 'notSent', reason: 'ECONNREFUSED' });
      await expect(rowOf(id)).resolves.toMatchObject({ state: 'queued' });
    }
    await register.dataSource.query("UPDATE dispatches SET next_attempt_at = '2000-01-01'");
    await attempt({ kind: 'notSent', reason: 'ECONNREFUSED' });
    await expect(rowOf(id)).resolves.toMatchObject({ state: 'failed', attempts: MAX_ATTEMPTS + 1 });
    expect(await tasks()).toHaveLength(1);
    expect(await tasks(false)).toHaveLength(1);
  });

  it.each<[string, AttemptOutcome | undefined, Partial<LetterEffect>]>([
    ['is under way', undefined, {}],
    ['a server has taken a moment ago', accepted, {}],
    ['a case waits for', bounced, { gating: true }],
  ])('is not for a letter that %s', async (_what, outcome, wanted) => {
    const id = await letter(outcome, wanted);
    await expect(actions.resend(await rowOf(id), action('ResendLetter', caseOf(id)))).resolves.toBe(false);
  });

  it('of one request happens once', async () => {
    const id = await letter(bounced);
    const act = action('ResendLetter', caseOf(id));
    await actions.resend(await rowOf(id), act);
    await register.dataSource.query("UPDATE dispatches SET next_attempt_at = '2000-01-01'");
    await attempt(bounced);
    await expect(actions.resend(await rowOf(id), act)).rejects.toThrow(/Duplicate/);
    await expect(rowOf(id)).resolves.toMatchObject({ state: 'rejected', attempts: 2 });
    expect(await tasks()).toHaveLength(1);
  });
});

describe('dismissing it', () => {
  it('closes its task once, keeps the reason, and leaves the letter as it is', async () => {
    const id = await letter(bounced);
    const before = await rowOf(id);
    const act = action('DismissLetter', caseOf(id));
    await expect(actions.dismiss(before, '期限已過。', act)).resolves.toBe(true);
    await expect(rowOf(id)).resolves.toEqual(before);
    expect(await tasks()).toEqual([]);
    expect(await tasks(false)).toMatchObject([{ letterId: id, closedAt: act.at }]);
    await expect(actions.dismiss(before, '期限已過。', action('DismissLetter', caseOf(id)))).resolves.toBe(
      false,
    );
    const traces = await register.dataSource.query(
      "SELECT actor_id, JSON_VALUE(detail, '$.reason') reason FROM audit_records WHERE action = 'DismissLetter'",
    );
    expect(traces).toEqual([{ actor_id: 'p-lin', reason: '期限已過。' }]);
  });

  it('keeps it closed when the mail comes back later', async () => {
    const id = await letter(bounced);
    await actions.dismiss(await rowOf(id), '期限已過。', action('DismissLetter', caseOf(id)));
    await actions.recordBounce(await rowOf(id), '550', action('RecordBounce', caseOf(id)));
    expect(await tasks()).toEqual([]);
  });

  it.each<[string, AttemptOutcome | undefined, Partial<LetterEffect>]>([
    ['is under way', undefined, {}],
    ['a server has taken a moment ago', accepted, {}],
    ['a case waits for', bounced, { gating: true }],
  ])('is not for a letter that %s', async (_what, outcome, wanted) => {
    const id = await letter(outcome, wanted);
    const act = action('DismissLetter', caseOf(id));
    await expect(actions.dismiss(await rowOf(id), '期限已過。', act)).resolves.toBe(false);
  });
});
