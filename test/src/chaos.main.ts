import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { requireEnv } from '@xiangaitong/testing';
import { serversSchema, type Servers } from './chaos/chaos-system';
import { faultKinds } from './chaos/plan';
import { figuresOf, reportOf } from './chaos/report';
import { runChaos, type RunOptions } from './chaos/run-chaos';

/*
 * The real processes under load, killed and cut off from one another at random (docs/qualification.md). Started by
 * `npm run chaos`, which prepares the servers that this kills. Prints what it did and what it found; the exit code is
 * 1 when a promise was broken.
 *
 * --kills N   processes to be killed (20); between them every form of fault is played at least once
 * --seed N    plays the same turns again; another one each time unless given
 * --cases N   cases at once (16)
 * --clock C   fast: half a day a second, so that deadlines fall due (the default); real: real time, in which clocks jump
 *             by 24 real hours
 * --faults F  which, by commas: kill, link, smtp, disk, clock
 */

/** A working day at the beginning of the calendars that ship: a run has half an hour of them. */
const BUSINESS_EPOCH = '2025-01-06T01:00:00.000Z';
/** Half a day a second: a machine that is busy with killing needs seconds for a command. */
const FAST = 43_200;

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string' },
    cases: { type: 'string', default: '16' },
    clock: { type: 'string', default: 'fast' },
    faults: { type: 'string', default: faultKinds.join() },
  },
});

const began = performance.now();
const say = (line: string): void => {
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  process.stdout.write(`[${seconds.padStart(5)}s] ${line}\n`);
};

/** @throws Error that says what is wrong, before anything is started */
function whole(name: 'kills' | 'cases' | 'seed', given: string): number {
  if (!/^\d{1,9}$/.test(given)) throw new Error(`--${name} ${given} is no whole number`);
  return Number(given);
}

/** @throws Error that names what is no fault, or no clock */
function optionsFrom(servers: Servers): RunOptions {
  const asked = values.faults.split(',');
  const unknown = asked.filter((kind) => !faultKinds.some((known) => known === kind));
  if (unknown.length > 0) throw new Error(`--faults ${unknown.join()}: choose of ${faultKinds.join()}`);
  if (!['fast', 'real'].includes(values.clock))
    throw new Error(`--clock ${values.clock}: choose fast or real`);
  const isReal = values.clock === 'real';
  return {
    seed: values.seed === undefined ? Date.now() % 1_000_000 : whole('seed', values.seed),
    kills: whole('kills', values.kills),
    scale: isReal ? 1 : FAST,
    businessEpoch: isReal ? new Date().toISOString() : BUSINESS_EPOCH,
    casesAtOnce: whole('cases', values.cases),
    faults: faultKinds.filter((kind) => asked.includes(kind) && (kind !== 'disk' || servers.disk.small)),
    say,
  };
}

async function main(): Promise<number> {
  const servers = serversSchema.parse(JSON.parse(requireEnv('CHAOS_SERVERS')));
  const options = optionsFrom(servers);
  say(`seed ${options.seed}; faults: ${options.faults.join(', ')}; logs in ${join(servers.dir, 'logs')}`);
  const outcome = await runChaos(servers, options);
  process.stdout.write(`\n${reportOf(outcome)}\n`);
  const file = join(servers.record, 'figures.json');
  writeFileSync(file, `${JSON.stringify(figuresOf(outcome), null, 2)}\n`);
  if (outcome.verdict.violations.length === 0) {
    process.stdout.write('\nPASSED: nothing acknowledged was lost, nothing doubled, stuck or early\n');
    return 0;
  }
  process.stdout.write(
    `\nFAILED with seed ${options.seed}; what was heard and found is in ${servers.record}, logs beside it\n`,
  );
  return 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
