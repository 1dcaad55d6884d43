import fc from 'fast-check';
import { businessNow, realDelayUntil, realTimeClock, realWait, type BusinessClock } from './business-clock';

const DAY = 86_400_000;
const NOW = 1_796_000_000_000;
const dayASecond: BusinessClock = { realEpoch: NOW, businessEpoch: NOW + 5 * DAY, scale: 86_400 };

const clocks = fc.record({
  realEpoch: fc.integer({ min: 0, max: NOW }),
  businessEpoch: fc.integer({ min: 0, max: 2 * NOW }),
  scale: fc.oneof(
    fc.constantFrom(1, 60, 1_440, 86_400),
    fc.double({ min: 0.01, max: 1_000_000, noNaN: true }),
  ),
});
const elapsed = fc.integer({ min: -DAY, max: 30 * DAY });

describe('business clock', () => {
  it('is the real time in production', () => {
    expect(businessNow(realTimeClock, NOW)).toBe(NOW);
    expect(realDelayUntil(realTimeClock, NOW + 1, NOW)).toBe(1);
    expect(realDelayUntil(realTimeClock, NOW, NOW)).toBe(0);
    expect(realWait(realTimeClock, DAY, 10_000)).toBe(DAY);
  });

  it('runs a day in a second', () => {
    expect(businessNow(dayASecond, NOW)).toBe(NOW + 5 * DAY);
    expect(businessNow(dayASecond, NOW + 1_000)).toBe(NOW + 6 * DAY);
    expect(realDelayUntil(dayASecond, NOW + 8 * DAY, NOW)).toBe(3_000);
    expect(realDelayUntil(dayASecond, NOW + 8 * DAY + 1, NOW)).toBe(3_001);
    expect(realDelayUntil(dayASecond, NOW, NOW)).toBe(0);
  });

  it('keeps a wait for the outside world at its least', () => {
    expect(realWait(dayASecond, DAY, 10_000)).toBe(10_000);
    expect(realWait(dayASecond, 30 * DAY, 10_000)).toBe(30_000);
    expect(realWait(dayASecond, 1, 0)).toBe(1);
    expect(realWait(dayASecond, -DAY, 0)).toBe(0);
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY])('refuses scale %d', (scale) => {
    const clock = { ...dayASecond, scale };
    expect(() => businessNow(clock, NOW)).toThrow(RangeError);
    expect(() => realDelayUntil(clock, NOW, NOW)).toThrow(RangeError);
    expect(() => realWait(clock, DAY, 0)).toThrow(RangeError);
  });

  it('has reached the instant after the wait, and waits no more than a rounding too long', () => {
    fc.assert(
      fc.property(clocks, elapsed, fc.integer({ min: -DAY, max: 400 * DAY }), (clock, passed, ahead) => {
        const realNow = clock.realEpoch + passed;
        const target = businessNow(clock, realNow) + ahead;
        const delay = realDelayUntil(clock, target, realNow);
        expect(Number.isInteger(delay) && delay >= 0).toBe(true);
        expect(businessNow(clock, realNow + delay)).toBeGreaterThanOrEqual(target);
        if (delay > 2) expect(businessNow(clock, realNow + delay - 3)).toBeLessThan(target);
      }),
      { numRuns: 5_000 },
    );
  });

  it('never runs backwards', () => {
    fc.assert(
      fc.property(clocks, elapsed, fc.nat(DAY), (clock, passed, more) => {
        const realNow = clock.realEpoch + passed;
        expect(businessNow(clock, realNow + more)).toBeGreaterThanOrEqual(businessNow(clock, realNow));
      }),
    );
  });
});
