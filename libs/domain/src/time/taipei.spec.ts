import fc from 'fast-check';
import { civilDateAt, deadlineInstant, instantAt, startOfDay, timeOfDayAt } from './taipei';

const utc = (text: string): number => new Date(text).getTime();

describe('Taipei', () => {
  it('begins a day at 16:00 UTC of the day before', () => {
    expect(startOfDay('2026-12-04')).toBe(utc('2026-12-03T16:00:00Z'));
    expect(instantAt('2026-12-04', 9, 30)).toBe(utc('2026-12-04T01:30:00Z'));
  });

  it('ends a term with the 00:00 after its last day', () => {
    expect(deadlineInstant('2026-12-04')).toBe(utc('2026-12-04T16:00:00Z'));
    expect(civilDateAt(deadlineInstant('2026-12-04') - 1)).toBe('2026-12-04');
    expect(civilDateAt(deadlineInstant('2026-12-04'))).toBe('2026-12-05');
    expect(deadlineInstant('2026-12-31')).toBe(startOfDay('2027-01-01'));
  });

  it('tells the wall clock, seconds cut off', () => {
    expect(timeOfDayAt(utc('2026-12-04T01:30:59.999Z'))).toBe('09:30');
    expect(timeOfDayAt(utc('2026-12-04T15:59:59.999Z'))).toBe('23:59');
    expect(timeOfDayAt(utc('2026-12-04T16:00:00Z'))).toBe('00:00');
    expect(timeOfDayAt(utc('1960-01-01T00:00:00Z'))).toBe('08:00');
  });

  it('agrees with the zone database', () => {
    const zone = new Intl.DateTimeFormat('sv-SE', {
      timeZone: 'Asia/Taipei',
      dateStyle: 'short',
      timeStyle: 'short',
    });
    const instants = fc.integer({ min: utc('1980-01-01T00:00:00Z'), max: utc('2200-01-01T00:00:00Z') });
    fc.assert(
      fc.property(instants, (instant) => {
        expect(`${civilDateAt(instant)} ${timeOfDayAt(instant)}`).toBe(zone.format(instant));
        expect(startOfDay(civilDateAt(instant))).toBeLessThanOrEqual(instant);
        expect(deadlineInstant(civilDateAt(instant))).toBeGreaterThan(instant);
      }),
    );
  });
});
