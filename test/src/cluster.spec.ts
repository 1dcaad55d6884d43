import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig, type Config } from '@xiangaitong/config';
import { emergenciesTaskQueue, laneTaskQueues, taskQueues } from '@xiangaitong/contracts';
import { parse } from 'yaml';
import { z } from 'zod';
import { workspaceRoot } from './app-process.fixture';

const cluster = (path: string): string => readFileSync(join(workspaceRoot, 'infra/cluster', path), 'utf8');

const scalar = z.union([z.string(), z.number()]).transform(String);
const compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), scalar).optional(),
      networks: z.array(z.string()).optional(),
      network_mode: z.string().optional(),
      depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional(),
      ports: z.array(z.string()).optional(),
      volumes: z.array(z.string()).optional(),
    }),
  ),
  networks: z.record(z.string(), z.unknown()),
  volumes: z.record(z.string(), z.unknown()),
});
const prometheus = z.object({
  scrape_configs: z.array(
    z.object({
      job_name: z.string(),
      static_configs: z.array(z.object({ targets: z.array(z.string()) })),
    }),
  ),
});

/** What whoever starts it exports, for every `${NAME}` and `${NAME:?…}`. */
const exported: Readonly<Record<string, string>> = {
  SMTP_URL: 'smtp://mail:25',
  MAIL_FROM: 'noreply@centre.example',
  PUBLIC_URL: 'http://127.0.0.1:8080',
};
const interpolated = (text: string): string =>
  text.replace(/\$\{([A-Z_]+)(?::\?[^}]*)?\}/g, (_, name: string) => exported[name] ?? 'x');

const { services, networks, volumes } = compose.parse(
  parse(interpolated(cluster('compose.yml')), { merge: true }),
);

/** The product's own processes, each with what it makes of its settings. */
const processes = Object.entries(services)
  .filter(([, { command }]) => /apps\/(api|worker|cli)/.test(command?.join(' ') ?? ''))
  .map(([name, service]) => ({
    name,
    app: /apps\/(api|worker|cli)/.exec(service.command?.join(' ') ?? '')?.[1],
    host: service.network_mode?.replace('service:', '') ?? name,
    config: loadConfig(service.environment ?? {}),
  }));

describe('the set-up of several machines', () => {
  it('has every queue polled, emergencies by a process that does nothing else', () => {
    const workers = processes.filter(({ app }) => app === 'worker').map(({ config }) => config.worker.queues);
    expect(new Set(workers.flat())).toEqual(new Set(taskQueues));
    expect(workers.filter((queues) => queues.includes(emergenciesTaskQueue))).toEqual([
      [emergenciesTaskQueue, laneTaskQueues.emergency],
    ]);
  });

  it('gives each process settings that it takes, and no two of a host the same port', () => {
    expect(processes.map(({ app }) => app).sort()).toEqual([
      'api',
      'api',
      'cli',
      'worker',
      'worker',
      'worker',
    ]);
    const listening = processes.flatMap(({ app, host, config: { api, metrics } }) =>
      (app === 'api' ? [api.port, metrics.apiPort] : [metrics.workerPort, metrics.workerEnginePort])
        .filter((port) => port !== undefined)
        .map((port) => `${host}:${port}`),
    );
    expect(listening).toHaveLength(10);
    expect(new Set(listening).size).toBe(listening.length);
    expect(new Set(processes.map(({ config }) => config.deployment))).toEqual(new Set(['production']));
  });

  it('names only services, networks and volumes that there are, and images by their version', () => {
    for (const service of Object.values(services)) {
      const needed = service.depends_on ?? [];
      for (const other of Array.isArray(needed) ? needed : Object.keys(needed))
        expect(services).toHaveProperty(other);
      for (const network of service.networks ?? []) expect(networks).toHaveProperty(network);
      for (const [from = ''] of (service.volumes ?? []).map((volume) => volume.split(':'))) {
        if (from.startsWith('.')) expect(() => cluster(from)).not.toThrow();
        else expect(volumes).toHaveProperty(from);
      }
      expect(service.image).toMatch(/:(x|v?\d+\.\d+\.\d+[\w.-]*)$/);
    }
  });

  it('lets nobody from elsewhere reach what has no sign-in', () => {
    const published = Object.values(services).flatMap(({ ports }) => ports ?? []);
    expect(published.length).toBeGreaterThan(0);
    expect(published.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('has the proxy and Prometheus ask where somebody listens', () => {
    const apis = processes.filter(({ app }) => app === 'api');
    const proxied = [...cluster('proxy/nginx.conf').matchAll(/server 127\.0\.0\.1:(\d+)/g)].map(([, port]) =>
      Number(port),
    );
    expect(proxied.sort()).toEqual(apis.map(({ config }) => config.api.port).sort());
    const { scrape_configs: jobs } = prometheus.parse(parse(cluster('prometheus/prometheus.yml')));
    const targets = (job: string): readonly string[] =>
      jobs
        .filter((each) => each.job_name === job)
        .flatMap((each) => each.static_configs.flatMap((one) => one.targets));
    const shown = (app: string, port: (config: Config) => number | undefined): readonly string[] =>
      processes.filter((each) => each.app === app).map(({ host, config }) => `${host}:${port(config)}`);
    expect(targets('xiangaitong-api')).toEqual(shown('api', ({ metrics }) => metrics.apiPort));
    expect(targets('xiangaitong-worker')).toEqual(shown('worker', ({ metrics }) => metrics.workerPort));
    expect(targets('xiangaitong-worker-engine')).toEqual(
      shown('worker', ({ metrics }) => metrics.workerEnginePort),
    );
  });
});
