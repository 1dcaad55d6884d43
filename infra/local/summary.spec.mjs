import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { addUp, readResults, summaryLine, withSteps } from './summary.mjs';

const dir = mkdtempSync(join(tmpdir(), 'xgt-spec-'));
after(() => rmSync(dir, { recursive: true }));

test('the counts of all projects are added up, each target for itself', () => {
  const put = (project, target, counts) => {
    mkdirSync(join(dir, project, 'test-results'), { recursive: true });
    writeFileSync(join(dir, project, 'test-results', `${target}.json`), JSON.stringify(counts));
  };
  put('apps/api', 'test', { passed: 3, failed: 1, skipped: 2 });
  put('libs/domain', 'test', { passed: 40, failed: 0, skipped: 0 });
  put('workflows', 'test', { passed: 5, failed: 0, skipped: 0 });
  put('workflows', 'test-full', { passed: 7, failed: 2, skipped: 0 });
  assert.deepEqual(readResults(dir, 'test'), { passed: 48, failed: 1 });
  assert.deepEqual(readResults(dir, 'test-full'), { passed: 7, failed: 2 });
  assert.deepEqual(readResults(join(dir, 'nowhere'), 'test'), { passed: 0, failed: 0 });
});

test('a result that cannot be read is a failure', () => {
  assert.deepEqual(addUp(['{"passed":1,"failed":0}', '{"passed":', '{"passed":"2","failed":0}']), {
    passed: 1,
    failed: 2,
  });
});

test('a red step without a red test is one failure; with one, it is explained', () => {
  const green = { passed: 9, failed: 0 };
  const red = { passed: 8, failed: 3 };
  assert.deepEqual(withSteps(green, { failedSteps: 0, testStepFailed: false }), green);
  assert.deepEqual(withSteps(green, { failedSteps: 0, testStepFailed: true }), { passed: 9, failed: 1 });
  assert.deepEqual(withSteps(red, { failedSteps: 0, testStepFailed: true }), red);
  assert.deepEqual(withSteps(red, { failedSteps: 1, testStepFailed: true }), { passed: 8, failed: 4 });
});

test('the line', () => {
  assert.equal(summaryLine({ passed: 12, failed: 0 }), '12 passed, 0 failed');
});
