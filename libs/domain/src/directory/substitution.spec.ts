import { substitutionFault, type Substitution } from './substitution';

const from = (personId: string, substituteId: string, startsAt = 10, endsAt = 20): Substitution => ({
  personId,
  substituteId,
  startsAt,
  endsAt,
});

describe('a substitution', () => {
  it.each<[string, Substitution[], Substitution, string | undefined]>([
    ['of a person by another', [], from('a', 'b'), undefined],
    ['by oneself', [], from('a', 'a'), 'oneself'],
    ['a second one at the same time', [from('a', 'b', 19, 30)], from('a', 'c'), 'overlapping'],
    ['one after the other', [from('a', 'b', 20, 30), from('a', 'b', 1, 10)], from('a', 'c'), undefined],
    ['two for each other', [from('b', 'a')], from('a', 'b'), 'circle'],
    ['two for each other, one after the other', [from('b', 'a', 20, 30)], from('a', 'b'), undefined],
    ['a chain', [from('b', 'c'), from('c', 'd')], from('a', 'b'), undefined],
    ['a chain that leads back', [from('b', 'c'), from('c', 'a')], from('a', 'b'), 'circle'],
    [
      'a chain whose links never hold at one time',
      [from('b', 'c', 10, 15), from('c', 'a', 15, 20)],
      from('a', 'b'),
      undefined,
    ],
    ['one for several', [from('b', 'c'), from('d', 'c')], from('a', 'c'), undefined],
  ])('%s', (_what, others, wanted, fault) => {
    expect(substitutionFault(others, wanted)).toBe(fault);
  });
});
