/** What the product stands on: packages, engine, database, mail. Found, set up, started. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { productEnvironment } from './environment.mjs';
import { ensureDatabase, ensureDump } from './mariadb-binary.mjs';
import { requireDatabase, startDatabase } from './mariadb-server.mjs';
import { ensureModules } from './node-modules.mjs';
import { root } from './paths.mjs';
import { answers, HOST, until } from './ports.mjs';
import { Problem } from './problem.mjs';
import { say } from './say.mjs';
import { logFile, readTail } from './supervisor.mjs';
import { ensureTemporal } from './temporal-binary.mjs';
import { requireTemporal, startTemporal } from './temporal-server.mjs';
import { ensureTestServer } from './test-server.mjs';

/**
 * @typedef {object} Parts
 * @property {string} [temporal] the program; undefined when TEMPORAL_ADDRESS names a server
 * @property {import('./mariadb-binary.mjs').Database} [database] undefined when DATABASE_URL names one
 * @property {string} [testServer] undefined when not asked for
 * @property {string} [dump] the program that backs a database up; undefined when not asked for
 */

/**
 * Everything that is installed, built or downloaded. The parts do not depend
 * on each other, so they come side by side.
 *
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @param {{ withTestServer: boolean }} options
 * @returns {Promise<Parts>}
 * @throws {Problem} of the first part that cannot be had
 */
export async function setUp(supervisor, { withTestServer }) {
  const [, temporal, database, testServer, dump] = await Promise.all([
    ensureModules(supervisor),
    process.env.TEMPORAL_ADDRESS ? undefined : ensureTemporal(supervisor),
    process.env.DATABASE_URL ? undefined : ensureDatabase(supervisor),
    withTestServer ? ensureTestServer(supervisor) : undefined,
    withTestServer ? ensureDump(supervisor) : undefined,
  ]);
  return { temporal, database, testServer, dump };
}

/**
 * Ports are claimed before anything long, so that a taken one is told at once.
 *
 * @param {import('./ports.mjs').Ports} ports
 * @param {{ serves: boolean }} options serves: for people, hence well-known ports where possible, and mail;
 *   tests take any port and bring their own mail server
 * @returns numbers; 0 for what the developer brings or nobody needs
 */
export async function claimPorts(ports, { serves }) {
  const claim = (name, preferred) => ports.claim(name, { preferred: serves ? preferred : undefined });
  return {
    api: await claim('API_PORT', 3000),
    database: process.env.DATABASE_URL ? 0 : await claim('MARIADB_PORT'),
    smtp: process.env.SMTP_URL || !serves ? 0 : await claim('SMTP_PORT'),
    temporal: process.env.TEMPORAL_ADDRESS
      ? { port: 0, uiPort: 0, httpPort: 0, metricsPort: 0 }
      : {
          port: await claim('TEMPORAL_PORT', 7233),
          uiPort: await claim('TEMPORAL_UI_PORT', 8233),
          httpPort: await claim('TEMPORAL_HTTP_PORT'),
          metricsPort: await claim('TEMPORAL_METRICS_PORT'),
        },
  };
}

/**
 * Starts database and engine, or checks the ones that the developer named.
 *
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @param {Parts} parts
 * @param {{ profile: string, dir: string, ports: Awaited<ReturnType<typeof claimPorts>> }} options
 * @returns {Promise<Record<string, string>>} environment of the product, as yet without mail
 */
export async function startServices(supervisor, parts, { profile, dir, ports }) {
  const { DATABASE_URL, TEMPORAL_ADDRESS } = process.env;
  const [databaseUrl, temporal] = await Promise.all([
    parts.database
      ? startDatabase(supervisor, parts.database, { dir, port: ports.database })
      : requireDatabase(DATABASE_URL).then(() => DATABASE_URL),
    parts.temporal
      ? startTemporal(supervisor, parts.temporal, { dir, ports: ports.temporal })
      : requireTemporal(TEMPORAL_ADDRESS).then(() => ({ address: TEMPORAL_ADDRESS, uiUrl: undefined })),
  ]);
  say(
    [
      `Database: ${parts.database ? `private ${parts.database.kind} on port ${ports.database}` : 'DATABASE_URL'}`,
      `Temporal: ${temporal.address}`,
    ].join('; '),
  );
  return productEnvironment({
    profile,
    databaseUrl,
    temporalAddress: temporal.address,
    temporalUiUrl: temporal.uiUrl,
    temporalBinary: parts.temporal,
    testServer: parts.testServer,
    databaseDump: parts.dump,
    apiPort: ports.api,
    mail:
      ports.smtp === 0 ? undefined : { url: `smtp://${HOST}:${ports.smtp}`, captureDir: join(dir, 'mail') },
  });
}

/**
 * Starts the mail server that keeps what it gets instead of delivering it. Part
 * of the product's own build, hence later than the rest.
 *
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @param {{ dir: string, port: number }} options
 * @throws {Problem} when it does not listen within 20 seconds
 */
export async function startMailCapture(supervisor, { dir, port }) {
  const mailDir = join(dir, 'mail');
  mkdirSync(mailDir, { recursive: true });
  const log = logFile(dir, 'mail');
  const child = supervisor.start({
    name: 'mail',
    command: process.execPath,
    args: [join(root, 'libs/testing/dist/mail-capture.main.js'), '--port', String(port), '--dir', mailDir],
    log,
    pidFile: join(dir, 'run', 'mail.json'),
    graceMs: 5_000,
  });
  if (!(await until(() => answers(port), { timeoutMs: 20_000, alive: () => child.running }))) {
    throw new Problem(
      'The capturing mail server did not start',
      `see ${log}, or set SMTP_URL to a server of yours`,
      {
        detail: readTail(log, 20),
      },
    );
  }
  supervisor.watch(child);
}
