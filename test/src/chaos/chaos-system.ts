import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { businessNow, policyVersion1, type BusinessClock, type Instant } from '@xiangaitong/domain';
import {
  createDataSource,
  migrateUp,
  OrganisationRepository,
  PersonRepository,
  PolicyRepository,
} from '@xiangaitong/persistence';
import { CapturingSmtpServer, waitUntil } from '@xiangaitong/testing';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { nodeFlags, workspaceRoot } from '../app-process.fixture';
import { readDirectory } from '../case-directory.fixture';
import { Link } from './link';
import type { Respondent } from './officers';
import { Victim } from './victim';

const READY_WITHIN_MS = 120_000;
const STOP_GRACE_MS = 15_000;
const SHIFT_CLOCK = join(__dirname, 'shift-clock.main.js');

const program = z.object({ command: z.string(), args: z.array(z.string()) });

/** What infra/local/command-chaos.mjs has prepared. */
export const serversSchema = z.object({
  dir: z.string(),
  /** Folder for what the harness writes down, empty. */
  record: z.string(),
  disk: z.object({ dir: z.string(), small: z.boolean() }),
  apiPorts: z.array(z.number()),
  mariadb: program.extend({ url: z.string() }),
  temporal: program.extend({
    address: z.string(),
    readyUrl: z.string(),
    searchAttributes: z.array(z.string()),
  }),
});
export type Servers = z.output<typeof serversSchema>;

/** An application process with the links it speaks through and the clock it believes in. */
export interface App {
  readonly kind: 'api' | 'worker';
  readonly process: Victim;
  readonly links: readonly Link[];
  readonly clockFile: string;
  readonly url?: string;
}

export interface ChaosOptions {
  readonly scale: number;
  readonly businessEpoch: string;
  readonly respondents: number;
}

const CENTRE = '395000000X';

/** The whole product, two of each, on servers of its own; everything between them can be killed, cut and slowed. */
export class ChaosSystem {
  readonly mariadb: Victim;
  readonly temporal: Victim;
  private connection: Connection | undefined;

  private constructor(
    readonly servers: Servers,
    readonly clock: BusinessClock,
    readonly smtp: CapturingSmtpServer,
    readonly apps: readonly App[],
    /** Beside the product's own connections, and past the links. */
    readonly register: DataSource,
    readonly respondents: readonly Respondent[],
  ) {
    const logs = join(servers.dir, 'logs');
    this.mariadb = new Victim({ name: 'mariadb', ...servers.mariadb }, logs);
    this.temporal = new Victim({ name: 'temporal', ...servers.temporal }, logs);
  }

  static async start(
    servers: Servers,
    { scale, businessEpoch, respondents }: ChaosOptions,
  ): Promise<ChaosSystem> {
    const logs = join(servers.dir, 'logs');
    mkdirSync(logs, { recursive: true });
    const realEpoch = Date.now();
    const smtp = await CapturingSmtpServer.start();
    const env = {
      DEPLOYMENT: 'training',
      TEMPORAL_NAMESPACE: 'default',
      CLOCK_SCALE: String(scale),
      CLOCK_BUSINESS_EPOCH: businessEpoch,
      CLOCK_REAL_EPOCH: new Date(realEpoch).toISOString(),
      LOG_LEVEL: 'info',
    };
    const apps = await Promise.all([
      ...servers.apiPorts.map((port, index) => appOn(servers, smtp, env, 'api', index + 1, port)),
      ...[1, 2].map((number) => appOn(servers, smtp, env, 'worker', number)),
    ]);
    const system = new ChaosSystem(
      servers,
      { scale, businessEpoch: Date.parse(businessEpoch), realEpoch },
      smtp,
      apps,
      createDataSource({ url: servers.mariadb.url, poolSize: 6, migrationsRun: false }),
      Array.from({ length: respondents }, (_, index) => ({
        organisationId: `XC${String(20_000_000 + index)}`,
        personId: `p-r${index}`,
      })),
    );
    await system.startServers();
    await system.register.initialize();
    await migrateUp(system.register);
    await system.enterDirectory();
    for (const { process } of apps) process.start();
    await system.ready();
    return system;
  }

  get apis(): readonly App[] {
    return this.apps.filter(({ kind }) => kind === 'api');
  }

  get victims(): readonly Victim[] {
    return [...this.apps.map(({ process }) => process), this.mariadb, this.temporal];
  }

  get links(): readonly Link[] {
    return this.apps.flatMap(({ links }) => links);
  }

  /** Business time by the clock of the harness, which nothing shifts. */
  now(): Instant {
    return businessNow(this.clock, Date.now());
  }

  /** The engine, past the links. Its connection is used by whoever looks at the end, and mends itself. */
  async engine(): Promise<Client> {
    this.connection ??= await Connection.connect({ address: this.servers.temporal.address });
    return new Client({ connection: this.connection, namespace: 'default' });
  }

  async mariadbReady(): Promise<boolean> {
    const { hostname, port } = new URL(this.servers.mariadb.url);
    return greets(hostname, Number(port));
  }

