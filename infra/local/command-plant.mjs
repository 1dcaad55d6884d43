/** `plant`: small bugs, put into a copy of the core one at a time; its specs have to catch every one. */
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { ensureModules } from './node-modules.mjs';
import { localDir, root } from './paths.mjs';
import { plantedBugs } from './planted-bugs.mjs';
import { preflight } from './preflight.mjs';
import { Problem } from './problem.mjs';
import { supervised } from './run.mjs';
import { duration, print, say } from './say.mjs';

/** The model looks last, since it takes longest; its seed is fixed so that two runs say the same. */
const MODEL = 'src/case/model.spec.ts';
const MODEL_ENVIRONMENT = { MODEL_SEED: '1', MODEL_CASES: '2500' };

/** One seed for the properties as well: another one may find another bug, and would then seem to catch this one. */
const SEED = "require('fast-check').configureGlobal({ seed: 1 });\n";

/** What a copy consists of, besides node_modules. */
const COPIED = ['libs/domain', 'infra/jest', 'jest.preset.js', 'package.json'];

/** It compares with a page, so it would call every change a bug. */
const DESCRIPTIONS = ['src/case/lifecycle.spec.ts'];

/** @returns {Promise<number>} exit code; 1 when a bug survived */
export async function plant() {
  return supervised(async ({ supervisor }) => {
    preflight();
    await ensureModules(supervisor);
    return plantAll(supervisor);
  });
}

/**
 * Two at a time where there are two cores: the specs of the core wait for nothing but the processor.
 *
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @returns {Promise<number>} exit code; 1 when a bug survived
 * @throws {Problem} when the core's own specs fail, or a bug can no longer be planted
 */
export async function plantAll(supervisor) {
  const began = Date.now();
  for (const bug of plantedBugs) planted(readFileSync(sourceOf(root, bug), 'utf8'), bug);
  const copies = Array.from({ length: Math.min(4, availableParallelism()) }, (_, index) =>
    newCopy(index + 1),
  );

  say('Planting: the core as it is');
  const asItIs = await caughtBy(supervisor, copies[0], 'as-it-is');
  if (asItIs) throw new Problem(`Without any bug ${asItIs} fails`, 'mend that first');

  const found = new Map();
  const waiting = [...plantedBugs.entries()];
  await Promise.all(
    copies.map(async (copy) => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        const [index, bug] = next;
        found.set(bug, await catchIn(supervisor, copy, bug, index + 1));
        say(`Planted ${found.size} of ${plantedBugs.length}: ${bug.why}: ${found.get(bug) ?? 'NOT CAUGHT'}`);
      }
    }),
  );
  for (const copy of copies) rmSync(copy, { recursive: true });

  print(table(found));
  const survivors = plantedBugs.filter((bug) => found.get(bug) === undefined);
  print(
    `${plantedBugs.length - survivors.length} of ${plantedBugs.length} planted bugs caught, ${duration(Date.now() - began)}`,
  );
  return survivors.length === 0 ? 0 : 1;
}

/** A tree in which to plant; the work tree itself is never touched. */
function newCopy(number) {
  const copy = join(localDir, 'plant', `copy-${number}`);
  rmSync(copy, { recursive: true, force: true });
  mkdirSync(copy, { recursive: true });
  for (const part of COPIED) cpSync(join(root, part), join(copy, part), { recursive: true });
  writeFileSync(join(copy, 'libs/domain/seed.cjs'), SEED);
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

const sourceOf = (tree, { file }) => join(tree, 'libs/domain/src', file);

/**
 * @param {string} source
 * @param {import('./planted-bugs.mjs').PlantedBug} bug
 * @returns {string} the source with the bug in it
 * @throws {Problem} when the source has changed so that it is no longer clear where the bug belongs
 */
export function planted(source, { find, replace, file, why }) {
  const places = source.split(find).length - 1;
  if (places !== 1) {
    throw new Problem(
      `The bug "${why}" fits in ${places} places of ${file}`,
      'adapt it in infra/local/planted-bugs.mjs to what the source says now',
    );
  }
  return source.replace(find, () => replace);
}

async function catchIn(supervisor, copy, bug, number) {
  const file = sourceOf(copy, bug);
  const source = readFileSync(file, 'utf8');
  writeFileSync(file, planted(source, bug));
  try {
    return await caughtBy(supervisor, copy, `bug-${number}`);
  } finally {
    writeFileSync(file, source);
  }
}

/** @returns {Promise<string | undefined>} the first test that fails, the model being asked last */
async function caughtBy(supervisor, copy, name) {
  const others = [MODEL, ...DESCRIPTIONS].flatMap((spec) => ['--testPathIgnorePatterns', spec]);
  return (
    (await firstFailure(supervisor, copy, `${name}-specs`, others)) ??
    (await firstFailure(supervisor, copy, `${name}-model`, [MODEL]))
  );
}

async function firstFailure(supervisor, copy, name, args) {
  const log = join(localDir, 'plant', `${name}.log`);
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const code = await supervisor.start({
    name: `plant-${name}`,
    command: process.execPath,
    args: [jest, ...args, '--setupFiles', './seed.cjs', '--bail', '--runInBand', '--silent'],
    cwd: join(copy, 'libs/domain'),
    env: MODEL_ENVIRONMENT,
    log,
  }).exited;
  if (code === 0) return undefined;
  const test = failedTest(readFileSync(log, 'utf8'));
  // A tree that does not even compile shows nothing about the specs.
  if (test === undefined) throw new Problem(`${name}: the specs did not run`, `see ${log}`);
  return test;
}

/**
 * @param {string} output of jest
 * @returns {string | undefined} the first test that failed; undefined when none did, or no spec could be loaded
 */
export function failedTest(output) {
  const failures = output.matchAll(/^FAIL .*?([\w.-]+\.spec\.ts).*\n\s*● (.+)$/gm);
  // A spec that the bug keeps from being loaded says nothing: another one may.
  const found = [...failures].find(([, , test]) => test !== 'Test suite failed to run');
  return found === undefined ? undefined : `${found[1]}: ${found[2].trim()}`;
}

const table = (found) =>
  [
    '',
    ...plantedBugs.map((bug) => {
      const by = found.get(bug);
      return `  ${by ? 'caught    ' : 'NOT CAUGHT'}  ${bug.why}${by ? `\n              ${by}` : ''}`;
    }),
    '',
  ].join('\n');
