import { scripts } from './case-scripts.fixture';
import { dropHistoriesExcept, writeHistories } from './history-file.fixture';
import { historiesOf, type ForEver } from './keep-histories.fixture';
import { caseFile, DAY_A_SECOND, System } from './system.fixture';
import { unscriptedPaths } from './unscripted-paths.fixture';

/** Systems that play side by side: most of the time they wait for the next day. */
const AT_ONCE = 5;
/** Slower than where one script has the machine to itself. */
const HALF_A_DAY_A_SECOND = DAY_A_SECOND / 2;
/** A script leaves room for a busy machine; where that was too little it is played again, at half the speed. */
const ATTEMPTS = 3;

/** Where what runs beside the cases does something that it does nowhere else. */
const showsMore: Readonly<Record<string, readonly ForEver[]>> = {
  'seed-002': ['lane-ordinary', 'lane-suspension', 'hand-overs'],
  'emergency-ratified': ['lane-emergency'],
  'bounced-then-served': ['lane-ordinary'],
  'tracker-disabled': ['hand-overs'],
  'calendar-extended': ['calendar-keeper'],
};

const paths = [...scripts, ...Object.keys(unscriptedPaths)];

/**
 * Plays every path on the real server, or those that are named, and keeps the histories of its cases.
 * What is kept of a path is replaced when it has been played to its end, so that an interrupted run loses nothing.
 */
async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !paths.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no path ${unknown.join(', ')}; there are: ${paths.join(', ')}`);
  if (asked.length === 0) dropHistoriesExcept(paths);
  const waiting = asked.length > 0 ? asked : [...paths];
  const failed: string[] = [];
  process.setMaxListeners(0);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
        if (!(await record(path))) failed.push(path);
    }),
  );
  if (failed.length > 0) throw new Error(`Not played to their end: ${failed.join(', ')}`);
}

async function record(path: string): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      const events = await playAndKeep(path, 2 ** (attempt - 1));
      console.log(`${path}: ${events.join(', ')}`);
      return true;
    } catch (error) {
      console.error(`${path}, attempt ${attempt} of ${ATTEMPTS}: ${String(error)}`);
    }
  }
  return false;
}

let startedLast: Promise<unknown> = Promise.resolve();

/** One after another: to start is what costs the machine most, and has a limit of time. */
function started(scale: number): Promise<System> {
  const starting = startedLast.then(() => System.start({ scale }));
  startedLast = starting.catch(() => undefined);
  return starting;
}

/** @returns how many events each of its histories has */
async function playAndKeep(path: string, slower: number): Promise<string[]> {
  const unscripted = unscriptedPaths[path];
  const system = await started((unscripted?.scale ?? HALF_A_DAY_A_SECOND) / slower);
  try {
    if (unscripted === undefined) await system.play(caseFile(path));
    else {
      await system.enterDirectory();
      await unscripted.play(system);
    }
    const histories = await historiesOf(system, path, showsMore[path]);
    writeHistories(path, histories);
    return histories.map(({ name, history }) => `${name} ${history.events?.length ?? 0}`);
  } finally {
    await system.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
