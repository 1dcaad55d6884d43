import 'reflect-metadata';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { ConfigError, loadConfig } from '@xiangaitong/config';
import { businessNow } from '@xiangaitong/domain';
import { createLogger, createMetricsRegistry, versionIn } from '@xiangaitong/observability';
import { createWorker } from './create-worker';
import { installEngineRuntime } from './engine-runtime';

/** Made by the build from the workflows' own output. */
const WORKFLOW_BUNDLE = join(__dirname, 'workflow-bundle.js');

/**
 * Space for young objects in each thread, MiB (V8's own choice is 16): every queue runs its workflows in a thread of its
 * own, which takes two such spaces and gives none back. Only threads that begin afterwards heed it.
 */
const YOUNG_SPACE_MIB = 4;

async function main(): Promise<void> {
  setFlagsFromString(`--max-semi-space-size=${YOUNG_SPACE_MIB}`);
  const config = loadConfig(process.env);
  const logger = createLogger('worker', config.logLevel);
  installEngineRuntime(logger, config.metrics);
  const app = await createWorker({
    config,
    logger,
    metrics: createMetricsRegistry({ service: 'worker', version: versionIn(join(__dirname, '..')) }),
    now: () => businessNow(config.clock, Date.now()),
    workflows: { codePath: WORKFLOW_BUNDLE },
  });
  app.enableShutdownHooks();
}

main().catch((error: unknown) => {
  // Without configuration there is no logger yet: the operator reads this.
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
  // What had connected before the failure would keep the process alive.
  setTimeout(() => process.exit(1), 1_000).unref();
});
