/** Ports on loopback: the usual one if it is free, the developer's own if named, any other otherwise. */
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { sweepLocks, tryLock } from './locks.mjs';
import { cacheDir } from './paths.mjs';
import { Problem } from './problem.mjs';
import { pause } from './processes.mjs';

export const HOST = '127.0.0.1';

/**
 * @param {number} port 0 for any
 * @returns {Promise<number | undefined>} the port that could be bound; undefined when it is taken
 * @throws {NodeJS.ErrnoException} for anything but "taken", e.g. EACCES below 1024
 */
export function probe(port) {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', (error) => {
      if (/** @type {{ code?: string }} */ (error).code === 'EADDRINUSE') done(undefined);
      else fail(error);
    });
    server.listen({ host: HOST, port, exclusive: true }, () => {
      const { port: bound } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(bound));
    });
  });
}

/**
 * @param {string} name of the variable, for the message
 * @param {string} text its value
 * @returns {number} 1 to 65535
 * @throws {Problem}
 */
export function parsePort(name, text) {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new Problem(
    `${name}="${text}" is not a port`,
    'give a whole number from 1 to 65535, or leave it unset',
  );
}

/** The ports of one run. Claims are kept for its life. */
export class Ports {
  /** @type {(() => void)[]} */
  #releases = [];

  /** @param {string} [claims] folder of the claims, shared by all clones of this user */
  constructor(claims = join(cacheDir, 'ports')) {
    this.claims = claims;
    sweepLocks(claims);
  }

  /**
   * Finds a port and claims it. A claim is a lock that all our clones respect:
   * between choosing a port and listening on it pass seconds, in which another
   * clone would find it free as well.
   *
   * @param {string} name of the variable by which the developer may name one
   * @param {{ preferred?: number, env?: NodeJS.ProcessEnv }} [options]
   * @returns {Promise<number>}
   * @throws {Problem} when the port the developer named is taken
   */
  async claim(name, { preferred, env = process.env } = {}) {
    const named = env[name];
    if (named) {
      const port = parsePort(name, named);
      if (await this.#take(port)) return port;
      throw new Problem(
        `Port ${port} (${name}) is taken by another program`,
        `stop that program, set ${name} to another port, or unset it and a free one is chosen`,
      );
    }
    if (preferred !== undefined && (await this.#take(preferred))) return preferred;
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const port = await probe(0);
      if (port !== undefined && (await this.#take(port))) return port;
    }
    throw new Problem(`No free port found for ${name}`, `set ${name} to one that is free`);
  }

  async #take(port) {
    const lock = tryLock(join(this.claims, String(port)));
    if (!('release' in lock)) return false;
    if ((await probe(port)) === undefined) {
      lock.release();
      return false;
    }
    this.#releases.push(lock.release);
    return true;
  }

  /** Gives all claims back. */
  release() {
    for (const release of this.#releases.splice(0)) release();
  }
}

/**
 * @param {number} port
 * @param {{ host?: string, greeting?: boolean, timeoutMs?: number }} [options] greeting: the server must
 *   speak first, as MySQL does, which shows that it serves and does not merely listen
 * @returns {Promise<boolean>} whether it answers
 */
export function answers(port, { host = HOST, greeting = false, timeoutMs = 1_000 } = {}) {
  return new Promise((done) => {
    const socket = connect({ host, port });
    const finish = (result) => {
      socket.destroy();
      done(result);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once(greeting ? 'data' : 'connect', () => finish(true));
    socket.once('end', () => finish(false));
  });
}

/**
 * @param {() => Promise<boolean>} ready asked again and again
 * @param {{ timeoutMs: number, everyMs?: number, alive?: () => boolean }} options alive: false ends the wait
 * @returns {Promise<boolean>} false when the time is up or it is not alive any more
 */
export async function until(ready, { timeoutMs, everyMs = 50, alive = () => true }) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline && alive()) {
    if (await ready()) return true;
    await pause(everyMs);
  }
  return false;
}
