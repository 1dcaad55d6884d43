import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import type { Config } from '@xiangaitong/config';
import type { Logger } from '@xiangaitong/observability';
import { standingWorkflows, startStanding, type TemporalClient } from '@xiangaitong/temporal-client';
import { ACTIVITIES, type Activities, type Urgency } from './activities.module';
import { CatchUp } from './catch-up.service';
import { CONFIG, LOGGER, TEMPORAL, WORKFLOWS } from './infrastructure.module';
import { queueOptions } from './queue-options';

/** Hosts a Temporal worker for each task queue that this process is to poll. */
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
    @Inject(ACTIVITIES) private readonly activities: Record<Urgency, Activities>,
    private readonly catchUp: CatchUp,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { address, namespace } = this.config.temporal;
    const connection = await NativeConnection.connect({ address });
    this.connection = connection;
    const common = {
      connection,
      namespace,
      shutdownGraceTime: '10s',
    } as const;
    const { queues } = this.config.worker;
    this.workers = await Promise.all(
      [...queueOptions(this.activities, this.workflows)]
        .filter(([taskQueue]) => queues.includes(taskQueue))
        .map(([taskQueue, options]) => Worker.create({ ...common, ...options, taskQueue })),
    );
    this.running = Promise.all(this.workers.map((worker) => worker.run()));
    // A worker that ends by itself cannot be told from one that waits: let the process end, to be started again.
    this.running.catch((error: unknown) => {
      this.logger.fatal({ err: error }, 'a Temporal worker failed');
      process.kill(process.pid, 'SIGTERM');
    });
    for (const standing of standingWorkflows(this.config.clock))
      await startStanding(this.temporal.client, standing);
    this.logger.info({ queues }, 'polling');
    this.catchUp.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.catchUp.stop();
    for (const worker of this.workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    // Already logged where it was noticed.
    await this.running.catch(() => undefined);
    await this.connection?.close();
  }
}
