import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Readiness } from './health.http';
import { QueuePollers } from './queue-pollers.service';

type Check = Readiness['checks'][number];

const DATABASE_ANSWERS_WITHIN_MS = 2_000;

/** Whether a command that comes in now would be carried out. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly database: DataSource,
    private readonly pollers: QueuePollers,
  ) {}

  async check(): Promise<Readiness> {
    const [database, engine] = await Promise.all([this.checkDatabase(), this.checkEngine()]);
    const checks = [database, ...engine];
    return { ready: checks.every(({ ok }) => ok), checks };
  }

  private async checkDatabase(): Promise<Check> {
    try {
      await within(DATABASE_ANSWERS_WITHIN_MS, this.database.query('SELECT 1'));
      return { name: 'database', ok: true };
    } catch {
      return { name: 'database', ok: false, detail: 'The database does not answer' };
    }
  }

  private async checkEngine(): Promise<Check[]> {
    try {
      const queues = await this.pollers.check();
      return [
        { name: 'temporal', ok: true },
        ...queues.map(({ queue, polled }) => ({
          name: `worker:${queue}`,
          ok: polled,
          ...(polled ? {} : { detail: 'No worker polls this queue' }),
        })),
      ];
    } catch {
      return [{ name: 'temporal', ok: false, detail: 'Temporal does not answer' }];
    }
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Too late')), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
}
