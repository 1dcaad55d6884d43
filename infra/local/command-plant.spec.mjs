import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { failedTest, planted } from './command-plant.mjs';
import { root } from './paths.mjs';
import { plantedBugs } from './planted-bugs.mjs';

const bug = { why: 'an example', file: 'a.ts', find: 'a >= b', replace: 'a > b' };

describe('planted bugs', () => {
  it('are at least twenty, and each still has its one place in the core', () => {
    assert.ok(plantedBugs.length >= 20);
    for (const one of plantedBugs) {
      const source = readFileSync(join(root, 'libs/domain/src', one.file), 'utf8');
      assert.notEqual(planted(source, one), source, one.why);
    }
  });

  it('are each about something of their own', () => {
    assert.equal(new Set(plantedBugs.map(({ why }) => why)).size, plantedBugs.length);
  });

  it('are put in as they are written, once', () => {
    assert.equal(planted('if (a >= b) return;', bug), 'if (a > b) return;');
    assert.equal(planted('x', { ...bug, find: 'x', replace: "$&'" }), "$&'");
  });

  it('are refused where their place is gone or no longer the only one', () => {
    assert.throws(() => planted('if (a > b)', bug), /fits in 0 places of a\.ts/);
    assert.throws(() => planted('a >= b || a >= b', bug), /fits in 2 places/);
  });
});

describe('what caught a bug', () => {
  it('is the first test that failed', () => {
    const output =
      'PASS domain src/a.spec.ts\nFAIL domain src/case/b.spec.ts (5.1 s)\n  ● b › does it\n\n    no\n';
    assert.equal(failedTest(output), 'b.spec.ts: b › does it');
  });

  it('is not a tree that cannot be loaded', () => {
    const output = 'FAIL domain src/a.spec.ts\n  ● Test suite failed to run\n\n    Syntax Error\n';
    assert.equal(failedTest(output), undefined);
    assert.equal(failedTest(''), undefined);
  });
});
