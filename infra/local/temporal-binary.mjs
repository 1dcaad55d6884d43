/**
 * The `temporal` program, which holds a whole dev server. Looked for on the
 * PATH and in the cache, then downloaded, then built from source.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './locks.mjs';
import { cacheDir, localDir } from './paths.mjs';
import { answers } from './ports.mjs';
import { Problem } from './problem.mjs';
import { requireFree } from './preflight.mjs';
import { debug, duration, say, withProgress } from './say.mjs';
import { onPath } from './tools.mjs';

/** Newer tags carry a `replace` in go.mod and cannot be had by `go install`. */
export const TEMPORAL_VERSION = '1.5.1';

/** What building it from source writes to Go's own caches and ours, in bytes, generously. */
const BUILD_BYTES = 4 * 2 ** 30;

/**
 * Checksums of the release archives as package collections publish them. A
 * platform that is not listed is never downloaded for: no unchecked binary is run.
 */
export const ARCHIVE_SHA256 = {
  'linux/amd64': 'ddc95e08b0b076efd4ea9733a3f488eb7d2be875f8834e616cd2a37358b4852d',
  'linux/arm64': 'bd1b0db9f18b051026de8bf6cc1505f2510f14bbb7a8b9a4a91fff46c77454f5',
  'darwin/amd64': 'bbb73e2a31135abe50a1f1cdb35030c42961df618e8ce9c60ae89f201540c5d9',
  'darwin/arm64': 'cca01b7ea35ad56e2a328d9ae596bf716bd22313ef63c7a761c88354457c2415',
};

const RELEASE_HOST = 'github.com';

/** Node's names for this machine in the words of Go and of the releases, e.g. 'linux/amd64'. */
export function platform(os = process.platform, arch = process.arch) {
  return `${os}/${arch === 'x64' ? 'amd64' : arch}`;
}

/**
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @returns {Promise<string>} path of a `temporal` that runs
 * @throws {Problem} naming the ways out when there is none and none can be had
 */
export async function ensureTemporal(supervisor) {
  const installed = onPath('temporal');
  if (installed) return installed;
  const dir = join(cacheDir, `temporal-${TEMPORAL_VERSION}`);
  const binary = join(dir, 'temporal');
  if (existsSync(binary)) return binary;
  await withLock(`${dir}.lock`, 'Temporal', async () => {
    if (existsSync(binary)) return;
    const work = `${dir}.new`;
    rmSync(work, { recursive: true, force: true }); // Of one that was killed.
    mkdirSync(work, { recursive: true });
    try {
      if (!(await download(work))) await build(supervisor, work);
      // Renaming the whole folder at the end: what is in the cache is complete.
      rmSync(dir, { recursive: true, force: true });
      renameSync(work, dir);
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  });
  return binary;
}

/** @returns {Promise<boolean>} whether a checked `temporal` lies in dir; false sends us to the next way */
async function download(dir) {
  const wanted = ARCHIVE_SHA256[platform()];
  if (!wanted || !(await answers(443, { host: RELEASE_HOST, timeoutMs: 5_000 }))) return false;
  const archive = `temporal_cli_${TEMPORAL_VERSION}_${platform().replace('/', '_')}.tar.gz`;
  try {
    say(`Temporal: downloading ${TEMPORAL_VERSION}`);
    const url = `https://${RELEASE_HOST}/temporalio/cli/releases/download/v${TEMPORAL_VERSION}/${archive}`;
    const response = await fetch(url, { signal: AbortSignal.timeout(120_000) });
    if (!response.ok) throw new Error(`answer ${response.status}`);
    const content = Buffer.from(await response.arrayBuffer());
    const got = createHash('sha256').update(content).digest('hex');
    if (got !== wanted) throw new Error('its checksum is wrong, thrown away');
    writeFileSync(join(dir, archive), content);
    execFileSync('tar', ['-xzf', archive, 'temporal'], { cwd: dir, stdio: 'ignore' });
    rmSync(join(dir, archive));
    chmodSync(join(dir, 'temporal'), 0o755);
    execFileSync(join(dir, 'temporal'), ['--version'], { stdio: 'ignore' });
    say('Temporal: downloaded');
    return true;
  } catch (error) {
    debug(String(error));
    say(`Temporal: no download (${error instanceof Error ? error.message : error})`);
    rmSync(join(dir, archive), { force: true });
    rmSync(join(dir, 'temporal'), { force: true });
    return false;
  }
}

async function build(supervisor, dir) {
  const go = onPath('go', ['/usr/local/go/bin', '/usr/lib/go/bin']);
  if (!go) {
    throw new Problem(
      'Temporal is not installed, cannot be downloaded, and there is no Go to build it',
      `install the Temporal CLI (docs.temporal.io/cli) or Go 1.25, or set TEMPORAL_ADDRESS to a running server`,
    );
  }
  requireFree(cacheDir, BUILD_BYTES, 'to build Temporal');
  say(`Temporal: building ${TEMPORAL_VERSION} from source, 3 to 7 minutes, once for all clones`);
  const start = performance.now();
  await withProgress(
    'Temporal: building',
    supervisor.run({
      name: 'temporal-build',
      command: go,
      args: ['install', `github.com/temporalio/cli/cmd/temporal@v${TEMPORAL_VERSION}`],
      // Outside any module, or the clone's own go.mod (should it ever have one) would have a say.
      cwd: dir,
      env: { GOBIN: dir },
      log: join(localDir, 'logs', 'temporal-build.log'),
      failed: 'Temporal could not be built',
      remedy: 'install the Temporal CLI (docs.temporal.io/cli), or set TEMPORAL_ADDRESS to a running server',
    }),
  );
  say(`Temporal: built in ${duration(performance.now() - start)}`);
}
