import { taskQueues } from '@xiangaitong/contracts';
import { ConfigError, loadConfig } from './config';

const complete = {
  DATABASE_URL: 'mysql://user:s3cret@127.0.0.1:3306/xiangaitong',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  SMTP_URL: 'smtp://127.0.0.1:2525',
};

const problemsOf = (env: Record<string, string>): string => {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
};

describe('configuration', () => {
  it('fills in what has a default', () => {
    const config = loadConfig(complete);
    expect(config.deployment).toBe('production');
    expect(config.clock).toEqual({ realEpoch: 0, businessEpoch: 0, scale: 1 });
    expect(config.api).toEqual({ host: '127.0.0.1', port: 3000, publicUrl: 'http://127.0.0.1:3000' });
  });

  it('names everything that is missing at once', () => {
    expect(problemsOf({})).toBe(
      'Configuration: DATABASE_URL is missing; TEMPORAL_ADDRESS is missing; SMTP_URL is missing',
    );
  });

  it('never prints a value', () => {
    const message = problemsOf({ ...complete, DATABASE_URL: 'postgres://user:s3cret@host/db' });
    expect(message).toContain('DATABASE_URL must be a URL that begins with mysql://');
    expect(message).not.toContain('s3cret');
  });

  it('refuses a training clock in production', () => {
    const training = {
      ...complete,
      CLOCK_SCALE: '86400',
      CLOCK_BUSINESS_EPOCH: '2026-08-03T01:00:00.000Z',
      CLOCK_REAL_EPOCH: '2026-11-21T01:00:00.000Z',
    };
    expect(problemsOf(training)).toContain('CLOCK_SCALE a training clock is refused in production');
    expect(loadConfig({ ...training, DEPLOYMENT: 'training' }).clock.scale).toBe(86400);
  });

  it('refuses a training clock that processes could read differently', () => {
    expect(problemsOf({ ...complete, DEPLOYMENT: 'training', CLOCK_SCALE: '2' })).toContain(
      'CLOCK_REAL_EPOCH',
    );
  });

  it('has a worker poll every queue, or those that are named', () => {
    const queuesOf = (WORKER_QUEUES: string) => loadConfig({ ...complete, WORKER_QUEUES }).worker.queues;
    expect(loadConfig(complete).worker.queues).toEqual(taskQueues);
    expect(queuesOf('all')).toEqual(taskQueues);
    expect(queuesOf('emergencies,dispatch-emergency')).toEqual(['emergencies', 'dispatch-emergency']);
  });

  it.each(['', 'emergency', 'cases, emergencies', 'cases,'])(
    'refuses queues that there are not: "%s"',
    (WORKER_QUEUES) => {
      expect(problemsOf({ ...complete, WORKER_QUEUES })).toContain(
        'WORKER_QUEUES must be all, or of cases,emergencies,dispatch-ordinary',
      );
    },
  );

  it('keeps the API on loopback until people sign in', () => {
    expect(problemsOf({ ...complete, API_HOST: '0.0.0.0' })).toContain('API_HOST must be a loopback address');
  });

  it('shows metrics nowhere until a port is named, and then on loopback', () => {
    const { metrics } = loadConfig(complete);
    expect(metrics).toEqual({ host: '127.0.0.1' });
    const named = {
      API_METRICS_PORT: '9464',
      WORKER_METRICS_PORT: '9465',
      WORKER_ENGINE_METRICS_PORT: '9466',
    };
    expect(loadConfig({ ...complete, ...named, METRICS_HOST: '10.0.0.5' }).metrics).toEqual({
      host: '10.0.0.5',
      apiPort: 9464,
      workerPort: 9465,
      workerEnginePort: 9466,
    });
  });

  it('refuses a metrics port that is none, or that another port has', () => {
    expect(problemsOf({ ...complete, API_METRICS_PORT: 'yes' })).toContain('API_METRICS_PORT must be a port');
    const twice = { API_METRICS_PORT: '9464', WORKER_METRICS_PORT: '9464' };
    expect(problemsOf({ ...complete, ...twice })).toContain(
      'WORKER_METRICS_PORT must differ from the other ports',
    );
    expect(problemsOf({ ...complete, API_METRICS_PORT: '3000' })).toContain('API_METRICS_PORT must differ');
  });
});
