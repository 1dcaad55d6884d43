import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { requireEnv, waitUntil } from '@xiangaitong/testing';
import { freePort } from './free-port.fixture';
import type { TestNamespace } from './namespace.fixture';

/** The attributes that infra/local/temporal-server.mjs registers. */
const ATTRIBUTES = ['CaseState', 'Tenant'];

/** An engine of a test's own, whose data the test may delete. */
export class OwnTemporal {
  private child: ChildProcess | undefined;

  private constructor(
    private readonly binary: string,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async start(): Promise<OwnTemporal> {
    const folder = await mkdtemp(join(tmpdir(), 'xgt-temporal-'));
    const engine = new OwnTemporal(requireEnv('TEMPORAL_BINARY'), folder, await freePort());
    await engine.run();
    return engine;
  }

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  async namespace(): Promise<TestNamespace> {
    const connection = await Connection.connect({ address: this.address });
    const client = new Client({ connection, namespace: 'default' });
    return { name: 'default', client, close: () => connection.close() };
  }

  /** Deletes all that the engine knows, as the loss of its disk would, and starts it anew. */
  async wipe(): Promise<void> {
    await this.end();
    for (const suffix of ['', '-wal', '-shm']) await rm(`${this.database}${suffix}`, { force: true });
    await this.run();
  }

  async stop(): Promise<void> {
    await this.end();
    await rm(this.folder, { recursive: true, force: true });
  }

  private get database(): string {
    return join(this.folder, 'temporal.db');
  }

  private async run(): Promise<void> {
    const args = ['server', 'start-dev', '--headless', '--ip', '127.0.0.1', '--port', String(this.port)];
    const attributes = ATTRIBUTES.flatMap((name) => ['--search-attribute', `${name}=Keyword`]);
    const child = spawn(
      this.binary,
      [...args, '--db-filename', this.database, '--log-level', 'error', ...attributes],
      { stdio: 'ignore' },
    );
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
    child.once('exit', () => process.off('exit', kill));
    this.child = child;
    await waitUntil(() => this.servesAttributes(), {
      timeoutMs: 60_000,
      what: 'the engine of this test to serve',
      intervalMs: 200,
    });
  }

  /** They come last at start. */
  private async servesAttributes(): Promise<boolean> {
    const connection = await Connection.connect({ address: this.address, connectTimeout: '2s' });
    try {
      const { customAttributes } = await connection.operatorService.listSearchAttributes({
        namespace: 'default',
      });
      return ATTRIBUTES.every((name) => name in customAttributes);
    } finally {
      await connection.close();
    }
  }

  private async end(): Promise<void> {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  }
}
