import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Caller } from './caller';
import { ChaosSystem, type Servers } from './chaos-system';
import { readEvidence } from './evidence';
import { Faults, type Inflicted } from './faults';
import { Ledger } from './ledger';
import { Officers } from './officers';
import { killsOf, planOf, type FaultKind } from './plan';
import { Random } from './random';
import { RecoveryProbe, type Recovery } from './recovery';
import { settle, unread } from './settle';
import { stuckCases } from './stuck-cases';
import { verify, type Verdict } from './verify';
import type { Violation } from './violation';

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
  readonly refusals: ReadonlyMap<string, number>;
  readonly casesBegun: number;
  /** Cases that were still open at the end, whose officers were called off. */
  readonly casesLeft: number;
  /** Commands of the system itself: what fell due. */
  readonly wakes: number;
  readonly mails: number;
  readonly endedByThemselves: readonly string[];
}

/** Plays one run to its end: faults under load, quiet, the verdict. What it looked at is kept in `record`. */
export async function runChaos(servers: Servers, options: RunOptions): Promise<Outcome> {
  const { seed, scale, businessEpoch, say } = options;
  const random = new Random(seed);
  const system = await ChaosSystem.start(servers, { scale, businessEpoch, respondents: 1_500 });
  say('two APIs, two workers, database and engine are up');
  const ledger = new Ledger(join(servers.record, 'ledger.jsonl'));
  const ended = new AbortController();
  const urls = system.apis.flatMap(({ url }) => (url === undefined ? [] : [url]));
  const caller = new Caller(urls, ledger, `chaos-${seed}`, ended.signal);
  const respondents = system.respondents[Symbol.iterator]();
  const now = (): number => system.now();
  const officers = new Officers(caller, now, respondents, random.fork(), ended.signal, scale > 1);
  try {
    const work = officers.work(options.casesAtOnce);
    // Awaited after the turns: a failure must not end the process before its servers.
    work.catch(() => undefined);
    const turns: Turn[] = [];
    const violations: Violation[] = [];
    let casesLeft = 0;
    try {
      const probe = new RecoveryProbe(system, caller, respondents);
      await inTurns(system, probe, random.fork(), options, officers, turns);
      officers.close();
      await work;
      casesLeft = await settle(system, officers, say);
    } catch (error) {
      // No end of the run: what the register holds by now tells why.
      say(String(error));
      officers.close();
      officers.giveUp();
      violations.push({ kind: 'noRecovery', what: String(error) });
    }
    const judged = await judge(system, ledger, servers.record);
    const faults = caller.faults.map((what): Violation => ({ kind: 'fault', what }));
    violations.push(...judged.verdict.violations, ...unread(caller), ...faults);
    return {
      turns,
      verdict: { ...judged.verdict, violations },
      answers: caller.answers,
      refusals: caller.refusals,
      casesBegun: officers.begun,
      casesLeft,
      wakes: judged.wakes,
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
  { kills, faults: kinds, say, scale }: RunOptions,
  officers: Officers,
  turns: Turn[],
): Promise<void> {
  const injector = new Faults(system, random, Faults.jumpMs(scale));
  const plan = planOf(random, { kinds, kills });
  say(`${plan.length} turns, with ${killsOf(plan, { kinds: ['kill'] })} kills among them`);
  for (const fault of plan) {
    const inflicted = await injector.inflict(fault);
    say(inflicted.what);
    const recovery = await probe.measure();
    turns.push({ ...inflicted, recovery });
    say(
      `${turns.length}/${plan.length} turns; commands after ${s(recovery.commandsMs)}, letter ${s(recovery.letterMs)}, ` +
        `due ${s(recovery.timersMs)}; ${officers.atWork} cases at work, ${officers.ended} ended`,
    );
  }
}

const s = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

async function judge(
  system: ChaosSystem,
  ledger: Ledger,
  record: string,
): Promise<{ readonly verdict: Verdict; readonly wakes: number }> {
  const evidence = await readEvidence(system.register, {
    lookedAt: system.now(),
    ledger: ledger.entries,
    mails: system.smtp.mails.map(({ parsed }) => parsed.messageId ?? ''),
  });
  const { ledger: _onDisk, ...rest } = evidence;
  writeFileSync(join(record, 'evidence.json'), `${JSON.stringify(rest)}\n`);
  const verdict = verify(evidence, system.clock);
  const stuck = await stuckCases(system, evidence.cases, record);
  return {
    verdict: { ...verdict, violations: [...verdict.violations, ...stuck] },
    wakes: evidence.commands.filter(({ commandId }) => commandId.startsWith('wake/')).length,
  };
}
