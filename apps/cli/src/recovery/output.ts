import type { Progress } from './case-walk';

/** Cases between two lines of progress. */
const EVERY = 1_000;

/** Writes what people asked for, a line each, to standard output. */
export const print = (lines: readonly string[]): void => {
  for (const line of lines) process.stdout.write(`${line}\n`);
};

/** Says from time to time how far a long walk is, beside the results. */
export function printProgress(what: string): Progress {
  let said = 0;
  return (done) => {
    if (done < said + EVERY) return;
    said = done;
    process.stderr.write(`${what} ${done} 件\n`);
  };
}
