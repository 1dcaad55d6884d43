import type { DomainError } from '@xiangaitong/domain';

/** The case's rules do not allow it; the person who asked can mend it. Nothing has changed. */
export class CommandRefused extends Error {
  readonly code = 'command.refused';

  /** @param seq how far the run was that refused it; absent where no run was asked */
  constructor(
    readonly refusal: DomainError,
    readonly seq?: number,
  ) {
    super(refusal.code);
    this.name = 'CommandRefused';
  }
}

/** No workflow of that case is running: it is closed, was never started, or waits to be rebuilt. */
export class CaseNotRunning extends Error {
  readonly code = 'case.notRunning';

  /** @param tookCommand a run had taken the command and ended before it was done: the case was there a moment ago */
  constructor(readonly tookCommand = false) {
    super('No workflow of this case is running');
    this.name = 'CaseNotRunning';
  }
}

/** The engine did not take the command in time; sending it again under the same id is safe. */
export class CommandNotAccepted extends Error {
  readonly code = 'command.notAccepted';

  constructor(cause: unknown) {
    super('The engine did not accept the command in time', { cause });
    this.name = 'CommandNotAccepted';
  }
}
