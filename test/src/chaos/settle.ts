import { waitUntil } from '@xiangaitong/testing';
import type { Caller } from './caller';
import type { ChaosSystem } from './chaos-system';
import type { Officers } from './officers';
import { overdue } from './recovery';
import type { Violation } from './violation';

/** Longest waits at the end, milliseconds: a claim of a letter that died with its sender holds two minutes. */
const CLOSE_WITHIN_MS = 180_000;
/** The API answers within ten seconds, if only with 202, and the same request is asked again at once. */
const ANSWER_WITHIN_MS = 120_000;
const QUIET_WITHIN_MS = 480_000;

/**
 * Lets officers bring their cases to an end, then waits until everybody has an answer and nothing is owed: letters on
 * their way, effects not carried out, cases that are overdue or have to be told. None of the waits is a verdict; what
 * has not come by then is found by those who look afterwards.
 * @returns how many cases were left to themselves: nobody ends every case in that time
 * @throws Error when the APIs are not ready in time
 */
export async function settle(
  system: ChaosSystem,
  officers: Officers,
  say: (line: string) => void,
): Promise<number> {
  const until = async (what: string, timeoutMs: number, condition: () => boolean | Promise<boolean>) =>
    waitUntil(condition, { timeoutMs, intervalMs: 250, what }).catch((error: unknown) => say(String(error)));
  say(`no more faults; ${officers.atWork} cases are brought to their end`);
  await system.ready();
  await until('the cases to end', CLOSE_WITHIN_MS, () => officers.atWork === 0);
  const left = officers.atWork;
  officers.giveUp();
  await until('everybody to be answered', ANSWER_WITHIN_MS, () => officers.atWork === 0);
  say('waiting until nothing is due or pending');
  await until('nothing to be due or pending', QUIET_WITHIN_MS, async () => (await owed(system)) === 0);
  return left;
}

/** What was asked for and never answered. Commands are in the ledger. */
export const unread = ({ reading }: Caller): readonly Violation[] =>
  [...reading].map((what) => ({ kind: 'unansweredRequest', what: `${what}: never answered` }));

async function owed(system: ChaosSystem): Promise<number> {
  const count = async (rest: string): Promise<number> => {
    const [row] = await system.register.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM ${rest}`);
    return Number(row?.n);
  };
  const owing = [
    await count(`dispatches WHERE state IN ('queued', 'claimed')`),
    await count(
      `dispatches WHERE gating = TRUE AND reported = FALSE AND non_arrival IS NOT NULL AND delivered_at IS NULL`,
    ),
    await count(`effects WHERE state = 'pending'`),
    (await overdue(system)).length,
  ];
  return owing.reduce((sum, each) => sum + each, 0);
}