  async temporalReady(): Promise<boolean> {
    const { readyUrl, searchAttributes } = this.servers.temporal;
    const answer = await fetch(readyUrl, { signal: AbortSignal.timeout(2_000) });
    if (!answer.ok) return false;
    const { customAttributes = {} } = (await answer.json()) as { customAttributes?: object };
    return searchAttributes.every((name) => name in customAttributes);
  }

  /** Both APIs say that a command which comes in now would be carried out. */
  async ready(timeoutMs = READY_WITHIN_MS): Promise<void> {
    for (const { url } of this.apis) {
      await waitUntil(async () => (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) })).ok, {
        timeoutMs,
        what: `${url} to be ready`,
        intervalMs: 200,
      });
    }
  }

  async stop(): Promise<void> {
    await this.connection?.close();
    await Promise.all(this.apps.map(({ process }) => process.stop(STOP_GRACE_MS)));
    for (const link of this.links) await link.close();
    if (this.register.isInitialized) await this.register.destroy();
    await Promise.all([this.mariadb.stop(STOP_GRACE_MS), this.temporal.stop(STOP_GRACE_MS)]);
    await this.smtp.stop();
  }

  private async startServers(): Promise<void> {
    this.mariadb.start();
    this.temporal.start();
    const options = { timeoutMs: READY_WITHIN_MS, intervalMs: 100 };
    await waitUntil(() => this.mariadbReady(), { ...options, what: 'the database to greet' });
    await waitUntil(() => this.temporalReady(), { ...options, what: 'the engine to serve' });
  }

  private async insert(into: string, row: string, rows: readonly (readonly string[])[]): Promise<void> {
    const sql = `INSERT INTO ${into} VALUES ${rows.map(() => row).join(', ')}`;
    await this.register.query(sql, rows.flat());
  }

  private async enterDirectory(): Promise<void> {
    const { organisations, people } = readDirectory();
    const organisation = new OrganisationRepository(this.register);
    const person = new PersonRepository(this.register);
    for (const { mail: email, centreId, ...rest } of organisations)
      await organisation.upsert({ ...rest, centreId: centreId ?? null, status: 'T', email });
    for (const each of people) await person.upsert(each);
    // Many at once: one by one they would take longer than the rest of the start.
    const rows = this.respondents.map(({ organisationId: id, personId }) => ({
      id,
      personId,
      email: `${id.toLowerCase()}@agency.example`,
    }));
    await this.insert(
      'organisations (id, name, kind, centre_id, status, email)',
      '(?, ?, ?, ?, ?, ?)',
      rows.map(({ id, email }) => [id, `機關 ${id}`, 'agency', CENTRE, 'T', email]),
    );
    await this.insert(
      'people (id, organisation_id, name, phone, email)',
      '(?, ?, ?, ?, ?)',
      rows.map(({ id, personId, email }) => [personId, id, '李 00', '06-12345678', email]),
    );
    await this.insert(
      'person_roles (person_id, role)',
      '(?, ?)',
      rows.map(({ personId }) => [personId, 'respondent']),
    );
    await new PolicyRepository(this.register).add(CENTRE, policyVersion1, this.clock.businessEpoch);
  }
}

async function appOn(
  servers: Servers,
  smtp: CapturingSmtpServer,
  env: Readonly<Record<string, string>>,
  kind: App['kind'],
  number: number,
  port?: number,
): Promise<App> {
  const name = `${kind}-${number}`;
  const database = new URL(servers.mariadb.url);
  const [engineHost = '', enginePort] = servers.temporal.address.split(':');
  const toDatabase = await Link.to(`${name}→mariadb`, database.hostname, Number(database.port));
  const toEngine = await Link.to(`${name}→temporal`, engineHost, Number(enginePort));
  const toMail = await Link.to(`${name}→smtp`, '127.0.0.1', smtp.port);
  database.port = String(toDatabase.port);
  const clockFile = join(servers.dir, `clock-${name}`);
  writeFileSync(clockFile, '0');
  const url = port === undefined ? undefined : `http://127.0.0.1:${port}`;
  const victim = new Victim(
    {
      name,
      command: process.execPath,
      args: [...nodeFlags(kind), '--require', SHIFT_CLOCK, join(workspaceRoot, 'apps', kind, 'dist/main.js')],
      env: {
        ...env,
        CHAOS_CLOCK_FILE: clockFile,
        DATABASE_URL: database.toString(),
        TEMPORAL_ADDRESS: `127.0.0.1:${toEngine.port}`,
        SMTP_URL: `smtp://127.0.0.1:${toMail.port}`,
        ...(url === undefined ? {} : { API_HOST: '127.0.0.1', API_PORT: String(port), PUBLIC_URL: url }),
      },
    },
    join(servers.dir, 'logs'),
  );
  // The API sends no mail.
  if (kind === 'api') await toMail.close();
  return {
    kind,
    process: victim,
    links: kind === 'api' ? [toDatabase, toEngine] : [toDatabase, toEngine, toMail],
    clockFile,
    ...(url === undefined ? {} : { url }),
  };
}

/** A database server speaks first: that shows that it serves, and does not merely listen. */
function greets(host: string, port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect({ host, port });
    const finish = (result: boolean): void => {
      socket.destroy();
      done(result);
    };
    socket.setTimeout(1_000, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('data', () => finish(true));
    socket.once('end', () => finish(false));
  });
}
