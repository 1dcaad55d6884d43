import { leftOpen, playedForReal, scripts } from './case-scripts.fixture';
import { SkippingSystem } from './skipping-system.fixture';
import { caseFile } from './system.fixture';

// A server, a database and a whole case: a few seconds on a machine that has nothing else to do; with room for a
// server that has to be replaced.
jest.setTimeout(240_000);

describe('a case of docs/cases, in skipped time', () => {
  it.each(scripts.filter((name) => !playedForReal.includes(name)))('%s', async (name) => {
    await SkippingSystem.use(async (system) => {
      await system.play(caseFile(name));
      await expect(leftOpen(system.api)).resolves.toEqual([]);
      expect(system.errors).toEqual([]);
    });
  });
});
