/**
 * Leaves the counts of a `node --test` run where the other projects leave
 * theirs, in test-results/test.json beside this file.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {AsyncIterable<{ type: string, data: any }>} source events of the runner */
export default async function* countReporter(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    // Suites and whole files are reported like tests, but are not ones.
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details?.type === 'suite') continue;
    if (data.skip !== undefined || data.todo !== undefined) counts.skipped += 1;
    else if (type === 'test:pass') counts.passed += 1;
    else counts.failed += 1;
  }
  const folder = join(import.meta.dirname, 'test-results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'test.json'), `${JSON.stringify(counts)}\n`);
}
