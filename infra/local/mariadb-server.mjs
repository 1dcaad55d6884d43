/** A private database server: own data folder, own socket, loopback only, random passwords. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { socketDir } from './paths.mjs';
import { answers, HOST, until } from './ports.mjs';
import { Problem } from './problem.mjs';
import { logFile, readTail } from './supervisor.mjs';

export const DATABASE_NAME = 'xiangaitong';
const USER = 'xgt';
const READY_TIMEOUT_MS = 60_000;
/** A clean shutdown writes the buffer pool out. */
const STOP_GRACE_MS = 30_000;
const DOCKER_IMAGE = 'mariadb:10.11';

/** What the register relies on, for all kinds of server. */
const SETTINGS = [
  '--skip-name-resolve',
  '--innodb-buffer-pool-size=256M',
  // An acknowledged commit survives a power cut: the register promises it, so development has it too.
  '--innodb-flush-log-at-trx-commit=1',
  '--character-set-server=utf8mb4',
  '--default-time-zone=+00:00',
  '--max-connections=300',
];

/**
 * Run at every start, before the server lets anyone in; so all of it may be
 * repeated. No client program is needed and no password appears in `ps`.
 *
 * @param {{ kind: import('./mariadb-binary.mjs').Database['kind'], password: string, rootPassword: string }} options
 * @returns {string} SQL, one statement a line, as --init-file wants it
 */
export function initSql({ kind, password, rootPassword }) {
  // A container sees us come from its gateway, not from loopback.
  const user = `'${USER}'@'${kind === 'docker' ? '%' : HOST}'`;
  return [
    // mariadb-install-db makes a root without a password for each name of this machine, and anonymous users.
    ...(kind === 'mariadb'
      ? [
          `DELETE FROM mysql.global_priv WHERE User = '' OR (User = 'root' AND Host <> 'localhost');`,
          'FLUSH PRIVILEGES;',
        ]
      : []),
    // A container's entry point sets a random password itself and would trip over ours.
    ...(kind === 'docker' ? [] : [`ALTER USER 'root'@'localhost' IDENTIFIED BY '${rootPassword}';`]),
    `CREATE DATABASE IF NOT EXISTS \`${DATABASE_NAME}\` CHARACTER SET utf8mb4;`,
    `CREATE USER IF NOT EXISTS ${user} IDENTIFIED BY '${password}';`,
    `ALTER USER ${user} IDENTIFIED BY '${password}';`,
    `GRANT ALL PRIVILEGES ON \`${DATABASE_NAME}\`.* TO ${user};`,
    // Tests create databases of their own, by this prefix only.
    `GRANT ALL PRIVILEGES ON \`xgt\\_%\`.* TO ${user};`,
    '',
  ].join('\n');
}

/**
 * Makes the data folder, where there is none, and says how the server is started on it.
 *
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @param {import('./mariadb-binary.mjs').Database} database
 * @param {{ dir: string, port: number }} options dir: the profile's folder
 * @returns {Promise<{ command: string, args: string[], url: string, home: string }>} url: DATABASE_URL
 * @throws {Problem} when it cannot be initialised
 */
export async function prepareDatabase(supervisor, database, { dir, port }) {
  const home = join(dir, 'mysql');
  const data = join(home, 'data');
  mkdirSync(join(home, 'tmp'), { recursive: true, mode: 0o700 });
  const password = randomBytes(18).toString('hex');
  const inDocker = database.kind === 'docker';
  const init = join(home, 'init.sql');
  const rootPassword = randomBytes(18).toString('hex');
  writeFileSync(init, initSql({ kind: database.kind, password, rootPassword }), { mode: 0o600 });

  if (!inDocker && !existsSync(join(data, 'mysql'))) await initialise(supervisor, database, home);
  const start = inDocker
    ? dockerCommand(database, { data, init, port })
    : serverCommand(database, { dir, home, port });
  return { ...start, url: `mysql://${USER}:${password}@${HOST}:${port}/${DATABASE_NAME}`, home };
}

/**
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @param {import('./mariadb-binary.mjs').Database} database
 * @param {{ dir: string, port: number }} options dir: the profile's folder
 * @returns {Promise<string>} DATABASE_URL
 * @throws {Problem} when it cannot be initialised or does not serve within a minute
 */
