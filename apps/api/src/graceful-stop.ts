import type { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import type { Logger } from '@xiangaitong/observability';

/** A command is answered within ten seconds; whoever stops us waits fifteen. */
const FINISH_WITHIN_MS = 12_000;
const LOOK_FOR_IDLE_EVERY_MS = 100;

/**
 * Takes no new connections, finishes the requests in flight, and closes what we are connected to. A
 * command that has been accepted is in the engine's history: it is carried out even if its answer no
 * longer reaches the caller.
 */
export async function stop(app: INestApplication<Server>, logger: Logger): Promise<void> {
  const server = app.getHttpServer();
  // A kept-alive connection becomes idle when its answer is out, and would be waited for.
  const idle = setInterval(() => server.closeIdleConnections(), LOOK_FOR_IDLE_EVERY_MS);
  const tooLate = setTimeout(() => {
    logger.warn('Requests were still in flight when the time to finish them had passed');
    server.closeAllConnections();
  }, FINISH_WITHIN_MS);
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(tooLate);
  }
}

/** Stops in good order on SIGTERM and SIGINT; a second signal changes nothing. */
export function stopOnSignals(app: INestApplication<Server>, logger: Logger): void {
  let stopping = false;
  const onSignal = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'Stopping');
    stop(app, logger).then(
      () => logger.info('Stopped'),
      (error: unknown) => {
        logger.error({ err: error }, 'Could not stop in good order');
        process.exitCode = 1;
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
