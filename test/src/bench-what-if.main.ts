import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { policyWhatIfView } from '@xiangaitong/contracts';
import { fillWithOpenCases } from './open-cases.fixture';
import { people, REAL_TIME, System } from './system.fixture';

/*
 * How long the what-if of a draft takes over open cases in mixed states, through the API, on a real database. Prints
 * what it measured; asserts nothing of time, because a loaded machine is no bug. Usage:
 * npm run bench:what-if [-- CASES]
 */

const CENTRE = '395000000X';
const RESPONDENT = 'XC12345678';
const ASKED_SECONDS = 30;
const RUNS = 3;

/** Other than the one that ships in everything that moves something: the most that there can be to tell. */
const policy = {
  minimumTermDays: 14,
  extensionDays: 21,
  noticePeriodDays: 21,
  reminderWorkingDays: [9, 5, 1],
  trackerSilenceWorkingDays: 5,
  approvalWorkingDays: 2,
  assessmentWorkingDays: 5,
  authorityWorkingDays: 7,
  cureReminderWorkingDays: 10,
  telephoneCallWorkingDays: 1,
  onSilence: 'automatic',
};

/** The most memory that a process has had, MiB; undefined where the system does not say. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

/** Asks for something small again and again; answers with the longest time that it had to wait, milliseconds. */
async function longestWait(url: string, isOver: () => boolean): Promise<number> {
  let longest = 0;
  while (!isOver()) {
    const began = performance.now();
    await (await fetch(`${url}/healthz`)).text();
    longest = Math.max(longest, performance.now() - began);
  }
  return longest;
}

async function main(): Promise<void> {
  const count = Number(process.argv[2] ?? 10_000);
  if (!(count > 0)) throw new Error(`not a number of cases: ${process.argv[2]}`);
  const system = await System.start({ scale: REAL_TIME });
  try {
    await system.worker.stop();
    await system.enterDirectory();
    const centre = { tenant: CENTRE, respondentId: RESPONDENT };
    const filled = await fillWithOpenCases(system.register, centre, count, system.now());
    console.log(
      `${filled.notices} notices and ${filled.suspensions} suspensions, ${filled.events} events; Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`,
    );
    const { pid } = system.apiProcess;
    console.log(`API before: ${peakOf(pid)?.toFixed(0) ?? '?'} MiB at most`);
    for (let run = 1; run <= RUNS; run += 1) {
      let isOver = false;
      const waiting = longestWait(system.api.url, () => isOver);
      const began = performance.now();
      const { status, body } = await system.api.post('/policies/what-if', people.supervisor, { policy });
      const seconds = (performance.now() - began) / 1e3;
      isOver = true;
      if (status !== 200) throw new Error(JSON.stringify(body));
      const { examined, changed, entries } = policyWhatIfView.parse(body);
      const cases = examined.notices + examined.suspensions;
      if (cases !== count) throw new Error(`${cases} cases were examined`);
      console.log(
        `run ${run}: ${seconds.toFixed(1)} s, ${Math.round(cases / seconds)} cases/s; ${changed} with a difference, ` +
          `${entries.length} listed; others waited ${(await waiting).toFixed(0)} ms at most; ` +
          `API ${peakOf(pid)?.toFixed(0) ?? '?'} MiB at most; ${seconds <= ASKED_SECONDS ? 'enough' : 'TOO SLOW'}, asked are ${ASKED_SECONDS} s`,
      );
    }
  } finally {
    await system.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
