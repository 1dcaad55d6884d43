import { Writable } from 'node:stream';
import { createLogger } from '@xiangaitong/observability';
import { PlayedEngine } from './played-engine.fixture';
import { PersonRepository } from '@xiangaitong/persistence';
import { QueryFailedError } from 'typeorm';
import { as, drafter, post, startTestApi, supervisor, type TestApi } from './test-api.fixture';

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly requestId?: string;
  readonly caseId?: string;
  readonly req?: { readonly path: string };
}

const INFO = 30;
const WARN = 40;
const ERROR = 50;

let written: string[] = [];
let api: TestApi;
beforeAll(async () => {
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  api = await startTestApi(undefined, createLogger('api', 'info', sink));
});
afterAll(() => api.stop());
beforeEach(() => {
  written = [];
});
afterEach(() => jest.restoreAllMocks());

const lines = (): Line[] => written.map((line) => JSON.parse(line) as Line);

describe('the log', () => {
  it('has one line a request: who, which case, how it went', async () => {
    const id = await new PlayedEngine(api).newCase();
    written = [];
    await api.request(`/api/v1/notices/${id}?`, {
      headers: { 'X-Actor': supervisor, 'X-Request-Id': 'r-1' },
    });
    expect(lines()).toEqual([
      expect.objectContaining({
        level: INFO,
        requestId: 'r-1',
        caseId: id,
        personId: 'p-huang',
        role: 'supervisor',
        req: { method: 'GET', path: `/api/v1/notices/${id}` },
        res: { statusCode: 200 },
        responseTime: expect.any(Number),
      }),
    ]);
  });

  it('says nothing of health', async () => {
    await api.request('/healthz');
    await api.request('/readyz');
    expect(lines()).toEqual([]);
  });

  it('holds neither queries nor bodies, and warns of what the caller got wrong', async () => {
    await api.request('/api/v1/notices?after=%E9%99%B3%E5%A4%A7%E6%96%87', as(drafter));
    await api.request('/api/v1/notice-drafts', post({ filler: '陳大文' }));
    expect(lines().map(({ level }) => level)).toEqual([WARN, WARN]);
    expect(written.join('')).not.toMatch(/陳大文|%E9/);
  });

  it('tells of a fault under the request id, without the parameters of the query', async () => {
    const failure = new QueryFailedError(
      'INSERT INTO people VALUES (?)',
      ['陳大文'],
      new Error('Unknown column'),
    );
    jest.spyOn(PersonRepository.prototype, 'get').mockRejectedValue(failure);
    const answer = await api.request('/api/v1/notices', as(drafter));
    expect([answer.status, answer.body.code]).toEqual([500, 'server.fault']);
    expect(lines()).toContainEqual(
      expect.objectContaining({
        level: ERROR,
        requestId: answer.body.requestId,
        code: 'server.fault',
        err: expect.objectContaining({
          message: 'Unknown column',
          stack: expect.stringContaining('request-log.spec'),
        }),
      }),
    );
    expect(written.join('')).toContain('QueryFailedError: Unknown column');
    expect(written.join('')).not.toContain('陳大文');
  });
});
