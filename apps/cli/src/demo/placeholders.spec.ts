import { instantAt } from '@xiangaitong/domain';
import { fillIn } from './placeholders';

// A Monday; 2026-08-15 is a Saturday, 2026-09-25 the Mid-Autumn Festival.
const at = instantAt('2026-08-03', 9, 0);

it.each([
  ['{today}', '2026-08-03'],
  ['{today-30}', '2026-07-04'],
  ['{today+18}', '2026-08-21'],
  ['{workday+12}', '2026-08-17'],
  ['{workday+14}', '2026-08-17'],
  ['{dayOff+10}', '2026-08-15'],
  ['{dayOff+53}', '2026-09-25'],
  ['{roundDeadline+5}', '2026-09-06'],
])('puts a date for %s', (text, date) => {
  expect(fillIn({ dates: [text] }, { at, roundDeadline: '2026-09-01' })).toEqual({ dates: [date] });
});

it('leaves every other text as it is', () => {
  expect(fillIn({ a: '{tomorrow}', b: 3, c: null }, { at })).toEqual({ a: '{tomorrow}', b: 3, c: null });
});

it.each([['{roundDeadline}'], ['{workday+1000}']])('refuses %s where there is no such date', (text) => {
  expect(() => fillIn(text, { at })).toThrow(RangeError);
});