export async function startDatabase(supervisor, database, { dir, port }) {
  const { command, args, url, home } = await prepareDatabase(supervisor, database, { dir, port });
  const log = logFile(dir, 'mariadb');
  const child = supervisor.start({
    name: 'mariadb',
    command,
    args,
    log,
    pidFile: join(dir, 'run', 'mariadb.json'),
    graceMs: STOP_GRACE_MS,
  });
  const ready = await until(() => answers(port, { greeting: true }), {
    timeoutMs: database.kind === 'docker' ? 5 * READY_TIMEOUT_MS : READY_TIMEOUT_MS,
    alive: () => child.running,
  });
  if (!ready) {
    throw new Problem(
      'The database server did not start',
      `see ${log}; deleting ${home} starts it afresh, without its data`,
      {
        detail: readTail(log, 20),
      },
    );
  }
  supervisor.watch(child);
  return url;
}

async function initialise(supervisor, database, home) {
  const fresh = join(home, 'data.new');
  rmSync(join(home, 'data'), { recursive: true, force: true });
  rmSync(fresh, { recursive: true, force: true });
  const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];
  const [command, args] =
    database.kind === 'mariadb'
      ? [database.install, ['--auth-root-authentication-method=normal', '--skip-test-db']]
      : [database.server, ['--initialize-insecure']];
  await supervisor.run({
    name: 'mariadb-init',
    command,
    args: ['--no-defaults', `--datadir=${fresh}`, `--tmpdir=${join(home, 'tmp')}`, ...args, ...asRoot],
    log: logFile(dirname(home), 'mariadb-init'),
    failed: 'The database could not be initialised',
    // Ubuntu's AppArmor keeps a packaged mysqld inside /var/lib/mysql.
    remedy: 'see the lines above; if AppArmor confines mysqld, install MariaDB instead or set DATABASE_URL',
  });
  renameSync(fresh, join(home, 'data'));
}

function serverCommand(database, { dir, home, port }) {
  const sockets = socketDir(dir);
  mkdirSync(sockets, { recursive: true, mode: 0o700 });
  // The folder has a guessable name in a place where everyone may write.
  if (process.getuid && statSync(sockets).uid !== process.getuid()) {
    throw new Problem(`${sockets} belongs to someone else`, 'remove it, or set TMPDIR to a folder of yours');
  }
  return {
    command: database.server,
    args: [
      '--no-defaults',
      ...(process.getuid?.() === 0 ? ['--user=root'] : []),
      `--datadir=${join(home, 'data')}`,
      `--tmpdir=${join(home, 'tmp')}`,
      `--socket=${join(sockets, 'mysql.sock')}`,
      `--pid-file=${join(home, 'mysqld.pid')}`,
      `--init-file=${join(home, 'init.sql')}`,
      `--bind-address=${HOST}`,
      `--port=${port}`,
      ...(database.kind === 'mysql' ? ['--mysqlx=OFF', '--skip-log-bin'] : []),
      ...SETTINGS,
    ],
  };
}

function dockerCommand(database, { data, init, port }) {
  mkdirSync(data, { recursive: true });
  const id = createHash('sha256').update(data).digest('hex').slice(0, 12);
  return {
    command: database.docker,
    // The client passes SIGTERM on to the container, and --rm removes it then.
    args: [
      'run',
      '--rm',
      `--name=xgt-${id}`,
      `--user=${process.getuid?.()}:${process.getgid?.()}`,
      `--publish=${HOST}:${port}:3306`,
      `--volume=${data}:/var/lib/mysql`,
      `--volume=${init}:/xgt-init.sql:ro`,
      '--env=MARIADB_RANDOM_ROOT_PASSWORD=1',
      DOCKER_IMAGE,
      '--init-file=/xgt-init.sql',
      ...SETTINGS,
    ],
  };
}

/**
 * @param {string} url the developer's own DATABASE_URL
 * @throws {Problem} when no MySQL answers there
 */
export async function requireDatabase(url) {
  let parsed;
  try {
    parsed = new URL(url);
  } catch {
    parsed = undefined;
  }
  if (parsed?.protocol !== 'mysql:' && parsed?.protocol !== 'mariadb:') {
    throw new Problem(
      'DATABASE_URL is not a database address',
      'write it as mysql://user:password@host:3306/name',
    );
  }
  const port = Number(parsed.port || 3306);
  if (!(await answers(port, { host: parsed.hostname, greeting: true, timeoutMs: 5_000 }))) {
    throw new Problem(
      `DATABASE_URL names ${parsed.hostname}:${port}, where no MySQL answers`,
      'start it, correct DATABASE_URL, or unset it and a private server is started',
    );
  }
}
