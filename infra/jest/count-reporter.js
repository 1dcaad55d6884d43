const { mkdirSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

/**
 * Leaves the counts of a run in `test-results/<target>.json` of its project, where Nx keeps them
 * with its cache, so that the closing line of `npm test` also counts what was not run anew.
 */
class CountReporter {
  constructor(globalConfig, options) {
    this.rootDir = globalConfig.rootDir;
    this.target = options.target ?? 'test';
  }

  onRunComplete(_contexts, results) {
    const folder = join(this.rootDir, 'test-results');
    mkdirSync(folder, { recursive: true });
    const counts = {
      passed: results.numPassedTests,
      // A file that does not even load has no test of its own to fail.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
    };
    writeFileSync(join(folder, `${this.target}.json`), `${JSON.stringify(counts)}\n`);
  }
}

module.exports = CountReporter;
