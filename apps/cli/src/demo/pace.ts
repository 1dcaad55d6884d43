import { businessNow, type BusinessClock, type BusinessNow } from '@xiangaitong/domain';

/** How time passes for whoever plays a case. A port: a demonstration waits, a test may let time skip. */
export interface Pace {
  readonly now: BusinessNow;
  /** Lets a little time go by, until it is worth looking again. */
  pass(): Promise<void>;
}

/** Between two looks at the system, real milliseconds. */
const LOOK_EVERY_MS = 150;

/** The machine's own clock, at the speed of the training clock. */
export const realPace = (clock: BusinessClock): Pace => ({
  now: () => businessNow(clock, Date.now()),
  pass: () => new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS)),
});
