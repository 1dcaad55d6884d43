/** The one line at the end of a test run, from what each project's runner noted. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folders whose folders are projects, and projects at the top. */
const PARENTS = ['apps', 'libs'];
const PROJECTS = ['workflows', 'activities', 'test', 'infra/local'];

/**
 * @param {string} dir the clone
 * @param {string} target of Nx: test or test-full
 * @returns {string[]} the result files that exist
 */
export function resultFiles(dir, target) {
  const nested = PARENTS.flatMap((parent) => {
    const path = join(dir, parent);
    return existsSync(path) ? readdirSync(path).map((name) => join(parent, name)) : [];
  });
  return [...nested, ...PROJECTS]
    .map((project) => join(dir, project, 'test-results', `${target}.json`))
    .filter((file) => existsSync(file));
}

/**
 * @param {string[]} texts contents of result files, {"passed":n,"failed":n,"skipped":n}
 * @returns {{ passed: number, failed: number }} a file that cannot be read counts as one failure
 */
export function addUp(texts) {
  const total = { passed: 0, failed: 0 };
  for (const text of texts) {
    try {
      const { passed, failed } = JSON.parse(text);
      if (!Number.isInteger(passed) || !Number.isInteger(failed)) throw new Error('not counts');
      total.passed += passed;
      total.failed += failed;
    } catch {
      total.failed += 1;
    }
  }
  return total;
}

/**
 * Makes the line honest: a step that failed without a failed test (a compiler
 * error, a lint error, a runner that crashed) counts as one failure.
 *
 * @param {{ passed: number, failed: number }} tests
 * @param {{ failedSteps: number, testStepFailed: boolean }} steps failedSteps: of the other steps;
 *   testStepFailed: whether the step that runs the tests failed
 * @returns {{ passed: number, failed: number }}
 */
export function withSteps(tests, { failedSteps, testStepFailed }) {
  const unexplained = testStepFailed && tests.failed === 0 ? 1 : 0;
  return { passed: tests.passed, failed: tests.failed + failedSteps + unexplained };
}

/** @param {{ passed: number, failed: number }} total */
export const summaryLine = ({ passed, failed }) => `${passed} passed, ${failed} failed`;

/**
 * @param {string} dir the clone
 * @param {string} target of Nx
 * @returns {{ passed: number, failed: number }}
 */
export function readResults(dir, target) {
  return addUp(resultFiles(dir, target).map((file) => readFileSync(file, 'utf8')));
}
