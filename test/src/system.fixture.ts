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
import { freePorts } from './free-port.fixture';
import { createTestNamespace, type TestNamespace } from './namespace.fixture';
import type { OwnTemporal } from './own-temporal.fixture';

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
  /** Another mail server than the capturing one. */
  readonly smtpUrl?: string;
  /** An engine of the test's own, ended by it; else a namespace of the one that all tests share. */
  readonly engine?: OwnTemporal;
}

/**
 * The whole product, as built, on its own database and its own Temporal namespace: worker and API in
 * processes of their own, and a mail server that keeps what it gets and can be told to misbehave.
 */
export class System {
  private readonly moreWorkers: AppProcess[] = [];

  private constructor(
    readonly api: SystemApi,
    readonly apiProcess: AppProcess,
    readonly worker: AppProcess,
    readonly smtp: CapturingSmtpServer,
    public clock: BusinessClock,
    /** The register, beside the product's own connections. */
    readonly register: DataSource,
    readonly database: TestDatabase,
    private readonly namespace: TestNamespace,
    /** What its processes are started with, but for their metrics' ports. */
    readonly env: Record<string, string>,
    private readonly apiEnv: Record<string, string>,
    private readonly workerEnv: Record<string, string>,
  ) {}

  static async start({ scale, databaseOfWorker, smtpUrl, engine }: SystemOptions): Promise<System> {
    const address = engine?.address ?? requireEnv('TEMPORAL_ADDRESS');
    const [database, namespace, smtp, ports] = await Promise.all([
      createTestDatabase(requireEnv('DATABASE_URL')),
      engine?.namespace() ?? createTestNamespace(address),
      CapturingSmtpServer.start(),
      freePorts(4),
    ]);
    const [port, apiMetrics, workerMetrics, engineMetrics] = ports;
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
      SMTP_URL: smtpUrl ?? smtp.url,
      API_HOST: '127.0.0.1',
      API_PORT: String(port),
      PUBLIC_URL: url,
      CLOCK_SCALE: String(scale),
      CLOCK_BUSINESS_EPOCH: BUSINESS_EPOCH,
      CLOCK_REAL_EPOCH: new Date(realEpoch).toISOString(),
      LOG_LEVEL: 'info',
    };
    // Not in what more workers are started with: each process has ports of its own, or none.
    const apiEnv = { ...env, API_METRICS_PORT: String(apiMetrics) };
    const workerEnv = {
      ...env,
      DATABASE_URL: (await databaseOfWorker?.(database.url)) ?? database.url,
      WORKER_METRICS_PORT: String(workerMetrics),
      WORKER_ENGINE_METRICS_PORT: String(engineMetrics),
    };
    const system = new System(
      new SystemApi(url, people.supervisor),
      new AppProcess('api', apiEnv),
      new AppProcess('worker', workerEnv),
      smtp,
      { scale, businessEpoch, realEpoch },
      register,
      database,
      namespace,
      env,
      apiEnv,
      workerEnv,
    );
    system.worker.start();
    system.apiProcess.start();
    await system.ready('/readyz');
    return system;
  }

  get temporal(): Client {
    return this.namespace.client;
  }

  /** Where its processes show their metrics; the worker has a port for its own and one for the engine's SDK. */
  get metricsUrls(): Readonly<Record<'api' | 'worker' | 'engine', string>> {
    const url = (port: string | undefined): string => `http://127.0.0.1:${port}/metrics`;
    return {
      api: url(this.apiEnv['API_METRICS_PORT']),
      worker: url(this.workerEnv['WORKER_METRICS_PORT']),
      engine: url(this.workerEnv['WORKER_ENGINE_METRICS_PORT']),
    };
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

  /** From now on the clock runs at this pace: for processes, and for cases, that are started afterwards. */
  changePace(scale: number): void {
    const clock = { scale, businessEpoch: this.now(), realEpoch: Date.now() };
    for (const env of [this.env, this.apiEnv, this.workerEnv]) {
      env['CLOCK_SCALE'] = String(scale);
      env['CLOCK_BUSINESS_EPOCH'] = new Date(clock.businessEpoch).toISOString();
      env['CLOCK_REAL_EPOCH'] = new Date(clock.realEpoch).toISOString();
    }
    this.clock = clock;
  }

  async restartWorker(): Promise<void> {
    this.worker.start();
    await this.worker.logged('polling');
  }

  /** One more worker, not yet started; it ends with the system. */
  anotherWorker(env: Readonly<Record<string, string>> = {}): AppProcess {
    const worker = new AppProcess('worker', { ...this.env, ...env });
    this.moreWorkers.push(worker);
    return worker;
  }

  async restartApi(): Promise<void> {
    this.apiProcess.start();
    await this.ready('/healthz');
  }

  /** Ends all processes, in good order, and drops what was made for them. */
  async stop(): Promise<void> {
    try {
      await Promise.all([this.apiProcess, this.worker, ...this.moreWorkers].map((each) => each.stop()));
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
      { timeoutMs: 240_000, what: `the system to be ready (${path})`, intervalMs: 100 },
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}\n${this.apiProcess.output}\n${this.worker.output}`);
    });
  }
}
