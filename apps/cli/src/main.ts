import 'reflect-metadata';
import { CommandFactory } from 'nest-commander';
import { CliModule } from './cli.module';

/** A command that fails says so in one line and with its exit code; the rest is for whoever asks for it. */
function fail(error: unknown): void {
  const detail = process.env['LOG_LEVEL'] === 'debug' && error instanceof Error ? error.stack : undefined;
  process.stderr.write(`${detail ?? (error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}

CommandFactory.run(CliModule, {
  logger: ['error'],
  abortOnError: false,
  errorHandler: fail,
  serviceErrorHandler: fail,
}).catch(fail);
