import { inspect } from 'node:util';
import { DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { loadConfig } from '@xiangaitong/config';
import { createLogger, createMetricsRegistry } from '@xiangaitong/observability';
import { createWorker } from '../../apps/worker/src/create-worker';
import type { System } from './system.fixture';

/** What the engine's SDK had to say in this process, a line each. */
export const engineLog: string[] = [];

Runtime.install({
  shutdownSignals: [],
  logger: new DefaultLogger(
    'WARN',
    ({ message, meta }) => void engineLog.push(`${message} ${inspect(meta)}`),
  ),
  telemetryOptions: { logging: { filter: 'WARN', forward: {} } },
});

/** A worker of the product with workflows of another build, in this process. */
export interface WorkerBuild {
  /** As an operator ends it. */
  stop(): Promise<void>;
}

export interface BuildOptions {
  /** Keeps no case between two workflow tasks: each of them replays the whole history. */
  readonly withoutCache?: boolean;
}

/** Starts the product's worker on a system's own stores, with these workflows. */
export async function startBuild(
  system: System,
  { code }: WorkflowBundle,
  { withoutCache = false }: BuildOptions = {},
): Promise<WorkerBuild> {
  const create = Worker.create.bind(Worker);
  // The product has no setting for it: its own cache is part of what it is measured by.
  const spy = withoutCache
    ? jest
        .spyOn(Worker, 'create')
        .mockImplementation((options) => create({ ...options, maxCachedWorkflows: 0 }))
    : undefined;
  try {
    const app = await createWorker({
      config: loadConfig(system.env),
      logger: createLogger('worker', 'error', { write: (line) => void engineLog.push(line) }),
      metrics: createMetricsRegistry({ service: 'worker', version: 'test' }),
      now: () => system.now(),
      workflows: { code },
    });
    return { stop: () => app.close() };
  } finally {
    spy?.mockRestore();
  }
}
