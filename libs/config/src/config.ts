import { taskQueues } from '@xiangaitong/contracts';
import { realTimeClock, type BusinessClock } from '@xiangaitong/domain';
import { z } from 'zod';

/** All that the product reads from its environment, parsed once at start. */
export interface Config {
  readonly deployment: 'production' | 'training';
  readonly databaseUrl: string;
  readonly temporal: { readonly address: string; readonly namespace: string };
  readonly smtp: { readonly url: string; readonly fromAddress: string; readonly messageIdDomain: string };
  readonly api: { readonly host: string; readonly port: number; readonly publicUrl: string };
  /** The task queues that a worker polls; together the workers have to poll all of them. */
  readonly worker: { readonly queues: readonly string[] };
  readonly metrics: MetricsConfig;
  readonly clock: BusinessClock;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
}

/** Where each process shows its metrics; one without a port shows none. */
export interface MetricsConfig {
  readonly host: string;
  readonly apiPort: number | undefined;
  readonly workerPort: number | undefined;
  /** What the engine's SDK says of itself, on a port of its own that answers also when the worker's code hangs. */
  readonly workerEnginePort: number | undefined;
}

/** The environment cannot be used; names every variable at fault and never a value. The operator mends it. */
export class ConfigError extends Error {
  readonly code = 'config.invalid';

  constructor(readonly problems: readonly string[]) {
    super(`Configuration: ${problems.join('; ')}`);
    this.name = 'ConfigError';
  }
}

const url = (...protocols: readonly string[]): z.ZodType<string> =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    error: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

const queues = z
  .string()
  .transform((text) => (text === 'all' ? taskQueues : text.split(',')))
  .refine((names) => names.every((name) => taskQueues.includes(name)), {
    error: `must be all, or of ${taskQueues.join(',')} those that this worker polls, with commas and without blanks`,
  });

const epoch = z.iso.datetime({ error: 'must be an ISO instant such as 2026-08-03T01:00:00.000Z' });

const port = (): z.ZodType<number, unknown> =>
  z.coerce.number('must be a port').int('must be a port').min(1).max(65535);

const environment = z
  .object({
    DEPLOYMENT: z
      .enum(['production', 'training'], { error: 'must be production or training' })
      .default('production'),
    DATABASE_URL: url('mysql:'),
    TEMPORAL_ADDRESS: z.string({ error: 'must be host:port' }).regex(/^[^\s:]+:\d+$/, 'must be host:port'),
    TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
    SMTP_URL: url('smtp:', 'smtps:'),
    MAIL_FROM: z.email('must be a mail address').default('noreply@xiangaitong.example'),
    API_HOST: z.string().min(1).default('127.0.0.1'),
    API_PORT: port().default(3000),
    PUBLIC_URL: url('http:', 'https:').default('http://127.0.0.1:3000'),
    WORKER_QUEUES: queues.default(taskQueues),
    METRICS_HOST: z.string().min(1).default('127.0.0.1'),
    API_METRICS_PORT: port().optional(),
    WORKER_METRICS_PORT: port().optional(),
    WORKER_ENGINE_METRICS_PORT: port().optional(),
    CLOCK_SCALE: z.coerce.number('must be a number').positive('must be above 0').default(1),
    CLOCK_BUSINESS_EPOCH: epoch.optional(),
    CLOCK_REAL_EPOCH: epoch.optional(),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  })
  .superRefine((values, context) => {
    const shifted =
      values.CLOCK_SCALE !== 1 ||
      values.CLOCK_BUSINESS_EPOCH !== undefined ||
      values.CLOCK_REAL_EPOCH !== undefined;
    if (values.DEPLOYMENT === 'production' && shifted) {
      context.addIssue({
        code: 'custom',
        path: ['CLOCK_SCALE'],
        message: 'a training clock is refused in production',
      });
    }
    if (shifted && (values.CLOCK_BUSINESS_EPOCH === undefined || values.CLOCK_REAL_EPOCH === undefined)) {
      context.addIssue({
        code: 'custom',
        path: ['CLOCK_REAL_EPOCH'],
        message:
          'a training clock needs CLOCK_BUSINESS_EPOCH and CLOCK_REAL_EPOCH, the same in every process',
      });
    }
    const ports = [
      'API_PORT',
      'API_METRICS_PORT',
      'WORKER_METRICS_PORT',
      'WORKER_ENGINE_METRICS_PORT',
    ] as const;
    for (const name of ports.filter((each, index) => {
      const taken = ports.slice(0, index).map((earlier) => values[earlier]);
      return values[each] !== undefined && taken.includes(values[each]);
    })) {
      context.addIssue({ code: 'custom', path: [name], message: 'must differ from the other ports' });
    }
    // Until people sign in, the API believes its caller: it must not be reachable from elsewhere.
    if (!['127.0.0.1', '::1', 'localhost'].includes(values.API_HOST)) {
      context.addIssue({ code: 'custom', path: ['API_HOST'], message: 'must be a loopback address' });
    }
  });

/** @throws ConfigError naming every variable that is missing or wrong. */
export function loadConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(env);
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => {
        const name = issue.path.join('.');
        return env[name] === undefined ? `${name} is missing` : `${name} ${issue.message}`;
      }),
    );
  }
  const values = parsed.data;
  return {
    deployment: values.DEPLOYMENT,
    databaseUrl: values.DATABASE_URL,
    temporal: { address: values.TEMPORAL_ADDRESS, namespace: values.TEMPORAL_NAMESPACE },
    smtp: {
      url: values.SMTP_URL,
      fromAddress: values.MAIL_FROM,
      messageIdDomain: values.MAIL_FROM.slice(values.MAIL_FROM.indexOf('@') + 1),
    },
    api: { host: values.API_HOST, port: values.API_PORT, publicUrl: values.PUBLIC_URL },
    worker: { queues: values.WORKER_QUEUES },
    metrics: {
      host: values.METRICS_HOST,
      apiPort: values.API_METRICS_PORT,
      workerPort: values.WORKER_METRICS_PORT,
      workerEnginePort: values.WORKER_ENGINE_METRICS_PORT,
    },
    clock: clockOf(values),
    logLevel: values.LOG_LEVEL,
  };
}

function clockOf(values: z.infer<typeof environment>): BusinessClock {
  const { CLOCK_BUSINESS_EPOCH: business, CLOCK_REAL_EPOCH: real, CLOCK_SCALE: scale } = values;
  if (business === undefined || real === undefined) return realTimeClock;
  return { businessEpoch: Date.parse(business), realEpoch: Date.parse(real), scale };
}
