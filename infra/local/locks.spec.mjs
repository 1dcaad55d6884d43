import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { sweepLocks, tryLock, withLock } from './locks.mjs';

const dir = mkdtempSync(join(tmpdir(), 'xgt-spec-'));
after(() => rmSync(dir, { recursive: true }));

const DEAD = { pid: process.pid, startTime: '1', token: 'old' }; // Our number, but not when we started.

test('a lock is had once, and again after its release', () => {
  const file = join(dir, 'once');
  const first = tryLock(file, { command: 'first' });
  assert.ok('release' in first);
  const second = tryLock(file);
  assert.equal('holder' in second && second.holder.command, 'first');
  first.release();
  const third = tryLock(file);
  assert.ok('release' in third);
  third.release();
  assert.deepEqual(readdirSync(dir), []);
});

test('a dead holder gives way and is told', () => {
  const file = join(dir, 'stale');
  writeFileSync(file, JSON.stringify(DEAD));
  const lock = tryLock(file);
  assert.ok('release' in lock);
  assert.equal(lock.stale?.token, 'old');
  lock.release();
});

test('a lock that holds no sense gives way', () => {
  const file = join(dir, 'garbage');
  writeFileSync(file, '{"pid":');
  const lock = tryLock(file);
  assert.ok('release' in lock);
  lock.release();
});

test('work under one lock does not overlap', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((done) => setTimeout(done, 20));
    inside -= 1;
  };
  await Promise.all([1, 2, 3].map(() => withLock(join(dir, 'busy'), 'Spec', work)));
  assert.equal(most, 1);
});

test('sweeping removes dead locks and keeps living ones', () => {
  const folder = join(dir, 'claims');
  const living = tryLock(join(folder, '1'));
  writeFileSync(join(folder, '2'), JSON.stringify(DEAD));
  sweepLocks(folder);
  assert.deepEqual(readdirSync(folder), ['1']);
  living.release();
  sweepLocks(join(dir, 'missing'));
});
