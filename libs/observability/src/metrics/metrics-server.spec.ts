import { parseExposition, samplesOf, valueOf } from '@xiangaitong/testing';
import { createLogger } from '../logger';
import { addFigureGauge, type Figure } from './figure-gauge';
import { startMetricsServer, type MetricsServer } from './metrics-server';
import { addPoolMetrics } from './pool-metrics';
import { createMetricsRegistry, type MetricsRegistry } from './process-metrics';

const loopback = '127.0.0.1';

describe('the metrics port', () => {
  let registry: MetricsRegistry;
  let server: MetricsServer;
  const lines: string[] = [];
  const logger = createLogger('test', 'info', { write: (line) => void lines.push(line) });

  beforeEach(async () => {
    lines.length = 0;
    registry = createMetricsRegistry({ service: 'test', version: '1.2.3' });
    server = await startMetricsServer(registry, { host: loopback, port: 0 }, logger);
  });
  afterEach(() => server.close());

  const scrape = async (path = '/metrics', method = 'GET') => {
    const answer = await fetch(`http://${loopback}:${server.port}${path}`, { method });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };

  it('serves what the process and its pool say, as Prometheus reads it', async () => {
    addPoolMetrics(registry, { ordinary: () => ({ inUse: 3, free: 2, waiting: 1, max: 20 }) });
    const { status, type, text } = await scrape();
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    const read = parseExposition(text);
    expect(samplesOf(read, 'xiangaitong_build_info')).toMatchObject([
      { labels: { service: 'test', version: '1.2.3', node: process.version }, value: 1 },
    ]);
    expect(
      valueOf(read, 'xiangaitong_database_pool_connections', { pool: 'ordinary', state: 'in_use' }),
    ).toBe(3);
    expect(valueOf(read, 'xiangaitong_database_pool_waiting')).toBe(1);
    expect(valueOf(read, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
  });

  it('shows a figure that is gone no longer, with labels or without', async () => {
    let figures: readonly Figure[] = [{ labels: { phase: 'tracking' }, value: 2 }];
    let age: readonly Figure[] = [{ value: 5 }];
    addFigureGauge(registry, { name: 'cases', help: 'h', labelNames: ['phase'], figures: () => figures });
    addFigureGauge(registry, { name: 'age', help: 'h', figures: () => age });
    const before = parseExposition((await scrape()).text);
    expect([valueOf(before, 'cases'), valueOf(before, 'age')]).toEqual([2, 5]);
    figures = [{ labels: { phase: 'proposed' }, value: 1 }];
    age = [];
    const after = parseExposition((await scrape()).text);
    expect(samplesOf(after, 'cases')).toMatchObject([{ labels: { phase: 'proposed' }, value: 1 }]);
    expect(valueOf(after, 'age')).toBeUndefined();
  });

  it('has nothing else', async () => {
    expect((await scrape('/')).status).toBe(404);
    expect((await scrape('/metrics', 'POST')).status).toBe(404);
  });

  it('answers 500 and logs the reason when something cannot be collected', async () => {
    addFigureGauge(registry, {
      name: 'broken',
      help: 'h',
      figures: () => Promise.reject(new Error('no figures')),
    });
    expect((await scrape()).status).toBe(500);
    expect(lines.join('')).toContain('no figures');
  });

  it('that is taken is an error', async () => {
    const taken = { host: loopback, port: server.port };
    await expect(startMetricsServer(registry, taken, logger)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});
