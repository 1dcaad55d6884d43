import type { MetricsRegistry } from '@xiangaitong/observability';
import { parseExposition, samplesOf, valueOf, waitUntil, type Exposition } from '@xiangaitong/testing';
import { METRICS } from '../infrastructure/tokens';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.fixture';
import { as, drafter, draftForm, post, startTestApi, supervisor, type TestApi } from '../test-api.fixture';

jest.setTimeout(60_000);

describe('the metrics of the API', () => {
  let api: TestApi;
  let proxy: TcpProxy;

  beforeAll(async () => {
    api = await startTestApi(async (databaseUrl) => {
      const url = new URL(databaseUrl);
      proxy = await startTcpProxy(Number(url.port));
      url.port = String(proxy.port);
      return url.href;
    });
  });
  afterAll(async () => {
    await api.stop();
    await proxy.cut();
  });

  const scrape = async (): Promise<Exposition> =>
    parseExposition(await api.app.get<MetricsRegistry>(METRICS).metrics());

  it('know requests by route and answer, never by what the caller sent', async () => {
    await api.request('/api/v1/notice-drafts', post(draftForm));
    await api.request('/api/v1/notices/some-notice', as(supervisor));
    await api.request('/api/v1/notices/another-notice', as(supervisor));
    await fetch(`${api.url}/such/a/page/there/is/not`);
    const read = await scrape();
    const count = (labels: Record<string, string>) =>
      valueOf(read, 'xiangaitong_http_request_seconds_count', labels);
    expect(count({ route: '/api/v1/notice-drafts', method: 'POST', status: '201' })).toBe(1);
    expect(count({ route: '/api/v1/notices/:id', method: 'GET', status: '404' })).toBe(2);
    expect(count({ route: 'none', status: '404' })).toBe(1);
    expect(valueOf(read, 'xiangaitong_http_problems_total', { code: 'resource.notFound' })).toBe(3);
    const routes = samplesOf(read, 'xiangaitong_http_request_seconds_count').map(
      ({ labels }) => labels['route'],
    );
    expect(routes.join()).not.toMatch(/some-notice|another|such/);
  });

  it('say that nobody polls the queues while there is no worker', async () => {
    const read = await scrape();
    expect(valueOf(read, 'xiangaitong_engine_reachable')).toBe(1);
    expect(samplesOf(read, 'xiangaitong_task_queue_polled').map(({ value }) => value)).toEqual([
      0, 0, 0, 0, 0,
    ]);
    expect(valueOf(read, 'xiangaitong_database_pool_max_connections')).toBe(20);
  });

  it('tell the last that was known while the register is away, and that it is', async () => {
    const before = await scrape();
    expect(valueOf(before, 'xiangaitong_register_reachable')).toBe(1);
    expect(valueOf(before, 'xiangaitong_letters', { lane: 'ordinary', state: 'queued' })).toBe(0);
    await proxy.cut();
    await waitUntil(async () => valueOf(await scrape(), 'xiangaitong_register_reachable') === 0, {
      timeoutMs: 30_000,
      what: 'the register to be called unreachable',
      intervalMs: 200,
    });
    const away = await scrape();
    expect(valueOf(away, 'xiangaitong_letters', { lane: 'ordinary', state: 'queued' })).toBe(0);
    expect(valueOf(away, 'xiangaitong_register_figures_age_seconds')).toBeGreaterThan(4);
    expect(valueOf(away, 'process_resident_memory_bytes')).toBeGreaterThan(0);
    await api.request('/api/v1/notices', as(drafter));
    expect(valueOf(await scrape(), 'xiangaitong_http_problems_total', { code: 'server.unavailable' })).toBe(
      1,
    );
    await proxy.mend();
    await waitUntil(async () => valueOf(await scrape(), 'xiangaitong_register_reachable') === 1, {
      timeoutMs: 30_000,
      what: 'the register to be back',
      intervalMs: 200,
    });
  });
});
