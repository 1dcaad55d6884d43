import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { waitUntil } from '@xiangaitong/testing';

export const workspaceRoot = join(__dirname, '../..');

/** Longest time a process may take to finish what it is doing, milliseconds. */
const STOP_WITHIN_MS = 20_000;
/** Lines of a process's log that are kept. */
const KEPT_LINES = 5_000;

/** Flags of Node, as in production (README, step 4). */
export const nodeFlags = (app: string): readonly string[] => [
  '--enable-source-maps',
  ...(/worker/i.test(app) ? ['--max-old-space-size=256'] : []),
];

/** Levels of pino. */
const ERROR_LEVEL = 50;

/** What can be started: the product's own programs, and what a bench compares it with. */
const programs = {
  api: 'apps/api/dist/main.js',
  worker: 'apps/worker/dist/main.js',
  cli: 'apps/cli/dist/main.js',
  bareWorker: 'test/dist/bench/bare-worker.main.js',
} as const;

/** One of the product's own programs, as built, in a process that a test may kill and start again. */
export class AppProcess {
  private child: ChildProcess | undefined;
  private stopping = false;
  /** Standard output and error since the last start, a line each. */
  private lines: string[] = [];

  constructor(
    private readonly app: keyof typeof programs,
    private readonly env: Readonly<Record<string, string>>,
    private readonly args: readonly string[] = [],
  ) {}

  get running(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  get output(): string {
    return this.lines.join('\n');
  }

  /** Lines that the program logged as errors. */
  get errors(): readonly string[] {
    return this.lines.filter((line) => levelOf(line) >= ERROR_LEVEL);
  }

  start(): void {
    if (this.running) throw new Error(`${this.app} runs already`);
    this.lines = [];
    this.stopping = false;
    const main = join(workspaceRoot, programs[this.app]);
    const child = spawn(process.execPath, [...nodeFlags(this.app), main, ...this.args], {
      env: { ...process.env, ...this.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        this.lines.push(line);
        if (this.lines.length > KEPT_LINES) this.lines.shift();
      });
    }
    // A test run that is interrupted leaves nothing behind.
    const end = (): void => void child.kill('SIGKILL');
    process.once('exit', end);
    child.once('exit', () => process.off('exit', end));
    this.child = child;
  }

  /** Waits for a line of its log. */
  async logged(text: string, timeoutMs = 30_000): Promise<void> {
    await waitUntil(
      () => {
        this.assertRunning();
        return this.lines.some((line) => line.includes(text));
      },
      { timeoutMs, what: `${this.app} to log "${text}"` },
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${this.output}`);
    });
  }

  /** @throws Error with its output, when it has ended by itself */
  assertRunning(): void {
    if (!this.running && !this.stopping) throw new Error(`${this.app} has ended by itself\n${this.output}`);
  }

  /** As a power cut ends it: kill -9. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** As an operator ends it; killed when it does not come to an end. */
  async stop(): Promise<void> {
    const tooLate = setTimeout(() => this.child?.kill('SIGKILL'), STOP_WITHIN_MS);
    try {
      await this.end('SIGTERM');
    } finally {
      clearTimeout(tooLate);
    }
  }

  /** Waits for a program that ends by itself. */
  async ended(): Promise<number | null> {
    this.stopping = true;
    if (this.child !== undefined && this.running) await once(this.child, 'close');
    return this.child?.exitCode ?? null;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    this.stopping = true;
    if (this.child === undefined || !this.running) return;
    const closed = once(this.child, 'close');
    this.child.kill(signal);
    await closed;
  }
}

function levelOf(line: string): number {
  try {
    const { level }: { level?: unknown } = JSON.parse(line);
    return typeof level === 'number' ? level : 0;
  } catch {
    return 0;
  }
}
