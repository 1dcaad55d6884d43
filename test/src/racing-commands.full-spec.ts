import type { CommandResultView } from '@xiangaitong/contracts';
import { addDays, civilDateAt } from '@xiangaitong/domain';
import { waitUntil } from '@xiangaitong/testing';
import { draft } from './cases.fixture';
import { attempt, Racer, type Attempt, type Ending } from './racer.fixture';
import { people, REAL_TIME, System } from './system.fixture';

// A thousand commands, and a worker that is replaced among them, on a machine that may be slow.
jest.setTimeout(600_000);

const NOTICES = 36;
const EMERGENCIES = 14;
/** How many cases are under way at once. */
const AT_ONCE = 10;

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Works through the list, some at a time. */
async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  await Promise.all(
    times(AT_ONCE, async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next);
    }),
  );
}

/** Exactly one of two that exclude each other; the other heard why, by one of these codes. */
function oneOf(endings: readonly Ending[], codes: readonly string[]): Ending {
  const [winner, ...others] = endings.filter(({ done }) => done);
  expect([winner !== undefined, others.length]).toEqual([true, 0]);
  for (const { code } of endings.filter(({ done }) => !done)) expect(codes).toContain(code);
  return winner ?? fail();
}

/** Officers hear the whole answer, outsiders what they may see of it (ADR 0015). */
const heardOf = (result: CommandResultView): unknown => {
  const { caseId, caseNumber, at, seq } = result;
  return seq === undefined ? expect.objectContaining({ caseId, caseNumber, at }) : result;
};

const fail = (): never => {
  throw new Error('Nobody won');
};

interface StreamRow {
  readonly stream_id: string;
  readonly seq: number;
  readonly type: string;
}
interface CommandRow {
  readonly case_id: string;
  readonly command_id: string;
  readonly result: { readonly seq: number; readonly events: readonly string[] };
}

/** What must hold of every key and every case, whoever won. */
async function expectOneEffectEach(system: System, racer: Racer): Promise<void> {
  const events = await system.register.query<StreamRow[]>(
    'SELECT stream_id, seq, type FROM events ORDER BY stream_id, seq',
  );
  const commands = await system.register.query<CommandRow[]>(
    'SELECT case_id, command_id, result FROM commands',
  );
  const rowsOf = new Map<string, CommandRow[]>();
  for (const row of commands) rowsOf.set(row.command_id, [...(rowsOf.get(row.command_id) ?? []), row]);
  // One row for a key that was done, with the answer that everybody heard; none for one that was refused.
  for (const { key, actor, done, result, path } of racer.endings) {
    const rows = rowsOf.get(`${actor.split(':')[0] ?? ''}:${key}`) ?? [];
    if (result !== undefined) expect(rows.map((row) => row.result)).toEqual([heardOf(result)]);
    else if (!done && !racer.reused.has(key)) expect([path, rows]).toEqual([path, []]);
  }
  // Every event of every case belongs to exactly one command, at its place: nothing was done twice, or by nobody.
  const claimed = commands.flatMap(({ case_id, result }) =>
    result.events.map((type, index) => `${case_id} ${result.seq - result.events.length + index + 1} ${type}`),
  );
  expect(claimed.sort()).toEqual(
    events.map(({ stream_id, seq, type }) => `${stream_id} ${seq} ${type}`).sort(),
  );
}

