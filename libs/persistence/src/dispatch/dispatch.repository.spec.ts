import type { LetterEffect } from '@xiangaitong/domain';
import { letterEffect, someInstant, tenant, transitionOf } from '../fixtures/case.fixture';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { RegisterRepository } from '../register/register.repository';
import { DispatchRepository } from './dispatch.repository';
import { MAX_ATTEMPTS, retryDelayMs, type AttemptOutcome, type ClaimedLetter } from './letter';

let register: TestRegister;
let dispatches: DispatchRepository;

beforeAll(async () => {
  register = await openRegister();
  dispatches = new DispatchRepository(register.dataSource);
});

afterAll(() => register.close());
beforeEach(() => register.dataSource.query('DELETE FROM dispatches'));

let cases = 0;

/** Queues that many letters of one case; their ids. */
async function queue(
  letters: number,
  wanted: Partial<LetterEffect> = {},
  at = someInstant,
): Promise<string[]> {
  cases += 1;
  const id = `n-${cases}`;
  const effects = Array.from({ length: letters }, (_, index) =>
    letterEffect(`notice/${id}/1/${index + 1}`, wanted),
  );
  await new RegisterRepository(register.dataSource).record(transitionOf({ id, effects, at }));
  return effects.map((effect) => effect.id);
}

const claim = (
  claimedBy = 'worker-1',
  now = someInstant,
  leaseMs = 60_000,
  limit = 100,
): Promise<ClaimedLetter[]> => dispatches.claim('ordinary', limit, { claimedBy, now, leaseMs });

async function claimOne(claimedBy?: string, now?: number, leaseMs?: number): Promise<ClaimedLetter> {
  const [letter, ...more] = await claim(claimedBy, now, leaseMs);
  expect(more).toEqual([]);
  if (letter === undefined) throw new Error('nothing was due');
  return letter;
}

const times = {
  at: someInstant + 1,
  retryAt: someInstant + 60_000,
  arrivalCheckAt: someInstant + 86_400_000,
};
const ends = (letter: ClaimedLetter, outcome: AttemptOutcome) =>
  dispatches.recordOutcome(letter, outcome, times);
const rowOf = (id: string) => dispatches.get(tenant, id);
const leaseEnds = () =>
  register.dataSource.query(
    "UPDATE dispatches SET claimed_until = '2000-01-01' WHERE claimed_until IS NOT NULL",
  );

describe('claiming', () => {
  it('gives no letter to two of five claimers, and every letter to one', async () => {
    const ids = [...(await queue(60)), ...(await queue(60))];
    const batches = await Promise.all(
      [1, 2, 3, 4, 5].map(async (worker) => {
        const mine: string[] = [];
        for (let batch = await claim(`w-${worker}`, someInstant, 60_000, 7); batch.length > 0;) {
          mine.push(...batch.map(({ id }) => id));
          batch = await claim(`w-${worker}`, someInstant, 60_000, 7);
        }
        return mine;
      }),
    );
    expect(batches.flat().sort()).toEqual([...ids].sort());
  });

  it('waits for no other claim that is under way', async () => {
    await queue(3);
    await register.dataSource.transaction(async (manager) => {
      await manager.query(
        `SELECT id FROM dispatches USE INDEX (dispatches_due) WHERE lane = 'ordinary' AND state = 'queued'
          ORDER BY next_attempt_at, id LIMIT 2 FOR UPDATE`,
      );
      expect(await claim('w-2')).toHaveLength(1);
      // Nor does a recording wait for a claim.
      await queue(1);
    });
    expect(await claim('w-3')).toHaveLength(3);
  });

  it('takes what is due in its lane only, the longest due first', async () => {
    const [later] = await queue(1, {}, someInstant + 5);
    const [sooner] = await queue(1, {}, someInstant - 5);
    await queue(1, { lane: 'suspension' });
    await queue(1, {}, someInstant + 50);
    expect((await claim('w', someInstant + 5)).map(({ id }) => id)).toEqual([sooner, later]);
    await expect(dispatches.nextDueAt('ordinary')).resolves.toBe(someInstant + 50);
    await expect(dispatches.nextDueAt('emergency')).resolves.toBeUndefined();
  });

  it('hands over all that a sender needs', async () => {
    const [id] = await queue(1, { gating: true });
    const { facts, recipient, step } = letterEffect('x');
    expect(await claimOne()).toEqual({
      id,
      caseKind: 'notice',
      caseId: `n-${cases}`,
      caseNumber: `限改-115-n-${cases}`,
      tenant,
      lane: 'ordinary',
      template: 'reminder',
      step,
      key: `${step}-1-1`,
      recipient,
      gating: true,
      confidential: false,
      facts,
      queuedAt: someInstant,
      messageId: null,
      wordingId: null,
      attempt: 1,
      attemptAnew: 1,
      ambiguousAttempts: 0,
      claimedBy: 'worker-1',
    });
  });
});

