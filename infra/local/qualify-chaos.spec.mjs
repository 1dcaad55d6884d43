import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { root } from './paths.mjs';
import { PLAYED_WITH, verdictOn } from './qualify-chaos.mjs';

/** Every file of the tree that a program imports by its place, itself included. */
function importedBy(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const [, from] of readFileSync(file, 'utf8').matchAll(/ from '(\.[^']+)'/g))
    importedBy(join(dirname(file), `${from}.ts`), found);
  return found;
}

const round = (seed, ...recoverySeconds) => ({
  seed,
  recoverySeconds,
  kills: { api: recoverySeconds.length },
  acknowledged: 10,
  ambiguousLetters: 0,
  copies: 0,
  seconds: 60,
});
const fast = (count) => Array.from({ length: count }, () => 4);

describe('the state that a round was played at', () => {
  it('counts everything that the harness is made of', () => {
    const files = [...importedBy(join(root, 'test/src/chaos.main.ts'))].map((file) => relative(root, file));
    assert.ok(files.length > 15);
    const left = files.filter(
      (file) => !PLAYED_WITH.some((path) => file === path || file.startsWith(`${path}/`)),
    );
    assert.deepEqual(left, []);
  });

  it('names only what there is', () => {
    for (const path of PLAYED_WITH.filter((each) => !each.startsWith(':')))
      assert.ok(existsSync(join(root, path)), path);
  });
});

describe('the verdict on all rounds', () => {
  it('is good where one turn in twenty takes as long as it likes', () => {
    assert.equal(verdictOn([round(1, ...fast(19)), round(2, ...fast(19), 80, 90)], []).code, 0);
  });

  it('is bad where more of them do, over all rounds together', () => {
    assert.equal(verdictOn([round(1, ...fast(19)), round(2, ...fast(17), 80, 80, 90)], []).code, 1);
  });

  it('is bad at the limit', () => {
    assert.equal(verdictOn([round(1, 30)], []).code, 1);
    assert.equal(verdictOn([round(1, 29.9)], []).code, 0);
  });
});
