import assert from 'node:assert/strict';
import { test } from 'node:test';
import { demoArguments } from './command-serve.mjs';
import { execArguments } from './command-test.mjs';
import { productEnvironment } from './environment.mjs';
import { initSql } from './mariadb-server.mjs';
import { nodeIsSupported } from './node-version.mjs';
import { profileDir, socketDir } from './paths.mjs';
import { diagnose, explain, Interrupted, Problem } from './problem.mjs';
import { duration } from './say.mjs';
import { ARCHIVE_SHA256, platform } from './temporal-binary.mjs';
import { serverArguments } from './temporal-server.mjs';

test('a failure of the system becomes one sentence with a remedy', () => {
  const of = (code, path) => explain(Object.assign(new Error(code), { code, path })).message;
  assert.match(of('ENOSPC', '/x/y'), /^The disk is full \(\/x\/y\) — free some space/);
  assert.match(of('EACCES', '/x/y'), /^No permission to use a file or folder \(\/x\/y\) — make it yours/);
  assert.match(of('EROFS'), /^The file system is read-only — clone to/);
  assert.match(explain(new Error('odd')).message, /^Unexpected: odd — run this again with XGT_DEBUG=1/);
  assert.match(explain('a string').message, /^Unexpected: a string/);
});

test('what is explained already stays as it is', () => {
  const problem = new Problem('what', 'remedy', { exitCode: 3 });
  assert.equal(explain(problem), problem);
  assert.equal(problem.message, 'what — remedy');
  assert.equal(explain(new Interrupted('SIGINT')).exitCode, 130);
});

test('the usual culprits are found in what tools print', () => {
  assert.equal(diagnose('write /x: No space left on device')?.what, 'the disk is full');
  assert.equal(diagnose('npm error code EAI_AGAIN')?.what, 'the network cannot be reached');
  assert.equal(diagnose('Get "…": dial tcp: lookup x: no such host')?.what, 'the network cannot be reached');
  assert.equal(diagnose('mkdir: Permission denied')?.what, 'a file or folder may not be written');
  assert.equal(diagnose('error TS2322: not assignable'), undefined);
});

test('which Node will do', () => {
  for (const good of ['20.19.0', '20.20.2', '22.12.0', '24.0.0'])
    assert.equal(nodeIsSupported(good), true, good);
  for (const bad of ['18.20.0', '20.18.9', '21.7.0', '22.11.0'])
    assert.equal(nodeIsSupported(bad), false, bad);
});

test('arguments of demo and exec', () => {
  assert.deepEqual(demoArguments(['--once']), { once: true, forward: ['--once'] });
  assert.throws(
    () => demoArguments(['--case', '/no/such.json']),
    /There is no file \/no\/such\.json — give --case/,
  );
  assert.throws(() => demoArguments(['--twice']), /use: npm run demo/);
  assert.deepEqual(execArguments(['--', 'a', '--', 'b']), { profile: 'test', command: ['a', '--', 'b'] });
  assert.deepEqual(execArguments(['--profile', 'mine', 'a', '-x']), {
    profile: 'mine',
    command: ['a', '-x'],
  });
  assert.deepEqual(execArguments(['--profile=mine', '--', 'a']), { profile: 'mine', command: ['a'] });
  assert.throws(() => execArguments([]), /There is no command to run/);
  assert.throws(() => execArguments(['--profile', 'start', '--', 'a']), /would be wiped/);
});

test('a profile cannot lead out of .local, and its socket path is short enough', () => {
  for (const bad of ['..', 'a/b', '', '-x', 'A', 'x'.repeat(40)])
    assert.throws(() => profileDir(bad), Problem);
  assert.ok(Buffer.byteLength(`${socketDir('/deep'.repeat(100))}/mysql.sock`) <= 107);
});

test('the demo runs on a fast clock, the rest on the real one, and the developer has the last word', () => {
  const found = { databaseUrl: 'mysql://d', temporalAddress: 'h:1', apiPort: 3000 };
  const demo = productEnvironment({ ...found, profile: 'demo' }, {});
  assert.equal(demo.CLOCK_SCALE, '86400');
  assert.equal(demo.CLOCK_BUSINESS_EPOCH, '2026-08-03T01:00:00.000Z');
  assert.equal(demo.PUBLIC_URL, 'http://127.0.0.1:3000');
  const start = productEnvironment({ ...found, profile: 'start' }, { LOG_LEVEL: 'debug' });
  assert.equal(start.CLOCK_SCALE, '1');
  assert.equal(start.LOG_LEVEL, 'debug');
  assert.equal('CLOCK_BUSINESS_EPOCH' in start, false);
  assert.equal('SMTP_URL' in start, false);
});

test('the first SQL closes every root, one statement a line', () => {
  const sql = initSql({ kind: 'mariadb', password: 'p1', rootPassword: 'p2' });
  assert.match(
    sql,
    /^DELETE FROM mysql\.global_priv WHERE User = '' OR \(User = 'root' AND Host <> 'localhost'\);$/m,
  );
  assert.match(sql, /^ALTER USER 'root'@'localhost' IDENTIFIED BY 'p2';$/m);
  assert.match(sql, /^GRANT ALL PRIVILEGES ON `xgt\\_%`\.\* TO 'xgt'@'127\.0\.0\.1';$/m);
  assert.ok(
    sql
      .trimEnd()
      .split('\n')
      .every((line) => line.endsWith(';')),
  );
});

test('Temporal listens on loopback only and registers the search attributes', () => {
  const args = serverArguments('/d', { port: 1, uiPort: 2, httpPort: 3, metricsPort: 4 });
  assert.equal(args[args.indexOf('--ip') + 1], '127.0.0.1');
  assert.equal(args.filter((arg) => arg === '--search-attribute').length, 2);
});

test('each platform that may download has a whole checksum', () => {
  for (const sum of Object.values(ARCHIVE_SHA256)) assert.match(sum, /^[0-9a-f]{64}$/);
  assert.equal(platform('linux', 'x64'), 'linux/amd64');
});

test('durations', () => {
  assert.deepEqual([400, 9_940, 12_000, 365_000].map(duration), ['0.4s', '9.9s', '12s', '6m05s']);
});
