import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** What a process has used up so far, as Linux counts it. */
export interface Usage {
  /** User and system time, seconds. */
  readonly cpuSeconds: number;
  /** Resident memory, MiB. */
  readonly rssMiB: number;
}

/** `sysconf(_SC_CLK_TCK)`; 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;

/** @throws Error where there is no /proc, or the process has ended */
export function usageOf(pid: number): Usage {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The second field is a name in brackets, which may hold blanks and brackets.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = Number(fields[11]) + Number(fields[12]);
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { cpuSeconds: ticks / TICKS_PER_SECOND, rssMiB: Number(kilobytes) / 1024 };
}

const LISTENING = '0A';

/** The process that listens on a TCP port of this machine: whoever started it. */
export function listenerOn(port: number): number {
  const sockets = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, local, , state]) => state === LISTENING && Number(`0x${local?.split(':')[1]}`) === port)
      .map((fields) => `socket:[${fields[9]}]`),
  );
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    if (linksOf(`/proc/${pid}/fd`).some((link) => sockets.includes(link))) return Number(pid);
  }
  throw new Error(`No process of ours listens on port ${port}`);
}

function linksOf(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => readlinkSync(`${folder}/${name}`));
  } catch {
    // Ended meanwhile, or another user's.
    return [];
  }
}

/** The processes that the bench looks at; database and engine are those of the environment. */
export class Watched {
  private readonly pids: Readonly<Record<'worker' | 'temporal' | 'database', number>>;
  private before: Readonly<Record<string, Usage>>;

  constructor(worker: number, env: { readonly temporalAddress: string; readonly databaseUrl: string }) {
    this.pids = {
      worker,
      temporal: listenerOn(Number(env.temporalAddress.split(':').at(-1))),
      database: listenerOn(Number(new URL(env.databaseUrl).port)),
    };
    this.before = this.all();
  }

  /** What is counted begins now. */
  begin(): void {
    this.before = this.all();
  }

  /** CPU seconds since it began, and the worker's memory now. */
  used(): {
    readonly workerCpu: number;
    readonly temporalCpu: number;
    readonly databaseCpu: number;
    readonly workerRss: number;
  } {
    const now = this.all();
    const since = (name: keyof typeof this.pids): number =>
      (now[name]?.cpuSeconds ?? 0) - (this.before[name]?.cpuSeconds ?? 0);
    return {
      workerCpu: since('worker'),
      temporalCpu: since('temporal'),
      databaseCpu: since('database'),
      workerRss: now['worker']?.rssMiB ?? 0,
    };
  }

  private all(): Record<string, Usage> {
    return Object.fromEntries(Object.entries(this.pids).map(([name, pid]) => [name, usageOf(pid)]));
  }
}
