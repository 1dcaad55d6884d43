import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { until } from './ports.mjs';
import { isRunning } from './processes.mjs';
import { Supervisor } from './supervisor.mjs';

const dir = mkdtempSync(join(tmpdir(), 'xgt-spec-'));
after(() => rmSync(dir, { recursive: true }));

const log = join(dir, 'log');
const soon = (condition) => until(async () => condition(), { timeoutMs: 10_000 });

test('exit codes come through: its own, of a signal, of a program that does not exist', async () => {
  const supervisor = new Supervisor();
  const code = (name, command, ...args) =>
    supervisor.start({ name, command, args, log: `${log}-${name}` }).exited;
  assert.equal(await code('own', process.execPath, '-e', 'process.exit(7)'), 7);
  assert.equal(await code('signal', process.execPath, '-e', "process.kill(process.pid,'SIGKILL')"), 137);
  assert.equal(await code('missing', join(dir, 'no-such-program')), 127);
});

test('children end in reverse order, politely first', async () => {
  const supervisor = new Supervisor();
  const order = join(dir, 'order');
  writeFileSync(order, '');
  const program = (name) =>
    `process.on('SIGTERM',()=>{require('fs').appendFileSync(${JSON.stringify(order)},'${name} ');process.exit()});` +
    `console.log('up');setInterval(()=>{},1000)`;
  for (const name of ['first', 'second']) {
    supervisor.start({ name, command: process.execPath, args: ['-e', program(name)], log: `${log}-${name}` });
    assert.ok(await soon(() => readFileSync(`${log}-${name}`, 'utf8').includes('up')));
  }
  await supervisor.stopAll();
  assert.equal(readFileSync(order, 'utf8'), 'second first ');
  assert.throws(() => supervisor.start({ name: 'late', command: 'true', log }), /late was not started/);
});

test('kill -9 of the one who started it ends a child and its grandchild, though both ignore SIGTERM', async (t) => {
  if (process.platform !== 'linux') return t.skip('needs /proc');
  const grandchild = join(dir, 'grandchild');
  const child = join(dir, 'child.json');
  const deaf = `process.on('SIGTERM',()=>{});setInterval(()=>{},1000);`;
  // The grandchild leaves the group of its parent, as daemons do.
  const program = `${deaf}const c=require('child_process').spawn(process.execPath,['-e',${JSON.stringify(deaf)}],{detached:true});
    const s=require('fs').readFileSync('/proc/'+c.pid+'/stat','utf8');
    require('fs').writeFileSync(${JSON.stringify(grandchild)},JSON.stringify({pid:c.pid,startTime:s.slice(s.lastIndexOf(')')+2).split(' ')[19]}));`;
  const script = join(dir, 'main.mjs');
  writeFileSync(
    script,
    `import { Supervisor } from ${JSON.stringify(new URL('supervisor.mjs', import.meta.url).href)};
     new Supervisor().start(${JSON.stringify({ name: 'x', command: process.execPath, args: ['-e', program], log, pidFile: child, graceMs: 200 })});
     setInterval(() => {}, 1000);`,
  );
  const main = spawn(process.execPath, [script], { stdio: 'ignore' });
  assert.ok(await soon(() => existsSync(grandchild) && existsSync(child)));
  const both = [child, grandchild].map((file) => JSON.parse(readFileSync(file, 'utf8')));
  assert.deepEqual(both.map(isRunning), [true, true]);
  main.kill('SIGKILL');
  assert.ok(await soon(() => !both.some(isRunning)), 'something was left running');
});
