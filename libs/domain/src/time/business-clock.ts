/**
 * The clock by which a case lives. In production it is the real one; a training system runs it
 * faster, so that a whole case can be shown in a minute on the real engine (design.md § Time).
 */
import type { Instant } from './taipei';

/**
 * At the real instant `realEpoch` the business time is `businessEpoch`; from there it runs `scale`
 * times as fast (1 = real time, 86 400 = a day a second). `scale` is finite and above 0.
 */
export interface BusinessClock {
  readonly realEpoch: Instant;
  readonly businessEpoch: Instant;
  readonly scale: number;
}

/**
 * Business time, as whoever stands at the edge reads it. A port: a process reads the machine's clock,
 * a test that skips time the engine's.
 */
export type BusinessNow = () => Instant;

/** Business time is real time: the only clock that production accepts. */
export const realTimeClock: BusinessClock = { realEpoch: 0, businessEpoch: 0, scale: 1 };

/**
 * The business time at a real instant, in whole milliseconds, rounded down.
 * @throws RangeError when the clock's scale is not a finite number above 0.
 */
export function businessNow(clock: BusinessClock, realNow: Instant): Instant {
  requireScale(clock);
  return Math.floor(clock.businessEpoch + (realNow - clock.realEpoch) * clock.scale);
}

/**
 * Real milliseconds to wait until the business time has reached `businessInstant`: a whole number,
 * 0 when it already has. After exactly this wait `businessNow` is at or past the instant, so that a
 * timer never fires on the wrong side of its deadline.
 * @throws RangeError when the clock's scale is not a finite number above 0.
 */
export function realDelayUntil(clock: BusinessClock, businessInstant: Instant, realNow: Instant): number {
  requireScale(clock);
  const realInstant = clock.realEpoch + (businessInstant - clock.businessEpoch) / clock.scale;
  let delay = Math.max(0, Math.ceil(realInstant - realNow));
  // The division may have rounded to the early side of the instant; the step grows because one
  // millisecond can be less than what a double resolves.
  for (let step = 1; businessNow(clock, realNow + delay) < businessInstant; step *= 2) delay += step;
  return delay;
}

/**
 * Real milliseconds for a business duration, never under `minimumRealMs`: a wait for the world
 * outside (a mail's arrival) does not go faster because the clock does.
 * @throws RangeError when the clock's scale is not a finite number above 0.
 */
export function realWait(clock: BusinessClock, businessMs: number, minimumRealMs: number): number {
  requireScale(clock);
  return Math.max(0, minimumRealMs, Math.ceil(businessMs / clock.scale));
}

function requireScale({ scale }: BusinessClock): void {
  if (!Number.isFinite(scale) || scale <= 0) throw new RangeError(`Not a clock scale: ${scale}`);
}
