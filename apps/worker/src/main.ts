import 'reflect-metadata';
import { join } from 'node:path';
import { ConfigError, loadConfig } from '@xiangaitong/config';
import { businessNow } from '@xiangaitong/domain';
import { createLogger } from '@xiangaitong/observability';
import { createWorker } from './create-worker';
import { installEngineLog } from './engine-log';

/** Made by the build from the workflows' own output. */
const WORKFLOW_BUNDLE = join(__dirname, 'workflow-bundle.js');

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger('worker', config.logLevel);
  installEngineLog(logger);
  const app = await createWorker({
    config,
    logger,
    now: () => businessNow(config.clock, Date.now()),
    workflows: { codePath: WORKFLOW_BUNDLE },
  });
  app.enableShutdownHooks();
}

main().catch((error: unknown) => {
  // Without configuration there is no logger yet: the operator reads this.
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
});
