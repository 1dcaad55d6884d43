import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INestApplication } from '@nestjs/common';
import { loadConfig } from '@xiangaitong/config';
import { policyVersion1 } from '@xiangaitong/domain';
import { createLogger, type Logger } from '@xiangaitong/observability';
import {
  createDataSource,
  migrateUp,
  OrganisationRepository,
  PersonRepository,
  PolicyRepository,
} from '@xiangaitong/persistence';
import { createTestDatabase, requireEnv } from '@xiangaitong/testing';
import { createApp } from './create-app';
import { undocumented, type DocumentedApi } from './documented.fixture';

/** The API on a database of its own and the real engine, without a worker. */
export interface TestApi {
  readonly app: INestApplication<Server>;
  readonly url: string;
  request(path: string, init?: RequestInit): Promise<Answer>;
  stop(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** What came, were it JSON. */
  readonly body: AnswerBody;
  readonly text: string;
}

/** Every field that a test looks at, of whatever answer. */
export interface AnswerBody {
  readonly id: string;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
  readonly fields: { readonly field: string; readonly message: string }[];
  readonly reason: string;
  readonly state: string;
  readonly status: string;
  readonly version: number;
  readonly caseNumber: string;
  readonly caseId: string;
  readonly trackerId?: string;
  readonly warnings: readonly { readonly noticeId: string }[];
  readonly deliverySource: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly next?: string;
  readonly entries: {
    readonly id: string;
    readonly step: string;
    readonly type: string;
    readonly task: string;
    readonly assigneeId?: string;
    readonly onBehalfOf?: string;
    readonly role: string;
  }[];
  readonly startsAt: number;
  readonly endsAt: number;
  readonly checks: { readonly name: string; readonly ok: boolean }[];
}

export const drafter = 'p-lin:drafter';
export const otherCentre = 'p-wu:drafter';
export const respondent = 'p-chen:respondent';
export const supervisor = 'p-huang:supervisor';
export const administrator = 'p-liu:centreAdministrator';
export const authority = 'p-moda:authority';
export const bureau = 'p-tsai:bureau';

/** Starts it; `through` may put something between it and its database. Needs DATABASE_URL and TEMPORAL_ADDRESS. */
export async function startTestApi(
  through: (databaseUrl: string) => Promise<string> | string = same,
  logger: Logger = createLogger('api', 'silent'),
  today = '2026-08-03',
): Promise<TestApi> {
  const test = await createTestDatabase(requireEnv('DATABASE_URL'));
  await seed(test.url);
  const config = loadConfig({
    DATABASE_URL: await through(test.url),
    TEMPORAL_ADDRESS: requireEnv('TEMPORAL_ADDRESS'),
    SMTP_URL: 'smtp://127.0.0.1:1',
    DEPLOYMENT: 'training',
    CLOCK_BUSINESS_EPOCH: `${today}T01:00:00.000Z`,
    CLOCK_REAL_EPOCH: new Date().toISOString(),
  });
  const app = await createApp(config, logger);
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const documentation = (await (await fetch(`${url}/api/openapi.json`)).json()) as DocumentedApi;
  return {
    app,
    url,
    request: async (path, init) => {
      const answer = await fetch(`${url}${path}`, init);
      const text = await answer.text();
      const method = init?.method ?? 'GET';
      const { status, headers } = answer;
      const type = headers.get('content-type') ?? '';
      const body = (type.includes('json') ? JSON.parse(text) : {}) as AnswerBody;
      const code = type.startsWith('application/problem+json') ? { code: body.code } : {};
      expect(undocumented(documentation, { method, path }, { status, ...code })).toBeUndefined();
      return { status, headers, body, text };
    },
    stop: async () => {
      await app.close();
      await test.drop();
    },
  };
}

const same = (url: string): string => url;

async function seed(url: string): Promise<void> {
  const database = createDataSource({ url, poolSize: 2, migrationsRun: false });
  await database.initialize();
  await migrateUp(database);
  const organisations = new OrganisationRepository(database);
  const organisation = (
    id: string,
    name: string,
    kind: 'centre' | 'agency' | 'bureau' | 'authority',
    centreId: string | null,
  ) => organisations.upsert({ id, name, kind, centreId, status: 'T', email: null });
  await organisation('TN00000001', '臺南市政府', 'centre', null);
  await organisation('KH00000001', '高雄市政府', 'centre', null);
  await organisation('XC12345678', '○○公司', 'agency', 'TN00000001');
  await organisation('XC87654321', '△△公司', 'agency', 'TN00000001');
  await organisation('MODA000001', '數位發展部', 'authority', null);
  await organisation('NAA0000001', '檔案管理局', 'bureau', null);
  const people = new PersonRepository(database);
  const person = (header: string, organisationId: string) => {
    const [id = '', role = ''] = header.split(':');
    return people.upsert({
      id,
      organisationId,
      name: '測試',
      phone: null,
      email: null,
      roles: [role as 'drafter'],
    });
  };
  await person(drafter, 'TN00000001');
  await person(supervisor, 'TN00000001');
  await person(administrator, 'TN00000001');
  await person('p-cai:tracker', 'TN00000001');
  await person(otherCentre, 'KH00000001');
  await person(respondent, 'XC12345678');
  await person(authority, 'MODA000001');
  await person(bureau, 'NAA0000001');
  await new PolicyRepository(database).add('TN00000001', policyVersion1, 0);
  await database.destroy();
}

/** What a refusal says to a program. */
export const codes = ({ status, body }: Answer): unknown[] => [status, body.code];

let keys = 0;

/** A key that has not been used. */
export const newKey = (): string => `test-key-${String(++keys).padStart(6, '0')}`;

/** A POST as a careful caller sends it; parts can be left out or replaced. */
export function post(
  body: unknown,
  { actor = drafter, key = newKey(), ...headers }: Record<string, string> = {},
): RequestInit {
  return {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Actor': actor, 'Idempotency-Key': key, ...headers },
    body: typeof body === 'string' || Buffer.isBuffer(body) ? (body as string) : JSON.stringify(body),
  };
}

export const as = (actor: string): RequestInit => ({ headers: { 'X-Actor': actor } });

/** The form of seed 002, as a drafter sends it. */
export const draftForm = {
  respondentId: 'XC12345678',
  reason: '未依規定辦理本系統資訊安全自評',
  items: [
    { kind: 'action', text: '補辦 115 年度自評' },
    { kind: 'instruction', text: '改善情形請以電子郵件回復，並以電話確認' },
  ],
  legalBases: [{ kind: 'regulation', edition: '108', point: 8 }],
  deadline: '2026-09-04',
  contactPersonId: 'p-lin',
  trackerId: 'p-cai',
  confidential: false,
};
