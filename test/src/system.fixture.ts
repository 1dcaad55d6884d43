import { createServer, type AddressInfo } from 'node:net';
import type { Client } from '@temporalio/client';
import { businessNow, policyVersion1, type BusinessClock } from '@xiangaitong/domain';
import {
  createDataSource,
  migrateUp,
  OrganisationRepository,
  PersonRepository,
  PolicyRepository,
} from '@xiangaitong/persistence';
import {
  bounceRule,
  CapturingSmtpServer,
  createTestDatabase,
  requireEnv,
  waitUntil,
  type TestDatabase,
} from '@xiangaitong/testing';
import type { DataSource } from 'typeorm';
import { SystemApi } from './api-client.fixture';
import { AppProcess, workspaceRoot } from './app-process.fixture';
import { caseFile, casesFolder, readDirectory } from './case-directory.fixture';
import { createTestNamespace, type TestNamespace } from './namespace.fixture';

export { caseFile, casesFolder, workspaceRoot };

/** The demo's clock: Monday 3 August 2026, nine o'clock in Taipei; a day a second. */
const BUSINESS_EPOCH = '2026-08-03T01:00:00.000Z';
export const DAY_A_SECOND = 86_400;
/** Business time stands nearly still: nothing falls due during a test. */
export const REAL_TIME = 1;

/** People of seed 002, as the API knows them. */
export const people = {
  drafter: 'p-wang:drafter',
  tracker: 'p-lin:tracker',
  supervisor: 'p-chen:supervisor',
  respondent: 'p-lee:respondent',
  authority: 'p-chou:authority',
} as const;

export interface SystemOptions {
  /** How many times as fast as real time the business clock runs. */
  readonly scale: number;
  /** Puts something between the worker and its database. */
  readonly databaseOfWorker?: (url: string) => Promise<string>;
}

/**
 * The whole product, as built, on its own database and its own Temporal namespace: worker and API in
 * processes of their own, and a mail server that keeps what it gets and can be told to misbehave.
 */
export class System {
  private constructor(
    readonly api: SystemApi,
    readonly apiProcess: AppProcess,
    readonly worker: AppProcess,
    readonly smtp: CapturingSmtpServer,
    readonly clock: BusinessClock,
    /** The register, beside the product's own connections. */
    readonly register: DataSource,
    private readonly database: TestDatabase,
    private readonly namespace: TestNamespace,
    private readonly env: Readonly<Record<string, string>>,
  ) {}

  static async start({ scale, databaseOfWorker }: SystemOptions): Promise<System> {
    const address = requireEnv('TEMPORAL_ADDRESS');
    const [database, namespace, smtp, port] = await Promise.all([
      createTestDatabase(requireEnv('DATABASE_URL')),
      createTestNamespace(address),
      CapturingSmtpServer.start(),
      freePort(),
    ]);
    const register = createDataSource({ url: database.url, poolSize: 4, migrationsRun: false });
    await register.initialize();
    await migrateUp(register);
    smtp.always(bounceRule);
    const realEpoch = Date.now();
    const businessEpoch = Date.parse(BUSINESS_EPOCH);
    const url = `http://127.0.0.1:${port}`;
    const env = {
      DEPLOYMENT: 'training',
      DATABASE_URL: database.url,
      TEMPORAL_ADDRESS: address,
      TEMPORAL_NAMESPACE: namespace.name,
      SMTP_URL: smtp.url,
      API_HOST: '127.0.0.1',
      API_PORT: String(port),
      PUBLIC_URL: url,
      CLOCK_SCALE: String(scale),
      CLOCK_BUSINESS_EPOCH: BUSINESS_EPOCH,
      CLOCK_REAL_EPOCH: new Date(realEpoch).toISOString(),
      LOG_LEVEL: 'info',
    };
    const workerUrl = (await databaseOfWorker?.(database.url)) ?? database.url;
    const system = new System(
      new SystemApi(url, people.supervisor),
      new AppProcess('api', env),
      new AppProcess('worker', { ...env, DATABASE_URL: workerUrl }),
      smtp,
      { scale, businessEpoch, realEpoch },
      register,
      database,
      namespace,
      env,
    );
    system.worker.start();
    system.apiProcess.start();
    await system.ready('/readyz');
    return system;
  }

  get temporal(): Client {
    return this.namespace.client;
  }

  /** Business time. */
  now(): number {
    return businessNow(this.clock, Date.now());
  }

  /** Enters the directory of the case scripts, and more agencies of the centre's where a test needs them. */
  async enterDirectory(
    agencies: readonly { readonly id: string; readonly name: string; readonly mail: string }[] = [],
  ): Promise<void> {
    const { organisations, people: persons } = readDirectory();
    const centre = organisations.find(({ kind }) => kind === 'centre')?.id ?? '';
    const more = agencies.map((agency) => ({ ...agency, kind: 'agency' as const, centreId: centre }));
    const repository = new OrganisationRepository(this.register);
    for (const { mail: email, centreId, ...rest } of [...organisations, ...more])
      await repository.upsert({ ...rest, centreId: centreId ?? null, status: 'T', email });
    for (const person of persons) await new PersonRepository(this.register).upsert(person);
    await new PolicyRepository(this.register).add(centre, policyVersion1, this.clock.businessEpoch);
  }

  /** Plays a case script with the product's own command line. @throws Error with its output when a step fails */
  async play(file: string): Promise<string> {
    const { code, output } = await this.cli('demo', '--once', '--case', file);
    if (code !== 0) throw new Error(`The case was not played to its end (${code}):\n${output}`);
    return output;
  }

  /** One command of the product's own command line, to its end. */
  async cli(...args: readonly string[]): Promise<{ readonly code: number | null; readonly output: string }> {
    const cli = new AppProcess('cli', { ...this.env, LOG_LEVEL: 'warn' }, args);
    cli.start();
    return { code: await cli.ended(), output: cli.output };
  }

  async restartWorker(): Promise<void> {
    this.worker.start();
    await this.worker.logged('polling');
  }

  async restartApi(): Promise<void> {
    this.apiProcess.start();
    await this.ready('/healthz');
  }

  /** Ends both processes, in good order, and drops what was made for them. */
  async stop(): Promise<void> {
    try {
      await Promise.all([this.apiProcess.stop(), this.worker.stop()]);
    } finally {
      await this.smtp.stop();
      await this.register.destroy();
      await this.database.drop();
      await this.namespace.close();
    }
  }

  private async ready(path: '/readyz' | '/healthz'): Promise<void> {
    await waitUntil(
      async () => {
        this.apiProcess.assertRunning();
        this.worker.assertRunning();
        return (await fetch(`${this.api.url}${path}`)).ok;
      },
      { timeoutMs: 60_000, what: `the system to be ready (${path})`, intervalMs: 100 },
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${this.apiProcess.output}\n${this.worker.output}`);
    });
  }
}

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
