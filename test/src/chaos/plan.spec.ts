import { faultForms, faultKinds, killsOf, planOf, type FaultKind } from './plan';
import { Random } from './random';

const seeds = Array.from({ length: 200 }, (_, index) => index + 1);
const namesOf = (kinds: readonly FaultKind[], kills: number, seed: number): readonly string[] =>
  planOf(new Random(seed), { kinds, kills }).flatMap((fault) =>
    fault.kind === 'kill' ? fault.forms.map((form) => `kill ${form}`) : [`${fault.kind} ${fault.form}`],
  );
const everyForm = faultKinds.flatMap((kind) => faultForms[kind].map((form) => `${kind} ${form}`)).sort();

it.each([4, 6, 50])('plays every form of every fault with %d kills, whatever the seed', (kills) => {
  for (const seed of seeds) {
    const names = namesOf(faultKinds, kills, seed);
    expect([...new Set(names)].sort()).toEqual(everyForm);
    expect(names.filter((name) => name.startsWith('kill'))).toHaveLength(kills);
  }
});

it('kills no more than it was told to', () => {
  for (const seed of seeds)
    expect(namesOf(faultKinds, 2, seed).filter((name) => name.startsWith('kill'))).toHaveLength(2);
});

it('plays as many turns as there were to be kills, where nothing is killed', () => {
  for (const seed of seeds) expect(namesOf(['smtp', 'clock'], 3, seed)).toHaveLength(3);
  expect(namesOf(['link'], 7, 1)).toHaveLength(7);
});

it('kills two at once now and then, and never the same twice', () => {
  const kills = seeds
    .flatMap((seed) => planOf(new Random(seed), { kinds: ['kill'], kills: 20 }))
    .flatMap((fault) => (fault.kind === 'kill' ? [fault.forms] : []));
  const doubles = kills.filter((forms) => forms.length === 2);
  expect(doubles.length).toBeGreaterThan(100);
  expect(doubles.filter(([one, other]) => one === other)).toEqual([]);
});

it('comes again by its seed, and differs by it', () => {
  const plan = (seed: number) => planOf(new Random(seed), { kinds: faultKinds, kills: 20 });
  expect(plan(7)).toEqual(plan(7));
  expect(plan(7)).not.toEqual(plan(8));
  expect(killsOf(plan(7), { kinds: faultKinds })).toBe(20);
});
