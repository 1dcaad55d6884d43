/** A MariaDB or MySQL server program: the machine's own, else the package manager's, else a container. */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { aptInstall, canAptInstall } from './apt.mjs';
import { Problem } from './problem.mjs';
import { say } from './say.mjs';
import { onPath } from './tools.mjs';

/**
 * @typedef {{ kind: 'mariadb', server: string, install: string }
 *   | { kind: 'mysql', server: string }
 *   | { kind: 'docker', docker: string }} Database
 */

/** Where packages put servers, which is not on everyone's PATH. */
const SERVER_FOLDERS = [
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/libexec',
  '/usr/local/mysql/bin',
  '/opt/homebrew/opt/mariadb/bin',
  '/usr/local/opt/mariadb/bin',
];

/** @returns {Database | undefined} the server on this machine */
export function findDatabase() {
  const server = onPath('mariadbd', SERVER_FOLDERS) ?? onPath('mysqld', SERVER_FOLDERS);
  if (!server) return undefined;
  let version;
  try {
    version = execFileSync(server, ['--no-defaults', '--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return undefined; // Half removed: its libraries are gone.
  }
  if (!/mariadb/i.test(version)) return { kind: 'mysql', server };
  const more = [...SERVER_FOLDERS, join(server, '..', '..', 'scripts')];
  const install = onPath('mariadb-install-db', more) ?? onPath('mysql_install_db', more);
  // The install script needs this helper, which Debian ships with the client.
  return install && onPath('my_print_defaults', more) ? { kind: 'mariadb', server, install } : undefined;
}

/** @returns {string | undefined} the docker program, when its daemon answers */
function findDocker() {
  const docker = onPath('docker');
  if (!docker) return undefined;
  try {
    execFileSync(docker, ['info'], { stdio: 'ignore', timeout: 10_000 });
    return docker;
  } catch {
    return undefined;
  }
}

/**
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @returns {Promise<Database>}
 * @throws {Problem} naming the ways out
 */
export async function ensureDatabase(supervisor) {
  const found = findDatabase();
  if (found) return found;
  if (canAptInstall()) {
    say('MariaDB: installing with apt-get');
    // The -core packages hold the programs without a system service, so nothing of theirs ever starts.
    await aptInstall(supervisor, 'MariaDB', [
      ['mariadb-server-core', 'mariadb-client-core'],
      ['mariadb-server'],
    ]);
    const installed = findDatabase();
    if (installed) return installed;
  }
  const docker = findDocker();
  if (docker) return { kind: 'docker', docker };
  throw new Problem(
    'There is no MariaDB or MySQL server on this machine and none can be installed from here',
    'install one (Debian: sudo apt-get install mariadb-server-core mariadb-client-core), or start Docker, ' +
      'or set DATABASE_URL=mysql://user:password@host:3306/xiangaitong to one that runs',
  );
}

/**
 * The program that writes a database out as SQL, for the drill of backup and restore. With it comes the client that
 * reads it in again.
 *
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @returns {Promise<string | undefined>} undefined where there is none and none can be installed: the drill then says so
 * @throws {Problem} when installing it fails
 */
export async function ensureDump(supervisor) {
  const find = () => onPath('mariadb-dump') ?? onPath('mysqldump');
  if (find() === undefined && canAptInstall()) {
    await aptInstall(supervisor, 'MariaDB client', [['mariadb-client'], ['default-mysql-client']]);
  }
  return find();
}
