/**
 * A failure the developer can do something about: one sentence that says what
 * happened, one that says what to do. It is printed without a stack trace.
 */
export class Problem extends Error {
  /**
   * @param {string} what what happened, without a full stop
   * @param {string} remedy what to do about it, in the imperative
   * @param {{ cause?: unknown, exitCode?: number, detail?: string }} [options]
   *   detail: lines of output shown above the sentence
   */
  constructor(what, remedy, options = {}) {
    super(`${what} — ${remedy}`, { cause: options.cause });
    this.name = 'Problem';
    this.exitCode = options.exitCode ?? 1;
    this.detail = options.detail;
  }
}

/** The developer asked us to stop (Ctrl-C, SIGTERM, SIGHUP). */
export class Interrupted extends Error {
  /** @param {string} signal name of the signal that arrived first */
  constructor(signal) {
    super(`interrupted by ${signal}`);
    this.name = 'Interrupted';
    this.exitCode = 130;
  }
}

const DISK_FULL =
  'free some space (the clone’s .local/ and the cache named in infra/local/README.md may go), then run this again';

const NO_NETWORK =
  'connect to the network, or name your proxy or mirror in the tool’s own settings, then run this again';

/**
 * Finds the usual culprits in what a tool printed, because "npm ci failed with
 * code 1" helps nobody.
 *
 * @param {string} output what the tool printed
 * @returns {{ what: string, remedy: string } | undefined} undefined when nothing is recognised
 */
export function diagnose(output) {
  if (/ENOSPC|No space left on device|EDQUOT|Disk quota exceeded|disk full/i.test(output)) {
    return { what: 'the disk is full', remedy: DISK_FULL };
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ENETUNREACH|ECONNREFUSED|ETIMEDOUT|Could not resolve|Temporary failure (in name resolution|resolving)|dial tcp|Unknown host|Network is unreachable|No route to host|Connection timed out|i\/o timeout/i.test(
      output,
    )
  ) {
    return { what: 'the network cannot be reached', remedy: NO_NETWORK };
  }
  if (/EACCES|EPERM|Permission denied|Operation not permitted/i.test(output)) {
    return {
      what: 'a file or folder may not be written',
      remedy: 'make the clone and your cache folder yours (chown), then run this again',
    };
  }
  return undefined;
}

/**
 * Turns any thrown value into a Problem, so that every failure ends in one
 * clear sentence.
 *
 * @param {unknown} error anything thrown
 * @returns {Problem | Interrupted}
 */
export function explain(error) {
  if (error instanceof Problem || error instanceof Interrupted) return error;
  const code = /** @type {{ code?: string }} */ (error)?.code;
  const where = /** @type {{ path?: string }} */ (error)?.path;
  const at = where ? ` (${where})` : '';
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new Problem(`The disk is full${at}`, DISK_FULL, { cause: error });
    case 'EACCES':
    case 'EPERM':
      return new Problem(
        `No permission to use a file or folder${at}`,
        'make it yours (chown), or clone to a folder that is',
        { cause: error },
      );
    case 'EROFS':
      return new Problem(`The file system is read-only${at}`, 'clone to a folder you can write to', {
        cause: error,
      });
    case 'EMFILE':
    case 'ENFILE':
      return new Problem('Too many open files', 'raise the limit (ulimit -n 4096), then run this again', {
        cause: error,
      });
    default: {
      const message = error instanceof Error ? error.message : String(error);
      return new Problem(`Unexpected: ${message}`, 'run this again with XGT_DEBUG=1 to see where', {
        cause: error,
      });
    }
  }
}
