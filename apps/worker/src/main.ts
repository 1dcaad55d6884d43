import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ConfigError } from '@xiangaitong/config';
import { AppModule } from './app.module';

async function main(): Promise<void> {
  const app = await NestFactory.createApplicationContext(AppModule, {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
  app.enableShutdownHooks();
}

main().catch((error: unknown) => {
  // Without configuration there is no logger yet: the operator reads this.
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
});
