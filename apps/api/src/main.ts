import 'reflect-metadata';
import { ConfigError, loadConfig } from '@xiangaitong/config';
import { createLogger } from '@xiangaitong/observability';
import { createApp } from './create-app';
import { stopOnSignals } from './graceful-stop';

async function main(): Promise<void> {
  const config = loadConfig(process.env);
  const logger = createLogger('api', config.logLevel);
  const app = await createApp(config, logger);
  stopOnSignals(app, logger);
  await app.listen(config.api.port, config.api.host);
  logger.info({ host: config.api.host, port: config.api.port }, 'Listening');
}

main().catch((error: unknown) => {
  // A wrong setting is told in one line; it names variables and never a value.
  const logger = createLogger('api', 'info');
  if (error instanceof ConfigError) logger.fatal(error.message);
  else logger.fatal({ err: error }, 'The API could not start');
  process.exitCode = 1;
  // What had connected before the failure would keep the process alive.
  setTimeout(() => process.exit(1), 1_000).unref();
});
