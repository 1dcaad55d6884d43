import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { INestApplication, INestApplicationContext } from '@nestjs/common';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { loadConfig } from '@xiangaitong/config';
import { createLogger, createMetricsRegistry } from '@xiangaitong/observability';
import { createDataSource, migrateUp } from '@xiangaitong/persistence';
import {
  bounceRule,
  CapturingSmtpServer,
  createTestDatabase,
  requireEnv,
  type TestDatabase,
} from '@xiangaitong/testing';
import type { DataSource } from 'typeorm';
import { createApp } from '../../apps/api/src/create-app';
import { playScript } from '../../apps/cli/src/demo/play-script';
import { readScript } from '../../apps/cli/src/demo/script.parser';
import { createWorker } from '../../apps/worker/src/create-worker';
import { SystemApi } from './api-client.fixture';
import { SkippedTime, TimeStandsStill } from './skipped-time.fixture';
import { people, workspaceRoot } from './system.fixture';

Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'ERROR', forward: {} } },
});

/** A server that stands still is rare (one in some thirty on a busy machine); three in a row are not chance. */
const SERVERS = 3;

const isTimeStandingStill = (error: unknown): boolean =>
  error instanceof TimeStandsStill || (error instanceof Error && isTimeStandingStill(error.cause));

/**
 * The product's API and worker on a database, a mail server and a time-skipping Temporal server of their own, in
 * this process, so that all of them can be told the time of that server.
 */
export class SkippingSystem {
  private constructor(
    readonly time: SkippedTime,
    private readonly smtp: CapturingSmtpServer,
    /** What API and worker have logged as errors, a line each. */
    readonly errors: readonly string[],
    readonly api: SystemApi,
    private readonly register: DataSource,
    private readonly database: TestDatabase,
    private readonly apiServer: INestApplication<Server>,
    private readonly worker: INestApplicationContext,
  ) {}

  /** Runs a test on a system of its own, and on a new one where the first server ceased to skip time. */
  static async use(test: (system: SkippingSystem) => Promise<void>): Promise<void> {
    for (let servers = 1; ; servers++) {
      const system = await SkippingSystem.start();
      try {
        return await test(system);
      } catch (error) {
        if (servers === SERVERS || !isTimeStandingStill(error)) throw error;
        console.warn('The time-skipping server stood still; the test begins again on a new one');
      } finally {
        await system.stop();
      }
    }
  }

  private static async start(): Promise<SkippingSystem> {
    const [time, database, smtp] = await Promise.all([
      SkippedTime.start(),
      createTestDatabase(requireEnv('DATABASE_URL')),
      CapturingSmtpServer.start(),
    ]);
    smtp.always(bounceRule);
    const register = createDataSource({ url: database.url, poolSize: 4, migrationsRun: false });
    await register.initialize();
    await migrateUp(register);
    const { clock, now } = time;
    const config = loadConfig({
      DEPLOYMENT: 'training',
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: time.env.address,
      SMTP_URL: smtp.url,
      CLOCK_SCALE: String(clock.scale),
      CLOCK_BUSINESS_EPOCH: new Date(clock.businessEpoch).toISOString(),
      CLOCK_REAL_EPOCH: new Date(clock.realEpoch).toISOString(),
    });
    const errors: string[] = [];
    const log = createLogger('test', 'error', {
      write: (line) => void errors.push(line),
    });
    const worker = await createWorker({
      config,
      logger: log,
      metrics: createMetricsRegistry({ service: 'worker', version: 'test' }),
      now,
      // As built; the test takes whatever a worker of this tree would run.
      workflows: { codePath: join(workspaceRoot, 'apps/worker/dist/workflow-bundle.js') },
    });
    const server = await createApp(config, log, now);
    await server.listen(0, '127.0.0.1');
    const { port } = server.getHttpServer().address() as AddressInfo;
    const api = new SystemApi(`http://127.0.0.1:${port}`, people.supervisor);
    return new SkippingSystem(time, smtp, errors, api, register, database, server, worker);
  }

  /** Plays a case script to its end. @returns what a spectator reads @throws StepFailed */
  async play(file: string): Promise<string> {
    const lines: string[] = [];
    const { time, register, api } = this;
    const stage = { dataSource: register, apiUrl: api.url, clock: time.clock, pace: time };
    const print = (line: string): void => void lines.push(line);
    try {
      await playScript(await readScript(file), { ...stage, print });
    } catch (error) {
      throw new Error(`The case was not played to its end:\n${lines.join('\n')}`, { cause: error });
    }
    return lines.join('\n');
  }

  private async stop(): Promise<void> {
    try {
      await this.apiServer.close();
      await this.worker.close();
    } finally {
      await this.time.env.teardown();
      await this.smtp.stop();
      await this.register.destroy();
      await this.database.drop();
    }
  }
}
