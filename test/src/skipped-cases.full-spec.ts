import { readdirSync } from 'node:fs';
import { caseFile, casesFolder } from './system.fixture';
import { SkippingSystem } from './skipping-system.fixture';

// A server, a database and a whole case; a few seconds on a machine that has nothing else to do.
jest.setTimeout(120_000);

/** These are played in the real processes, where time is not skipped: see real-cases.full-spec.ts and its like. */
const playedForReal = ['seed-002'];

const scripts = readdirSync(casesFolder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace(/\.json$/, ''))
  .filter((name) => !playedForReal.includes(name));

describe('a case of docs/cases, in skipped time', () => {
  let system: SkippingSystem;

  beforeEach(async () => {
    system = await SkippingSystem.start();
  });
  afterEach(() => system.stop());

  it.each(scripts)('%s', async (name) => {
    const story = await system.play(caseFile(name));
    if (process.env['SHOW_CASES'] === '1') process.stdout.write(`${story}\n`);
    expect(system.errors).toEqual([]);
  });
});
