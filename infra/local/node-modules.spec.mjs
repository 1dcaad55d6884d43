import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { installedAsLocked, lockHash, modulesAreCurrent } from './node-modules.mjs';

const dir = mkdtempSync(join(tmpdir(), 'xgt-spec-'));
after(() => rmSync(dir, { recursive: true }));

const lock = (version) => JSON.stringify({ packages: { '': {}, 'node_modules/a': { version } } });

test('the hash is the sha256 of the lock', () => {
  assert.equal(lockHash(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  assert.notEqual(lockHash(lock('1.0.0')), lockHash(lock('1.0.1')));
});

test('node_modules is current by its stamp, or by what npm noted, and not after the lock changed', () => {
  const modules = join(dir, 'node_modules');
  writeFileSync(join(dir, 'package-lock.json'), lock('1.0.0'));
  assert.equal(modulesAreCurrent(dir), false, 'missing');
  mkdirSync(modules);
  assert.equal(modulesAreCurrent(dir), false, 'empty');
  writeFileSync(join(modules, '.package-lock.json'), lock('1.0.0'));
  assert.equal(modulesAreCurrent(dir), true, 'installed by hand');
  rmSync(join(modules, '.package-lock.json'));
  assert.equal(modulesAreCurrent(dir), true, 'stamped meanwhile');
  writeFileSync(join(dir, 'package-lock.json'), lock('1.0.1'));
  assert.equal(modulesAreCurrent(dir), false, 'older than the lock');
});

test('packages for other systems may be missing, others not', () => {
  const wanted = {
    packages: { 'node_modules/a': { version: '1' }, 'node_modules/b': { version: '1', optional: true } },
  };
  assert.equal(installedAsLocked(wanted, { packages: { 'node_modules/a': { version: '1' } } }), true);
  assert.equal(installedAsLocked(wanted, { packages: { 'node_modules/b': { version: '1' } } }), false);
  assert.equal(installedAsLocked(wanted, {}), false);
});
