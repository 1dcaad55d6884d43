import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { endMarked, identify, isRunning, MARK, processesMarked, startTimeFromStat } from './processes.mjs';

const fields = (state) => `${state} 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 4242 20`;

test('the start time is read past a program name full of traps', () => {
  assert.equal(startTimeFromStat(`7 (a) S 9 (b c)) ${fields('S')}`), '4242');
});

test('a zombie does not run', () => {
  assert.equal(startTimeFromStat(`7 (node) ${fields('Z')}`), undefined);
});

test('a process is itself, and another start time with the same pid is a stranger', () => {
  const me = identify(process.pid);
  assert.equal(isRunning(me), true);
  assert.equal(isRunning({ pid: me.pid, startTime: `${me.startTime}0` }), false);
  assert.equal(isRunning({ pid: me.pid, startTime: '' }), false);
  assert.equal(isRunning(undefined), false);
});

test('what carries the mark is found and ended, even when it ignores SIGTERM; others are not', async (t) => {
  if (process.platform !== 'linux') return t.skip('needs /proc');
  const mark = `spec-${process.pid}`;
  const start = (name) =>
    spawn(
      process.execPath,
      ['-e', "process.on('SIGTERM',()=>{});console.log('up');setInterval(()=>{},1000)"],
      {
        env: { ...process.env, [MARK]: name },
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
  const ours = start(`${mark}/a`);
  const stranger = start(`${mark}x/a`);
  await Promise.all([once(ours.stdout, 'data'), once(stranger.stdout, 'data')]);
  assert.deepEqual(processesMarked(`${mark}/`), [ours.pid]);
  assert.equal(await endMarked(`${mark}/`, 100), 1);
  assert.deepEqual(processesMarked(`${mark}/`), []);
  assert.deepEqual(processesMarked(`${mark}x/`), [stranger.pid]);
  stranger.kill('SIGKILL');
  await once(stranger, 'exit');
});
