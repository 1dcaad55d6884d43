import { HttpException } from '@nestjs/common';
import {
  BadCursorError,
  NotFoundError,
  StatementTimeoutError,
  TooManyWordsError,
  VersionConflictError,
} from '@xiangaitong/persistence';
import { CaseNotRunning, CommandNotAccepted } from '@xiangaitong/temporal-client';
import { Problem, unavailable } from './problem';

/** Codes with which mysql2 and Node say that the database cannot be reached, is going away, or has no room to write. */
const unreachable: readonly string[] = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'POOL_CLOSED',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_LOCK_WAIT_TIMEOUT',
  'ER_LOCK_DEADLOCK',
  'ER_DISK_FULL',
  'ER_RECORD_FILE_FULL',
  'ER_ERROR_ON_WRITE',
  'ER_TEMP_FILE_WRITE_FAILURE',
  'ER_ERROR_DURING_COMMIT',
];

/** What a failure means to the caller; anything that nobody foresaw is a fault of ours. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof BadCursorError) return new Problem('request.badCursor', { cause: error });
  if (error instanceof TooManyWordsError) {
    const message = `不得超過 ${error.most} 個詞。`;
    return new Problem('request.invalid', { fields: [{ field: 'q', message }], cause: error });
  }
  if (error instanceof StatementTimeoutError) return new Problem('request.searchTooBroad', { cause: error });
  if (error instanceof VersionConflictError) return new Problem('resource.versionConflict', { cause: error });
  if (error instanceof NotFoundError) return new Problem('resource.notFound', { cause: error });
  if (error instanceof CommandNotAccepted || error instanceof CaseNotRunning) return unavailable(error);
  if (isUnreachable(error)) return unavailable(error);
  if (error instanceof HttpException) return problemOfStatus(error);
  return new Problem('server.fault', { cause: error });
}

function problemOfStatus(error: HttpException): Problem {
  switch (error.getStatus()) {
    case 404:
    case 405:
      return new Problem('resource.notFound', { cause: error });
    case 413:
      return new Problem('request.tooLarge', { cause: error });
    case 415:
      return new Problem('request.unsupportedType', { cause: error });
    case 400:
      // We parse bodies ourselves: what Express cannot read is an address with broken escapes.
      return new Problem('resource.notFound', { cause: error });
    default:
      return error.getStatus() < 500
        ? new Problem('request.malformed', { cause: error })
        : new Problem('server.fault', { cause: error });
  }
}

/** By what an error says rather than by its class: several libraries wrap one another's here. */
function isUnreachable(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > 4) return false;
  if ('code' in error && typeof error.code === 'string' && unreachable.includes(error.code)) return true;
  // mysql2 reports a closed pool, and TypeORM a data source that was given up, without a code.
  if ('message' in error && error.message === 'Pool is closed.') return true;
  if ('name' in error && error.name === 'ConnectionIsNotSetError') return true;
  const several: readonly unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : [];
  const inner = ['cause' in error ? error.cause : undefined, ...several];
  return inner.some((each) => isUnreachable(each, depth + 1));
}