describe('an attempt', () => {
  it('that was accepted waits for its arrival check', async () => {
    const [id = ''] = await queue(1);
    const letter = await claimOne();
    const outcome = { kind: 'accepted', response: '250 2.0.0 Ok: queued as 4F' } as const;
    const messageId = '<n.reminder.00@x.example>';
    await expect(dispatches.recordOutcome(letter, outcome, { ...times, messageId })).resolves.toEqual({
      kind: 'recorded',
      state: 'accepted',
    });
    await expect(rowOf(id)).resolves.toMatchObject({
      acceptedAt: times.at,
      arrivalCheckAt: times.arrivalCheckAt,
      smtpResponse: outcome.response,
      messageId,
      claimedBy: null,
      attempts: 1,
    });
    await expect(dispatches.nextDueAt('ordinary')).resolves.toBe(times.arrivalCheckAt);
    expect(await claim('w', someInstant * 2)).toEqual([]);
  });

  it('that was accepted is recorded together with others, each with its own answer', async () => {
    const ids = await queue(3);
    const letters = await claim();
    const accepted = letters.map((letter, index) => ({
      ...letter,
      messageId: `<n.${index}@x.example>`,
      response: `250 ${'滿'.repeat(600)} ${index}`,
    }));
    await dispatches.recordAccepted(accepted.slice(0, 2), times);
    const rows = await Promise.all(letters.map(({ id }) => rowOf(id)));
    expect(rows.map((row) => row?.state)).toEqual(['accepted', 'accepted', 'claimed']);
    expect(rows[1]).toMatchObject({
      acceptedAt: times.at,
      arrivalCheckAt: times.arrivalCheckAt,
      smtpResponse: `250 ${'滿'.repeat(496)}`,
      messageId: '<n.1@x.example>',
      claimedBy: null,
      lastError: null,
      attempts: 1,
    });
    expect(ids).toHaveLength(3);
  });

  it('that was accepted too late changes nothing: it is another sender’s by now', async () => {
    await queue(2);
    const letters = await claim('slow');
    await leaseEnds();
    const again = await claim('other');
    expect(again).toHaveLength(2);
    const accepted = letters.map((letter) => ({ ...letter, messageId: '<late@x.example>', response: '250' }));
    await dispatches.recordAccepted(accepted, times);
    for (const { id } of letters) {
      await expect(rowOf(id)).resolves.toMatchObject({
        state: 'claimed',
        claimedBy: 'other',
        messageId: null,
      });
    }
  });

  it('is made with the wording that was kept first, whoever else makes it', async () => {
    const [first = '', second = ''] = await queue(2);
    await claim();
    await dispatches.keepWordings(new Map([[first, 'w/1']]));
    const both = new Map([
      [first, 'w/2'],
      [second, 'w/2'],
    ]);
    await expect(dispatches.keepWordings(both)).resolves.toEqual(
      new Map([
        [first, 'w/1'],
        [second, 'w/2'],
      ]),
    );
    await expect(rowOf(first)).resolves.toMatchObject({ wordingId: 'w/1' });
  });

  it('that was refused for good ends it', async () => {
    const [id = ''] = await queue(1, { gating: true });
    const recorded = await ends(await claimOne(), {
      kind: 'rejected',
      permanent: true,
      response: '550 no such user',
    });
    const report = { dispatchId: id, caseKind: 'notice', caseId: `n-${cases}`, tenant, why: 'bounced' };
    expect(recorded).toEqual({ kind: 'recorded', state: 'rejected', report });
    await expect(dispatches.unreported('ordinary', 9)).resolves.toEqual([report]);
    await dispatches.markReported(id);
    await expect(dispatches.unreported('ordinary', 9)).resolves.toEqual([]);
  });

  it('of a letter that nothing waits for is reported to nobody', async () => {
    await queue(1);
    const recorded = await ends(await claimOne(), { kind: 'rejected', permanent: true, response: '550' });
    expect(recorded).toEqual({ kind: 'recorded', state: 'rejected' });
    await expect(dispatches.unreported('ordinary', 9)).resolves.toEqual([]);
  });

  it.each<AttemptOutcome>([
    { kind: 'notSent', reason: 'ECONNREFUSED' },
    { kind: 'rejected', permanent: false, response: '451 later' },
  ])('that failed for now is made again, twelve times at most: $kind', async (outcome) => {
    await queue(1, { gating: true });
    for (let attempt = 1; attempt < MAX_ATTEMPTS; attempt += 1) {
      const letter = await claimOne('w', someInstant * 2);
      expect(letter).toMatchObject({ attempt, ambiguousAttempts: 0 });
      await expect(ends(letter, outcome)).resolves.toEqual({ kind: 'recorded', state: 'queued' });
      expect(await claim('w', times.retryAt - 1)).toEqual([]);
    }
    await expect(ends(await claimOne('w', someInstant * 2), outcome)).resolves.toMatchObject({
      state: 'failed',
      report: { why: 'notSent' },
    });
    expect(await claim('w', someInstant * 2)).toEqual([]);
  });

  it('that was ambiguous is made again, marked, three times at most', async () => {
    await queue(1, { gating: true });
    const outcome = { kind: 'ambiguous', reason: 'no answer to the final dot' } as const;
    for (const ambiguousAttempts of [0, 1]) {
      const letter = await claimOne('w', someInstant * 2);
      expect(letter.ambiguousAttempts).toBe(ambiguousAttempts);
      await expect(ends(letter, outcome)).resolves.toEqual({ kind: 'recorded', state: 'queued' });
    }
    await expect(ends(await claimOne('w', someInstant * 2), outcome)).resolves.toMatchObject({
      state: 'ambiguous',
      report: { why: 'ambiguous' },
    });
    expect(await claim('w', someInstant * 2)).toEqual([]);
  });

  it('keeps 500 characters of what a server says, and half of none', async () => {
    const [id = ''] = await queue(1);
    await ends(await claimOne(), { kind: 'rejected', permanent: true, response: '𠮷'.repeat(600) });
    expect((await rowOf(id))?.smtpResponse).toBe('𠮷'.repeat(500));
  });
});

