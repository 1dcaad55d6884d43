import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module';
import type { Foundations } from './infrastructure.module';

/**
 * The whole worker, connected and polling.
 * @throws when the database or the engine cannot be reached: whoever starts it tries again
 */
export const createWorker = (foundations: Foundations): Promise<INestApplicationContext> =>
  NestFactory.createApplicationContext(AppModule.with(foundations), {
    logger: ['error', 'warn'],
    abortOnError: false,
  });
