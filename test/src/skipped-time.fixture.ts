import { Context } from '@temporalio/activity';
import { temporal } from '@temporalio/proto';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { businessNow, type BusinessClock } from '@xiangaitong/domain';
import { requireEnv } from '@xiangaitong/testing';

/** Monday 3 August 2026, nine o'clock in Taipei, as in the demo. */
const BUSINESS_EPOCH = Date.UTC(2026, 7, 3, 1);
/**
 * An hour a second: slow enough that what a loaded machine takes between two steps is minutes of a case, fast
 * enough that the lanes' own half-minute looks stay few in a hundred days.
 */
const SCALE = 3_600;
/** How far time goes between two looks, business milliseconds. */
const STEP_MS = 12 * 3_600_000;

/**
 * Steps of time in a row that may take as long as the machine's clock needs for them. It happens that the server still
 * counts a task as out that has been answered, with nobody but the sleeper waiting on it; it then skips no more.
 */
const STEPS_WITHOUT_SKIPPING = 2;

/** The server has ceased to skip time: a fault of that server, which says nothing about the case. */
export class TimeStandsStill extends Error {
  readonly code = 'test.timeStandsStill';

  constructor() {
    super('The time-skipping server skips no time any more; play the case again on a new one');
    this.name = 'TimeStandsStill';
  }
}

/** A Temporal server that skips the time in which nothing happens, and everybody's clock by it. */
export class SkippedTime {
  private unskipped = 0;

  private constructor(
    readonly env: TestWorkflowEnvironment,
    readonly clock: BusinessClock,
    /** The server's clock less the machine's, milliseconds; grows with each skip. */
    private ahead: number,
  ) {}

  static async start(): Promise<SkippedTime> {
    const env = await TestWorkflowEnvironment.createTimeSkipping({
      server: { executable: { type: 'existing-path', path: requireEnv('TEMPORAL_TEST_SERVER') } },
    });
    const { INDEXED_VALUE_TYPE_KEYWORD } = temporal.api.enums.v1.IndexedValueType;
    await env.connection.operatorService.addSearchAttributes({
      namespace: 'default',
      searchAttributes: { CaseState: INDEXED_VALUE_TYPE_KEYWORD, Tenant: INDEXED_VALUE_TYPE_KEYWORD },
    });
    const realEpoch = await env.currentTimeMs();
    return new SkippedTime(
      env,
      { realEpoch, businessEpoch: BUSINESS_EPOCH, scale: SCALE },
      realEpoch - Date.now(),
    );
  }

  /**
   * Business time by the server's clock. It skips only while somebody sleeps and no task is out, so that
   * between sleeps, and within an activity from its scheduling on, it keeps step with the machine's.
   */
  readonly now = (): number => {
    if (inActivity()) this.notBefore(Context.current().info.currentAttemptScheduledTimestampMs);
    return businessNow(this.clock, Date.now() + this.ahead);
  };

  /** Lets a step of time go by: skipped, where nothing happens in it. @throws TimeStandsStill */
  async pass(): Promise<void> {
    const stepMs = STEP_MS / this.clock.scale;
    const began = performance.now();
    await this.env.sleep(stepMs);
    this.unskipped = performance.now() - began < stepMs / 2 ? 0 : this.unskipped + 1;
    if (this.unskipped === STEPS_WITHOUT_SKIPPING) throw new TimeStandsStill();
    this.notBefore(await this.env.currentTimeMs());
  }

  private notBefore(instant: number): void {
    this.ahead = Math.max(this.ahead, instant - Date.now());
  }
}

function inActivity(): boolean {
  try {
    return Context.current() !== undefined;
  } catch {
    return false;
  }
}
