import type { LoggerService } from '@nestjs/common';
import type { Logger } from '@xiangaitong/observability';

/** Lets Nest write to our log: one JSON object a line, from every part of the process. */
export class NestLogger implements LoggerService {
  constructor(private readonly logger: Logger) {}

  /** Nest tells about each route and module as it starts: of use only when looking for a fault. */
  log(message: unknown, ...more: readonly unknown[]): void {
    this.logger.debug({ from: more.at(-1) }, String(message));
  }

  warn(message: unknown, ...more: readonly unknown[]): void {
    this.logger.warn({ from: more.at(-1) }, String(message));
  }

  error(message: unknown, ...more: readonly unknown[]): void {
    this.logger.error(
      { from: more.at(-1), err: message instanceof Error ? message : undefined },
      String(message),
    );
  }

  fatal(message: unknown, ...more: readonly unknown[]): void {
    this.error(message, ...more);
  }
}
