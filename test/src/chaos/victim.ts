import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a supervisor of services waits before it starts what has ended by itself, milliseconds. */
const RESTART_AFTER_MS = 500;

export interface VictimSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * One process that is killed and started again on the same data and port. What ends by itself is started again
 * as well, as a supervisor of services would, and counted.
 */
export class Victim {
  private child: ChildProcess | undefined;
  /** Whether it is to run: what ends meanwhile is started again. */
  private wanted = false;
  endedByItself = 0;

  constructor(
    private readonly spec: VictimSpec,
    private readonly logDir: string,
  ) {}

  get name(): string {
    return this.spec.name;
  }

  get running(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  start(): void {
    this.wanted = true;
    const log = openSync(join(this.logDir, `${this.spec.name}.log`), 'a', 0o600);
    const child = spawn(this.spec.command, this.spec.args, {
      env: { ...process.env, ...this.spec.env },
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    this.child = child;
    child.once('exit', () => {
      if (this.child !== child || !this.wanted) return;
      this.endedByItself += 1;
      setTimeout(() => {
        if (this.wanted && this.child === child) this.start();
      }, RESTART_AFTER_MS);
    });
  }

  /** As a crash ends it: kill -9. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** In good order; killed when it does not come to an end. */
  async stop(graceMs: number): Promise<void> {
    const late = setTimeout(() => this.child?.kill('SIGKILL'), graceMs);
    await this.end('SIGTERM');
    clearTimeout(late);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    this.wanted = false;
    const { child } = this;
    if (child === undefined || !this.running) return;
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
    // The kernel closes its sockets and files with it; what inherited them is gone as well.
    await pause(0);
  }
}
