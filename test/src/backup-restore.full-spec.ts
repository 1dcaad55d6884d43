import { execFile } from 'node:child_process';
import { mkdtemp, open as openFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { requireEnv } from '@xiangaitong/testing';
import { issue, servedToday } from './cases.fixture';
import { OwnTemporal } from './own-temporal.fixture';
import {
  allEvents,
  casesInManyPhases,
  complete,
  idOf,
  lettersSent,
  restore,
  runOf,
  snapshots,
  untilLettersAreSent,
  untilTheyHold,
  untilType,
  type Phases,
} from './recovery.fixture';
import { people, REAL_TIME, System } from './system.fixture';

jest.setTimeout(600_000);

const run = promisify(execFile);

/** The register's database, as an operator backs it up and restores it. */
class Backup {
  private constructor(
    private readonly server: readonly string[],
    private readonly password: string,
    private readonly name: string,
    private readonly folder: string,
  ) {}

  static async of(url: string): Promise<Backup> {
    const { hostname, port, username, password, pathname } = new URL(url);
    const server = ['--protocol=tcp', `--host=${hostname}`, `--port=${port}`, `--user=${username}`];
    const folder = await mkdtemp(join(tmpdir(), 'xgt-backup-'));
    return new Backup(server, decodeURIComponent(password), pathname.slice(1), folder);
  }

  /** One moment of it, while it is being written to. */
  async take(file: string): Promise<void> {
    const args = [
      '--no-defaults',
      ...this.server,
      '--single-transaction',
      `--result-file=${this.path(file)}`,
    ];
    await run(requireEnv('DATABASE_DUMP'), [...args, this.name], { env: this.env });
    if ((await stat(this.path(file))).size === 0) throw new Error('The backup is empty');
  }

  /** Drops all that is there, and puts the backup in its place. */
  async restore(file: string): Promise<void> {
    const emptied = `DROP DATABASE \`${this.name}\`; CREATE DATABASE \`${this.name}\` CHARACTER SET utf8mb4`;
    await this.client(['--execute', emptied]);
    const dump = await openFile(this.path(file));
    try {
      await new Promise<void>((resolve, reject) => {
        const child = execFile(
          this.clientBinary,
          ['--no-defaults', ...this.server, this.name],
          { env: this.env },
          (error) => (error instanceof Error ? reject(error) : resolve()),
        );
        if (child.stdin === null) throw new Error('no input');
        dump.createReadStream().pipe(child.stdin);
      });
    } finally {
      await dump.close();
    }
  }

  discard(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }

  private client(args: readonly string[]): Promise<unknown> {
    return run(this.clientBinary, ['--no-defaults', ...this.server, ...args], { env: this.env });
  }

  /** `mariadb` beside `mariadb-dump`, `mysql` beside `mysqldump`. */
  private get clientBinary(): string {
    const dump = requireEnv('DATABASE_DUMP');
    return join(dirname(dump), dump.endsWith('mariadb-dump') ? 'mariadb' : 'mysql');
  }

  private get env(): NodeJS.ProcessEnv {
    return { ...process.env, MYSQL_PWD: this.password };
  }

  private path(file: string): string {
    return join(this.folder, file);
  }
}

describe('backup and restore, as docs/operations/backup-restore-rebuild.md has it', () => {
  let engine: OwnTemporal;
  let system: System;
  let backup: Backup;
  let open: Phases;

  beforeAll(async () => {
    engine = await OwnTemporal.start();
    system = await System.start({ scale: REAL_TIME, engine });
    backup = await Backup.of(system.database.url);
    await system.enterDirectory();
    ({ open } = await casesInManyPhases(system));
    await untilLettersAreSent(system);
  });
  afterAll(async () => {
    await system.stop();
    await engine.stop();
    await backup.discard();
  });

  const stopAll = (): Promise<unknown> => Promise.all([system.apiProcess.stop(), system.worker.stop()]);
  const startAll = async (): Promise<void> => {
    await system.cli('migrate');
    await system.restartWorker();
    await system.restartApi();
  };
  const expectClean = async (cases: number): Promise<void> => {
    expect(await system.cli('reconcile')).toEqual({
      code: 0,
      output: `比對 ${cases} 件應有流程的案件：登錄庫與引擎相符。`,
    });
  };

  it('brings everything back when both stores are lost', async () => {
    const before = await snapshots(system, Object.values(open));
    await backup.take('full.sql');
    const [events, sent] = [await allEvents(system), await lettersSent(system)];
    await stopAll();
    await engine.wipe();
    await backup.restore('full.sql');
    await startAll();

    expect(await allEvents(system)).toEqual(events);
    const { output, code } = await system.cli('rebuild', '--all');
    expect([output, code]).toEqual([expect.stringContaining('重建 9 件'), 0]);
    await untilTheyHold(system, before);
    await expectClean(9);
    // What had been sent before the backup is not sent again.
    expect(await lettersSent(system)).toEqual(sent);

    await complete(system, idOf(open.replied));
    await untilType(system, open.replied, 'NoticeClosed');
    await restore(system, idOf(open.awaitingConfirmation));
    await expectClean(7);
    await untilLettersAreSent(system);
    const { registered, received } = await lettersSent(system);
    expect(received).toEqual(registered);
  });

  it('names what the engine knows beyond an older backup, and takes the register’s word when asked to', async () => {
    const names = [open.issued, open.awaitingApproval, open.delivered] as const;
    const older = await snapshots(system, names);
    await backup.take('older.sql');
    // After the backup: two cases go on, and one begins.
    const { api } = system;
    await api.command(`/notices/${idOf(open.issued)}/deliveries`, people.tracker, servedToday(system));
    await api.command(`/notices/${idOf(open.awaitingApproval)}/approval`, people.supervisor);
    const unknown = await issue(system);
    await untilLettersAreSent(system);
    await stopAll();
    await backup.restore('older.sql');
    await startAll();

    const named = await system.cli('reconcile');
    expect(named.code).toBe(1);
    const lines = named.output.split('\n');
    const saidOf = (heading: string) => lines[lines.findIndex((line) => line.startsWith(heading)) + 1];
    expect(saidOf(`${open.issued}（`)).toContain('流程超前登錄庫（流程至第 3 事件，登錄庫至第 2 事件）');
    expect(saidOf(`${open.awaitingApproval}（`)).toContain(
      '流程超前登錄庫（流程至第 2 事件，登錄庫至第 1 事件）',
    );
    expect(saidOf(`notice/${unknown}`)).toContain('登錄庫沒有此案，流程卻已至第 2 事件');
    expect(named.output).toContain('不符 3 項。');

    const careful = await system.cli('rebuild', '--all');
    expect([careful.output, careful.code]).toEqual([expect.stringContaining('另有 3 件不符，未予處理'), 1]);
    expect((await snapshots(system, [open.issued]))[open.issued]?.seq).toBe(3);

    const forced = await system.cli('rebuild', '--all', '--replace');
    expect([forced.output, forced.code]).toEqual([
      expect.stringContaining('重建 0 件，通知續行 0 件，汰換 2 件，終止多餘流程 1 件'),
      0,
    ]);
    await untilTheyHold(system, older);
    expect((await runOf(system, `notice/${unknown}`).describe()).status.name).toBe('TERMINATED');
    await expectClean(7);

    // The cases go on from where the register has them.
    await api.command(`/notices/${idOf(open.issued)}/deliveries`, people.tracker, servedToday(system));
    await api.command(`/notices/${idOf(open.awaitingApproval)}/approval`, people.supervisor);
    expect(await api.types('notice', idOf(open.issued))).toEqual([
      'NoticeSubmitted',
      'NoticeIssued',
      'NoticeDelivered',
    ]);
    await expectClean(7);
  });
});
