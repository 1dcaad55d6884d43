import { join } from 'node:path';
import { waitUntil } from '@xiangaitong/testing';
import { Caller } from './caller';
import { ChaosSystem, type Servers } from './chaos-system';
import { readEvidence } from './evidence';
import { Faults, type FaultKind, type Inflicted } from './faults';
import { Ledger } from './ledger';
import { Officers } from './officers';
import { Random } from './random';
import { overdue, RecoveryProbe, type Recovery } from './recovery';
import { stuckCases } from './stuck-cases';
import { verify, type Verdict, type Violation } from './verify';

/** Longest waits at the end, milliseconds: a claim of a letter that died with its sender holds two minutes. */
const CLOSE_WITHIN_MS = 180_000;
const QUIET_WITHIN_MS = 480_000;

export interface RunOptions {
  readonly seed: number;
  /** Processes to be killed; other faults come between, in random turns. */
  readonly kills: number;
  readonly scale: number;
  readonly businessEpoch: string;
  readonly casesAtOnce: number;
  readonly faults: readonly FaultKind[];
  readonly say: (line: string) => void;
}

export interface Turn extends Inflicted {
  readonly recovery: Recovery;
}

export interface Outcome {
  readonly turns: readonly Turn[];
  readonly verdict: Verdict;
  readonly answers: ReadonlyMap<string, number>;
  readonly casesBegun: number;
  readonly mails: number;
  readonly endedByThemselves: readonly string[];
}

/** Plays one run to its end: faults under load, quiet, the verdict. @throws Error when the product does not recover */
export async function runChaos(servers: Servers, options: RunOptions): Promise<Outcome> {
  const { seed, scale, businessEpoch, say } = options;
  const random = new Random(seed);
  const system = await ChaosSystem.start(servers, { scale, businessEpoch, respondents: 1_500 });
  say('two APIs, two workers, database and engine are up');
  const ledger = new Ledger(join(servers.dir, 'ledger.jsonl'));
  const ended = new AbortController();
  const caller = new Caller(
    system.apis.flatMap(({ url }) => (url === undefined ? [] : [url])),
    ledger,
    `chaos-${seed}`,
    ended.signal,
  );
  const respondents = system.respondents[Symbol.iterator]();
  const now = (): number => system.now();
  const officers = new Officers(caller, now, respondents, random.fork(), ended.signal, scale > 1);
  try {
    const work = officers.work(options.casesAtOnce);
    const probe = new RecoveryProbe(system, caller, respondents);
    const turns = await inTurns(system, probe, random.fork(), options, officers);
    officers.close();
    await work;
    await quiet(system, officers, say);
    const evidence = await readEvidence(system.register, {
      ledger: ledger.entries,
      mails: system.smtp.mails.map(({ parsed }) => parsed.messageId ?? ''),
    });
    const verdict = verify(evidence, system.clock);
    const stuck = await stuckCases(system, evidence.cases);
    const faults = caller.faults.map((what): Violation => ({ kind: 'fault', what }));
    return {
      turns,
      verdict: { ...verdict, violations: [...verdict.violations, ...stuck, ...faults] },
      answers: caller.answers,
      casesBegun: officers.begun,
      mails: system.smtp.mails.length,
      endedByThemselves: system.victims
        .filter(({ endedByItself }) => endedByItself > 0)
        .map(({ name, endedByItself }) => `${name} ${endedByItself}×`),
    };
  } finally {
    ended.abort();
    await system.stop();
    ledger.close();
  }
}

async function inTurns(
  system: ChaosSystem,
  probe: RecoveryProbe,
  random: Random,
  { kills, faults, say, scale }: RunOptions,
  officers: Officers,
): Promise<readonly Turn[]> {
  const injector = new Faults(system, random, Faults.jumpMs(scale));
  const others = faults.filter((kind) => kind !== 'kill');
  const turns: Turn[] = [];
  let killed = 0;
  while (killed < kills) {
    const other = others[random.between(0, Math.max(others.length - 1, 0))];
    const kind = other === undefined || (faults.includes('kill') && random.next() < 0.65) ? 'kill' : other;
    const inflicted = await injector.inflict(kind);
    say(inflicted.what);
    const recovery = await probe.measure();
    turns.push({ ...inflicted, recovery });
    killed += kind === 'kill' ? inflicted.killed.length : faults.includes('kill') ? 0 : 1;
    say(
      `${killed}/${kills} killed; commands ${s(recovery.commandsMs)}, letter ${s(recovery.letterMs)}, ` +
        `due ${s(recovery.timersMs)}; ${officers.atWork} cases at work, ${officers.ended} ended`,
    );
  }
  return turns;
}

const s = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** Waits until the cases have been brought to their end, every letter has, and nothing is owed. */
async function quiet(system: ChaosSystem, officers: Officers, say: (line: string) => void): Promise<void> {
  say(`no more faults; ${officers.atWork} cases are brought to their end`);
  await system.ready();
  await waitUntil(() => officers.atWork === 0, {
    timeoutMs: CLOSE_WITHIN_MS,
    intervalMs: 200,
    what: 'the cases to end',
  }).catch((error: unknown) => say(String(error)));
  say('waiting until nothing is due or pending');
  await waitUntil(async () => (await owed(system)) === 0, {
    timeoutMs: QUIET_WITHIN_MS,
    intervalMs: 500,
    what: 'nothing to be due or pending',
  }).catch((error: unknown) => say(String(error)));
}

/** Letters on their way, effects not carried out, cases overdue. */
async function owed(system: ChaosSystem): Promise<number> {
  const [letters, effects, late] = await Promise.all([
    system.register.query<{ n: string }[]>(
      `SELECT COUNT(*) AS n FROM dispatches WHERE state IN ('queued', 'claimed')`,
    ),
    system.register.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM effects WHERE state = 'pending'`),
    overdue(system),
  ]);
  return Number(letters[0]?.n) + Number(effects[0]?.n) + late.length;
}
