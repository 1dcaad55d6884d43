import { DataSource } from 'typeorm';
import { CaseGateway } from '@xiangaitong/temporal-client';
import { createLogger } from '@xiangaitong/observability';
import { stop } from './graceful-stop';
import { PlayedEngine } from './played-engine.fixture';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.fixture';
import { as, drafter, post, startTestApi, supervisor, type TestApi } from './test-api.fixture';

describe('readiness', () => {
  let api: TestApi;
  let proxy: TcpProxy;
  beforeAll(async () => {
    api = await startTestApi(async (databaseUrl) => {
      const url = new URL(databaseUrl);
      proxy = await startTcpProxy(Number(url.port));
      url.port = String(proxy.port);
      return url.toString();
    });
  });
  afterAll(async () => {
    await api.stop();
    await proxy.cut();
  });

  const checks = async () => {
    const { status, body } = await api.request('/readyz');
    return { status, failed: body.checks.filter(({ ok }) => !ok).map(({ name }) => name) };
  };
  const workers = [
    'worker:cases',
    'worker:emergencies',
    'worker:dispatch-ordinary',
    'worker:dispatch-suspension',
    'worker:dispatch-emergency',
  ];

  it('is denied while no worker polls, each queue by name', async () => {
    expect(await checks()).toEqual({ status: 503, failed: workers });
    expect((await api.request('/healthz')).status).toBe(200);
  });

  it('is denied while the database is away; requests are told to come again, and nothing more', async () => {
    expect((await api.request('/api/v1/notices', as(drafter))).status).toBe(200);
    await proxy.cut();
    expect(await checks()).toEqual({ status: 503, failed: ['database', ...workers] });
    for (const init of [as(drafter), post({})]) {
      const path = init.method === 'POST' ? '/api/v1/notices/abc/approval' : '/api/v1/notices';
      const answer = await api.request(path, init);
      expect([answer.status, answer.body.code]).toEqual([503, 'server.unavailable']);
      expect(answer.headers.get('retry-after')).toBe('2');
      expect(JSON.stringify(answer.body)).not.toMatch(/ECONN|127\.0\.0\.1|sql|stack/i);
    }
    await proxy.mend();
    expect((await api.request('/api/v1/notices', as(drafter))).status).toBe(200);
    expect((await checks()).failed).toEqual(workers);
  });
});

describe('a stop', () => {
  it('finishes the request in flight, takes no new one, and closes the pool', async () => {
    const api = await startTestApi();
    const engine = new PlayedEngine(api);
    const id = await engine.newCase();
    const database = api.app.get(DataSource);
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const taken = new Promise<void>((resolve) => {
      jest.spyOn(api.app.get(CaseGateway), 'sendToNotice').mockImplementation(async (caseId, envelope) => {
        resolve();
        await finished;
        return engine.carryOut(caseId, envelope);
      });
    });
    const answer = api.request(`/api/v1/notices/${id}/approval`, post({}, { actor: supervisor }));
    await taken;
    const stopped = stop(api.app, createLogger('api', 'silent'));
    await expect(fetch(`${api.url}/healthz`)).rejects.toThrow();
    expect(database.isInitialized).toBe(true);
    finish();
    expect((await answer).status).toBe(200);
    await stopped;
    expect(database.isInitialized).toBe(false);
  });
});
