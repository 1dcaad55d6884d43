import { QueryFailedError } from 'typeorm';

/** The database server's error number, for instance 1062; undefined for any other failure. */
export function databaseErrorNumber(error: unknown): number | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const { errno } = error.driverError as { readonly errno?: unknown };
  return typeof errno === 'number' ? errno : undefined;
}
