/** `chaos`: the real processes under load, killed and cut off from one another at random. */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build, moduleBin } from './apps.mjs';
import { smallDisk, unmountDisk } from './chaos-disk.mjs';
import { ensureDatabase } from './mariadb-binary.mjs';
import { prepareDatabase } from './mariadb-server.mjs';
import { ensureModules } from './node-modules.mjs';
import { profileDir, root } from './paths.mjs';
import { HOST } from './ports.mjs';
import { preflight } from './preflight.mjs';
import { Problem } from './problem.mjs';
import { openProfile } from './profile.mjs';
import { supervised } from './run.mjs';
import { say } from './say.mjs';
import { claimPorts } from './services.mjs';
import { ensureTemporal } from './temporal-binary.mjs';
import { SEARCH_ATTRIBUTES, serverArguments } from './temporal-server.mjs';

const PROFILE = 'chaos';

/** What a run writes down: answers that were heard, what was found, figures. */
export const RECORD = join(profileDir(PROFILE), 'record');
export const LOGS = join(profileDir(PROFILE), 'logs');

/**
 * One run of the harness, on a database and an engine of its own, which it kills and starts again.
 *
 * @param {string[]} args those of test/src/chaos.main.ts, and `--built` where everything has been built
 * @returns {Promise<number>} exit code; 1 when a promise of the product was broken
 */
export async function chaos(args) {
  return supervised(async (run) => {
    preflight();
    await ensureModules(run.supervisor);
    return playChaos(run, args);
  });
}

async function playChaos(run, args) {
  const { supervisor } = run;
  const set = ['DATABASE_URL', 'TEMPORAL_ADDRESS'].filter((name) => process.env[name]);
  if (set.length > 0)
    throw new Problem(
      `${set.join(' and ')} is set, and a chaos run kills its servers`,
      'unset it; private servers are started',
    );
  unmountDisk(profileDir(PROFILE));
  const { dir, close } = await openProfile(PROFILE, {
    token: supervisor.token,
    wipe: true,
    command: 'npm run chaos',
  });
  run.atEnd(close);
  for (const left of [join(dir, 'disk'), RECORD]) rmSync(left, { recursive: true, force: true });
  mkdirSync(RECORD);
  const ports = await claimPorts(run.ports, { serves: false });
  const secondApi = await run.ports.claim('API_PORT_2');
  const [temporal, database] = await Promise.all([ensureTemporal(supervisor), ensureDatabase(supervisor)]);
  if (database.kind === 'docker')
    throw new Problem(
      'A database in a container cannot be killed as a process',
      'install MariaDB or MySQL on this machine (Debian: mariadb-server-core, mariadb-client-core)',
    );
  const disk = smallDisk(dir);
  run.atEnd(disk.unmount);
  if (disk.why) say(`Full disk: left out, because ${disk.why}`);
  if (!args.includes('--built')) await build(supervisor);
  await supervisor.run({
    name: 'build-test',
    command: moduleBin('tsc'),
    args: ['-p', 'tsconfig.build.json'],
    cwd: join(root, 'test'),
    log: join(dir, 'logs', 'build-test.log'),
    failed: 'The harness could not be built',
    remedy: 'mend what the lines above show',
  });
  const mariadb = await prepareDatabase(supervisor, database, { dir: disk.dir, port: ports.database });
  const servers = {
    dir,
    record: RECORD,
    disk: { dir: disk.dir, small: disk.why === undefined },
    apiPorts: [ports.api, secondApi],
    mariadb: { command: mariadb.command, args: mariadb.args, url: mariadb.url },
    temporal: {
      command: temporal,
      args: serverArguments(disk.dir, ports.temporal),
      address: `${HOST}:${ports.temporal.port}`,
      readyUrl: `http://${HOST}:${ports.temporal.httpPort}/api/v1/namespaces/default/search-attributes`,
      searchAttributes: Object.keys(SEARCH_ATTRIBUTES),
    },
  };
  return supervisor.start({
    name: 'chaos',
    command: process.execPath,
    args: [
      '--enable-source-maps',
      join(root, 'test/dist/chaos.main.js'),
      ...args.filter((arg) => arg !== '--built'),
    ],
    env: { CHAOS_SERVERS: JSON.stringify(servers) },
    graceMs: 30_000,
  }).exited;
}
