import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import type { Config } from '@xiangaitong/config';
import {
  calendarKeeperWorkflowId,
  calendarKeeperWorkflowType,
  casesTaskQueue,
  dispatchWorkflowId,
  dispatchWorkflowType,
  handOverWorkflowId,
  handOverWorkflowType,
  laneTaskQueues,
  lanes,
  type DispatchActivities,
} from '@xiangaitong/contracts';
import type { Logger } from '@xiangaitong/observability';
import type { TemporalClient } from '@xiangaitong/temporal-client';
import { CASE_ACTIVITIES, DISPATCH_ACTIVITIES, type CaseActivities } from './activities.module';
import { CatchUp } from './catch-up.service';
import { CONFIG, LOGGER, TEMPORAL, WORKFLOWS } from './infrastructure.module';

/** How long a lane waits before it looks by itself, real milliseconds: bounds what a lost poke costs. */
const LANE_POLL_MS = 30_000;
/** The same for the cases of somebody who was disabled: their tasks have changed hands already. */
const HAND_OVER_POLL_MS = 60_000;
/** The same for a calendar that has come into force: cases have days enough for weeks. */
const CALENDAR_POLL_MS = 60_000;
/**
 * A storm of timers outlasts the default of ten seconds, after which every history would be replayed. It is also how
 * long a case waits for a worker that was killed, so no longer than half a minute less the replay.
 */
const STICKY_TIMEOUT = '20s';
/** A lane has one workflow, whose history is short: nothing is gained by waiting for a worker that may be dead. */
const LANE_STICKY_TIMEOUT = '5s';
const CACHED_CASES = 2_000;
const CASE_ACTIVITIES_AT_ONCE = 40;

/** Hosts the Temporal workers: one for the cases, one for each lane, so that no queue waits for another. */
@Injectable()
export class WorkerHost implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private connection: NativeConnection | undefined;
  private workers: readonly Worker[] = [];
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(WORKFLOWS) private readonly workflows: WorkflowBundleOption,
    @Inject(TEMPORAL) private readonly temporal: TemporalClient,
    @Inject(CASE_ACTIVITIES) private readonly caseActivities: CaseActivities,
    @Inject(DISPATCH_ACTIVITIES) private readonly dispatchActivities: DispatchActivities,
    private readonly catchUp: CatchUp,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { address, namespace } = this.config.temporal;
    const connection = await NativeConnection.connect({ address });
    this.connection = connection;
    const common = {
      connection,
      namespace,
      workflowBundle: this.workflows,
      stickyQueueScheduleToStartTimeout: STICKY_TIMEOUT,
      shutdownGraceTime: '10s',
    } as const;
    const cases = Worker.create({
      ...common,
      taskQueue: casesTaskQueue,
      activities: { ...this.caseActivities },
      maxCachedWorkflows: CACHED_CASES,
      maxConcurrentActivityTaskExecutions: CASE_ACTIVITIES_AT_ONCE,
      maxConcurrentLocalActivityExecutions: CASE_ACTIVITIES_AT_ONCE,
    });
    const dispatch = lanes.map((lane) =>
      Worker.create({
        ...common,
        taskQueue: laneTaskQueues[lane],
        activities: { ...this.dispatchActivities },
        stickyQueueScheduleToStartTimeout: LANE_STICKY_TIMEOUT,
        maxCachedWorkflows: 2,
        workflowThreadPoolSize: 1,
      }),
    );
    this.workers = await Promise.all([cases, ...dispatch]);
    this.running = Promise.all(this.workers.map((worker) => worker.run()));
    // A worker that ends by itself cannot be told from one that waits: let the process end, to be started again.
    this.running.catch((error: unknown) => {
      this.logger.fatal({ err: error }, 'a Temporal worker failed');
      process.kill(process.pid, 'SIGTERM');
    });
    await this.startForEver();
    this.logger.info('polling');
    this.catchUp.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.catchUp.stop();
    for (const worker of this.workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    // Already logged where it was noticed.
    await this.running.catch(() => undefined);
    await this.connection?.close();
  }

  /** One run of each lane, one that hands over cases and one that keeps the calendar; starting one that runs changes nothing. */
  private async startForEver(): Promise<void> {
    for (const lane of lanes) {
      await this.temporal.client.workflow.start(dispatchWorkflowType, {
        workflowId: dispatchWorkflowId(lane),
        taskQueue: laneTaskQueues[lane],
        workflowIdConflictPolicy: 'USE_EXISTING',
        args: [{ lane, clock: this.config.clock, pollMs: LANE_POLL_MS }],
      });
    }
    await this.temporal.client.workflow.start(handOverWorkflowType, {
      workflowId: handOverWorkflowId,
      taskQueue: casesTaskQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ pollMs: HAND_OVER_POLL_MS }],
    });
    await this.temporal.client.workflow.start(calendarKeeperWorkflowType, {
      workflowId: calendarKeeperWorkflowId,
      taskQueue: casesTaskQueue,
      workflowIdConflictPolicy: 'USE_EXISTING',
      args: [{ pollMs: CALENDAR_POLL_MS }],
    });
  }
}
