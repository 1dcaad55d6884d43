/** Anything the register refuses. `code` is stable; the message is for the log, never for the person who asked. */
export abstract class RegisterError extends Error {
  abstract readonly code: string;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The register has gone on without this run: fold the case again and decide anew. Repeating does not help. */
export class StaleRunError extends RegisterError {
  readonly code = 'register.staleRun';

  /** @param headSeq last sequence number in the register; 0 when it has no such case */
  constructor(
    readonly caseId: string,
    readonly expectedSeq: number,
    readonly headSeq: number,
  ) {
    super(`Case ${caseId} is at ${headSeq} in the register, the run expected ${expectedSeq}`);
  }
}

/** Another case of the tenant has this number. A programming error: numbers come from the counter. */
export class CaseNumberTakenError extends RegisterError {
  readonly code = 'register.caseNumberTaken';

  constructor(tenant: string, caseNumber: string, options?: ErrorOptions) {
    super(`${tenant} has another case ${caseNumber}`, options);
  }
}

/** Service was to be restored and the suspension has no standing confirmation of the authority (點13-3). */
export class UnconfirmedRestorationError extends RegisterError {
  readonly code = 'register.unconfirmedRestoration';

  constructor(readonly suspensionId: string) {
    super(`Suspension ${suspensionId} has no recorded confirmation of its restoration`);
  }
}

/** Service was to be cut and the suspension's execution has not been ordered, or is another organisation's. */
export class UnorderedSuspensionError extends RegisterError {
  readonly code = 'register.unorderedSuspension';

  constructor(readonly suspensionId: string) {
    super(`The execution of suspension ${suspensionId} has not been ordered`);
  }
}

/** Somebody else has changed it since it was read: read again. */
export class VersionConflictError extends RegisterError {
  readonly code = 'register.versionConflict';

  constructor(what: string) {
    super(`${what} has been changed meanwhile`);
  }
}

/** There is no such row for this tenant. */
export class NotFoundError extends RegisterError {
  readonly code = 'register.notFound';

  constructor(what: string) {
    super(`${what} does not exist`);
  }
}

/** A page cursor that this list did not give out. */
export class BadCursorError extends RegisterError {
  readonly code = 'register.badCursor';

  constructor() {
    super('Not a cursor of this list');
  }
}

/** What is looked for has more words than are compared. The caller mends it. */
export class TooManyWordsError extends RegisterError {
  readonly code = 'register.tooManyWords';

  /** @param most how many there may be */
  constructor(readonly most: number) {
    super(`More than ${most} words are looked for`);
  }
}

/** The server broke off a statement that took longer than it may. Repeating does not help: ask for less. */
export class StatementTimeoutError extends RegisterError {
  readonly code = 'register.statementTimeout';

  constructor(options?: ErrorOptions) {
    super('A statement took longer than it may', options);
  }
}

/** The person has been erased, and stays so. */
export class PersonErasedError extends RegisterError {
  readonly code = 'register.personErased';

  constructor(readonly personId: string) {
    super(`Person ${personId} has been erased`);
  }
}

/** The database URL cannot be used. It holds a password, so it is not repeated. */
export class DatabaseUrlError extends RegisterError {
  readonly code = 'register.databaseUrl';

  constructor() {
    super('The database URL is not of the form mysql://user:password@host:port/name');
  }
}

/** Another process has been migrating the schema for longer than we wait. */
export class MigrationLockError extends RegisterError {
  readonly code = 'register.migrationLock';

  constructor() {
    super('Another process is migrating this database');
  }
}