describe('a lease', () => {
  it('is real time, by the database’s clock', async () => {
    await queue(1);
    const before = Date.now();
    const { id } = await claimOne('w', someInstant, 60_000);
    const until = (await rowOf(id))?.claimedUntil ?? 0;
    expect(Math.abs(until - before - 60_000)).toBeLessThan(5_000);
    expect(await claim('other', someInstant * 2)).toEqual([]);
  });

  it('that ran out makes the attempt ambiguous, and the third one the last', async () => {
    const [id = ''] = await queue(1, { gating: true });
    for (const ambiguousAttempts of [0, 1, 2]) {
      expect(await claimOne(`w-${ambiguousAttempts}`)).toMatchObject({ ambiguousAttempts });
      await leaseEnds();
    }
    expect(await claim('w-3')).toEqual([]);
    await expect(rowOf(id)).resolves.toMatchObject({
      state: 'ambiguous',
      nonArrival: 'ambiguous',
      ambiguousAttempts: 3,
    });
    await expect(dispatches.unreported('ordinary', 9)).resolves.toMatchObject([
      { dispatchId: id, why: 'ambiguous' },
    ]);
  });

  it('that ran out counts once when five claim at the same time, and one gets the letter', async () => {
    const ids = await queue(20);
    await claim('dead');
    await leaseEnds();
    const batches = await Promise.all(
      [1, 2, 3, 4, 5].map((worker) => claim(`w-${worker}`, someInstant, 60_000, 20)),
    );
    const again = batches.flat();
    expect(again.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(again.every(({ ambiguousAttempts }) => ambiguousAttempts === 1)).toBe(true);
  });

  it('that another sender has taken over lets the late outcome change nothing', async () => {
    const [id = ''] = await queue(1);
    const late = await claimOne('slow');
    await leaseEnds();
    const next = await claimOne('next');
    await expect(ends(late, { kind: 'rejected', permanent: true, response: '550' })).resolves.toEqual({
      kind: 'lost',
    });
    await expect(rowOf(id)).resolves.toMatchObject({ state: 'claimed', claimedBy: 'next' });
    await ends(next, { kind: 'accepted', response: '250' });
    await expect(ends(next, { kind: 'notSent', reason: 'again' })).resolves.toEqual({ kind: 'lost' });
  });
});

describe('arrival', () => {
  async function accepted(wanted: Partial<LetterEffect> = {}): Promise<string> {
    await queue(1, wanted);
    const letter = await claimOne();
    await ends(letter, { kind: 'accepted', response: '250' });
    return letter.id;
  }

  it('is looked at when its time has come, once', async () => {
    const id = await accepted({ gating: true });
    await expect(dispatches.dueArrivalChecks('ordinary', times.arrivalCheckAt - 1, 9)).resolves.toEqual([]);
    await expect(dispatches.dueArrivalChecks('ordinary', times.arrivalCheckAt, 9)).resolves.toMatchObject([
      { id },
    ]);
    await expect(dispatches.markArrivalChecked(id)).resolves.toMatchObject({
      dispatchId: id,
      why: 'unknown',
    });
    await expect(dispatches.dueArrivalChecks('ordinary', times.arrivalCheckAt, 9)).resolves.toEqual([]);
    await expect(dispatches.unreported('ordinary', 9)).resolves.toHaveLength(1);
    await expect(dispatches.nextDueAt('ordinary')).resolves.toBeUndefined();
  });

  it('of a letter that nothing waits for is marked unknown and reported to nobody', async () => {
    const id = await accepted();
    await expect(dispatches.markArrivalChecked(id)).resolves.toBeUndefined();
    await expect(rowOf(id)).resolves.toMatchObject({ nonArrival: 'unknown', arrivalChecked: true });
  });

  it('is acknowledged once, the first source counts', async () => {
    const id = await accepted({ gating: true });
    const proofs = (['link', 'reply', 'telephone'] as const).map((source, index) =>
      dispatches.acknowledge(id, { source, at: someInstant + index, by: 'p-tracker' }),
    );
    expect((await Promise.all(proofs)).filter(Boolean)).toHaveLength(1);
    await expect(dispatches.markArrivalChecked(id)).resolves.toBeUndefined();
    await expect(rowOf(id)).resolves.toMatchObject({ nonArrival: null, deliveredBy: 'p-tracker' });
    await expect(dispatches.unreported('ordinary', 9)).resolves.toEqual([]);
  });

  it('that is known late takes the report back', async () => {
    const id = await accepted({ gating: true });
    await dispatches.markArrivalChecked(id);
    await expect(dispatches.acknowledge(id, { source: 'returnReceipt', at: someInstant })).resolves.toBe(
      true,
    );
    await expect(dispatches.unreported('ordinary', 9)).resolves.toEqual([]);
  });

  it('of a letter that was never tried can only be served', async () => {
    const [id = ''] = await queue(1);
    await expect(dispatches.acknowledge(id, { source: 'link', at: someInstant })).resolves.toBe(false);
    await expect(dispatches.acknowledge(id, { source: 'served', at: someInstant, by: 'p' })).resolves.toBe(
      true,
    );
    await expect(dispatches.acknowledge('none', { source: 'served', at: someInstant })).resolves.toBe(false);
  });
});

it('waits a minute, then twice as long each time, four hours at most', () => {
  expect([1, 2, 3, 8, 9, 12].map((attempt) => retryDelayMs(attempt) / 60_000)).toEqual([
    1, 2, 4, 128, 240, 240,
  ]);
});
