/** Temporal's dev server: engine and UI in one process, its data in a SQLite file. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { answers, HOST, until } from './ports.mjs';
import { Problem } from './problem.mjs';
import { logFile, readTail } from './supervisor.mjs';

const READY_TIMEOUT_MS = 60_000;

/** Registered at start; the workflows set them (no personal data in any). */
export const SEARCH_ATTRIBUTES = {
  CaseState: 'Keyword',
  Tenant: 'Keyword',
};

/**
 * @param {string} dir the profile's folder
 * @param {{ port: number, uiPort: number, httpPort: number, metricsPort: number }} ports
 * @returns {string[]} arguments of `temporal`
 */
export function serverArguments(dir, { port, uiPort, httpPort, metricsPort }) {
  return [
    'server',
    'start-dev',
    '--ip',
    HOST,
    '--port',
    String(port),
    '--ui-port',
    String(uiPort),
    '--http-port',
    String(httpPort),
    '--metrics-port',
    String(metricsPort),
    '--db-filename',
    join(dir, 'temporal.db'),
    // Three times the throughput of the default journal, and still nothing lost by a power cut.
    '--sqlite-pragma',
    'journal_mode=wal',
    '--sqlite-pragma',
    'synchronous=full',
    // The dev server's defaults suit a short-lived toy; these three together are half as fast again.
    '--dynamic-config-value',
    'system.forceSearchAttributesCacheRefreshOnRead=false',
    '--dynamic-config-value',
    'matching.numTaskqueueReadPartitions=1',
    '--dynamic-config-value',
    'matching.numTaskqueueWritePartitions=1',
    '--log-level',
    'error',
    ...Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
  ];
}

/**
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @param {string} binary `temporal`
 * @param {{ dir: string, ports: Parameters<typeof serverArguments>[1] }} options dir: the profile's folder
 * @returns {Promise<{ address: string, uiUrl: string }>}
 * @throws {Problem} when it does not serve within a minute
 */
export async function startTemporal(supervisor, binary, { dir, ports }) {
  mkdirSync(dir, { recursive: true });
  const log = logFile(dir, 'temporal');
  const child = supervisor.start({
    name: 'temporal',
    command: binary,
    args: serverArguments(dir, ports),
    log,
    pidFile: join(dir, 'run', 'temporal.json'),
    graceMs: 10_000,
  });
  const ready = await until(() => servesSearchAttributes(ports.httpPort), {
    timeoutMs: READY_TIMEOUT_MS,
    everyMs: 100,
    alive: () => child.running,
  });
  if (!ready) {
    throw new Problem(
      'Temporal did not start',
      `see ${log}; deleting ${join(dir, 'temporal.db')}* starts it afresh`,
      {
        detail: readTail(log, 20),
      },
    );
  }
  supervisor.watch(child);
  return { address: `${HOST}:${ports.port}`, uiUrl: `http://${HOST}:${ports.uiPort}` };
}

/** Search attributes come last at start: who starts a workflow before them is refused. */
async function servesSearchAttributes(httpPort) {
  try {
    const answer = await fetch(`http://${HOST}:${httpPort}/api/v1/namespaces/default/search-attributes`, {
      signal: AbortSignal.timeout(2_000),
    });
    if (!answer.ok) return false;
    const { customAttributes = {} } = await answer.json();
    return Object.keys(SEARCH_ATTRIBUTES).every((name) => name in customAttributes);
  } catch {
    return false;
  }
}

/**
 * @param {string} address the developer's own TEMPORAL_ADDRESS, host:port
 * @throws {Problem} when nothing listens there
 */
export async function requireTemporal(address) {
  const [, host, port] = /^\[?([^\]]+)\]?:(\d+)$/.exec(address) ?? [];
  if (!host) throw new Problem(`TEMPORAL_ADDRESS="${address}" is not an address`, 'write it as host:7233');
  if (!(await answers(Number(port), { host, timeoutMs: 5_000 }))) {
    throw new Problem(
      `Nothing listens at TEMPORAL_ADDRESS=${address}`,
      'start Temporal there, correct the address, or unset it and a private server is started',
    );
  }
}