describe('a thousand commands that are repeated and race, on the real engine', () => {
  let system: System;
  let racer: Racer;
  const wins = new Map<string, number>();

  beforeAll(async () => {
    system = await System.start({ scale: REAL_TIME });
    await system.enterDirectory();
    racer = new Racer(system.api);
  });
  afterAll(() => system.stop());

  /** Sends first whoever's turn it is; all are on their way at the same time. */
  const race = async (what: string, attempts: Attempt[], codes: readonly string[], turn: number) => {
    const winner = oneOf(await racer.race(turn % 2 === 0 ? attempts : attempts.reverse()), codes);
    const name = `${what}: ${winner.path.split('/').at(-1) ?? ''} by ${winner.actor.split(':')[1] ?? ''}`;
    wins.set(name, (wins.get(name) ?? 0) + 1);
    // And once more, long after: the first answer.
    expect((await racer.send(winner)).result).toEqual(winner.result);
    return winner;
  };

  const issued = async (id: string, turn: number): Promise<void> => {
    const winner = await race(
      'approve or return',
      [
        attempt(`/notices/${id}/approval`, people.supervisor),
        attempt(`/notices/${id}/return`, people.tracker, { reason: '請補正。' }),
      ],
      ['notice.returned', 'notice.alreadyIssued'],
      turn,
    );
    if (winner.path.endsWith('approval')) return;
    const resubmission = attempt(`/notice-drafts/${id}/submission`, people.drafter);
    await racer.race([resubmission]);
    await racer.must(attempt(`/notices/${id}/approval`, people.supervisor));
  };

  /** The recipient and an officer who telephoned say so at the same time: both are heard, it arrives once. */
  const acknowledged = async (id: string): Promise<void> => {
    const letter = await waitUntil(
      async () => (await system.api.letters('notice', id)).find(({ state }) => state === 'accepted'),
      { timeoutMs: 120_000, what: 'the letter to be sent', intervalMs: 200 },
    );
    const path = `/dispatches/${encodeURIComponent(letter.id)}/acknowledgements`;
    const endings = await racer.race([
      attempt(path, people.respondent, { source: 'link' }),
      attempt(path, people.tracker, { source: 'telephone' }),
    ]);
    expect(endings.map(({ done, code }) => [done, code])).toEqual([
      [true, undefined],
      [true, undefined],
    ]);
    expect((await system.api.types('notice', id)).filter((type) => type === 'NoticeDelivered')).toHaveLength(
      1,
    );
  };

  const replied = async (id: string): Promise<void> => {
    const form = (measure: string) => ({
      channel: 'portal',
      filler: { name: '李 00', phone: '06-12345678', email: 'lee@xc12345678.example' },
      answers: [{ item: 1, measure, done: true, date: civilDateAt(system.now()), evidence: [1] }],
      sealed: true,
    });
    const one = attempt(`/notices/${id}/replies`, people.respondent, form('已掃毒。'));
    const other = { ...one, body: form('已重灌。') };
    racer.reused.add(one.key);
    oneOf(await racer.race([one, other], 2), ['request.idempotencyKeyReused']);
  };

  const ended = (id: string, turn: number): Promise<Ending> =>
    race(
      'extend or suspend',
      [
        attempt(`/notices/${id}/follow-ups`, people.tracker, {
          round: 1,
          result: { kind: 'extend', to: addDays(civilDateAt(system.now()), 60), reason: '廠商排程。' },
        }),
        attempt(`/notices/${id}/follow-ups`, people.supervisor, {
          round: 1,
          result: {
            kind: 'suspend',
            ground: 8,
            effectiveDate: addDays(civilDateAt(system.now()), 28),
            seriousReason: '病毒持續擴散。',
            nonWorkingDayReason: '事態嚴重。',
          },
        }),
      ],
      ['followUp.otherRound', 'notice.suspensionDecided'],
      turn,
    );

  const notice = async (turn: number): Promise<void> => {
    const id = await draft(system);
    await racer.race([attempt(`/notice-drafts/${id}/submission`, people.drafter)]);
    await issued(id, turn);
    await acknowledged(id);
    if (turn % 3 === 0) await replied(id);
    else await ended(id, turn);
  };

  const emergency = async (turn: number): Promise<void> => {
    const order = attempt('/emergency-suspensions', people.authority, {
      respondentId: 'XC12345678',
      reference: '資安字第 1150000009 號',
      reason: '有重大危害之虞。',
    });
    const [ordered] = await racer.race([order]);
    const id = ordered?.result?.caseId ?? '';
    const path = `/suspensions/${id}`;
    await waitUntil(async () => (await system.api.suspension(id)).phase === 'inForce', {
      timeoutMs: 120_000,
      what: 'the service to be cut',
      intervalMs: 200,
    });
    const ratified = await race(
      'ratify or not',
      [
        attempt(`${path}/ratification`, people.supervisor),
        attempt(`${path}/ratification-refusal`, people.tracker, { reason: '來文對象有誤。' }),
      ],
      ['suspension.alreadyRatified'],
      turn,
    );
    if (ratified.path.endsWith('ratification')) {
      const filler = { name: '李 00', phone: '06-12345678', email: 'lee@xc12345678.example' };
      await racer.must(attempt(`${path}/cures`, people.respondent, { statement: '已重灌。', filler }));
      await racer.must(attempt(`${path}/cure-assessments`, people.tracker, { accepted: true }));
    }
    await race(
      'confirm or refuse',
      [
        attempt(`${path}/confirmations`, people.authority, { reference: '資安字第 1150001234 號' }),
        attempt(`${path}/confirmation-refusals`, people.authority, { reason: '尚未處理完竣。' }),
      ],
      [
        'suspension.notAwaitingConfirmation',
        'suspension.alreadyConfirmed',
        'suspension.restoring',
        'case.closed',
      ],
      turn,
    );
  };

  it('has one effect each, while the worker is replaced', async () => {
    const cases = [
      ...times(NOTICES, (turn) => () => notice(turn)),
      ...times(EMERGENCIES, (turn) => () => emergency(turn)),
    ];
    let halfway = (): void => undefined;
    const half = new Promise<void>((resolve) => (halfway = resolve));
    let left = cases.length;
    const all = inBatches(cases, async (one) => {
      await one();
      left -= 1;
      if (left <= cases.length / 2) halfway();
    });
    const replaced = half.then(async () => {
      await system.worker.stop();
      await system.restartWorker();
    });
    await Promise.race([all, replaced]);
    await Promise.all([all, replaced]);
    expect(racer.requests).toBeGreaterThanOrEqual(1_000);
    await expectOneEffectEach(system, racer);
    // Otherwise nothing has raced.
    expect([...wins.keys()].sort()).toEqual([
      'approve or return: approval by supervisor',
      'approve or return: return by tracker',
      'confirm or refuse: confirmation-refusals by authority',
      'confirm or refuse: confirmations by authority',
      'extend or suspend: follow-ups by supervisor',
      'extend or suspend: follow-ups by tracker',
      'ratify or not: ratification by supervisor',
      'ratify or not: ratification-refusal by tracker',
    ]);
  });

  it('has each letter sent once', async () => {
    const waiting = async (): Promise<number> => {
      const [row] = await system.register.query<{ readonly n: string }[]>(
        "SELECT COUNT(*) AS n FROM dispatches WHERE state NOT IN ('accepted', 'delivered')",
      );
      return Number(row?.n);
    };
    await waitUntil(async () => (await waiting()) === 0, {
      timeoutMs: 120_000,
      what: 'every letter to have left',
      intervalMs: 500,
    });
    const ids = system.smtp.mails.map(({ parsed }) => parsed.messageId);
    expect(ids.length).toBeGreaterThan(NOTICES);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('logs no error but that it asked callers to come again', () => {
    expect(system.worker.errors).toEqual([]);
    expect(
      system.apiProcess.errors.filter((line) => !/server\.unavailable|"statusCode":503/.test(line)),
    ).toEqual([]);
  });
});
