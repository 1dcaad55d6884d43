import { leftOpen, playedForReal, scripts } from './case-scripts.fixture';
import { caseFile, DAY_A_SECOND, System } from './system.fixture';

// A whole case, a day a second.
jest.setTimeout(240_000);

it('plays for real what is there', () => {
  expect(scripts).toEqual(expect.arrayContaining(playedForReal));
});

describe('a case of docs/cases, in the real processes', () => {
  let system: System;

  beforeEach(async () => {
    system = await System.start({ scale: DAY_A_SECOND });
  });
  afterEach(() => system.stop());

  // Seed 002 has a spec of its own, which looks closer.
  it.each(playedForReal.filter((name) => name !== 'seed-002'))('%s', async (name) => {
    await system.play(caseFile(name));
    await expect(leftOpen(system.api)).resolves.toEqual([]);
    expect([...system.worker.errors, ...system.apiProcess.errors]).toEqual([]);
  });
});
