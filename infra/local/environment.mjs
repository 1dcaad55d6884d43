/** What the product reads from its environment, put together for one run. */
import { HOST } from './ports.mjs';

/** The demo's first day: 3 August 2026, nine o'clock in Taipei, a Monday. */
const DEMO_BUSINESS_EPOCH = '2026-08-03T01:00:00.000Z';
/** Seconds of business time in one real second: a day. */
const DEMO_CLOCK_SCALE = '86400';

/**
 * @param {object} found
 * @param {string} found.profile
 * @param {string} found.databaseUrl
 * @param {string} found.temporalAddress host:port
 * @param {string} [found.temporalUiUrl]
 * @param {string} [found.temporalBinary] path; for tests that start an engine of their own
 * @param {string} [found.testServer] path
 * @param {string} [found.databaseDump] path of mariadb-dump or mysqldump
 * @param {number} found.apiPort
 * @param {{ url: string, captureDir: string }} [found.mail] ours; the developer's SMTP_URL otherwise
 * @param {NodeJS.ProcessEnv} [own] what the developer set, which comes first
 * @returns {Record<string, string>} for children and for env.json; without the clock's real epoch
 */
export function productEnvironment(found, own = process.env) {
  const { profile, apiPort } = found;
  const demo = profile === 'demo';
  /** @type {Record<string, string | undefined>} */
  const values = {
    DATABASE_URL: found.databaseUrl,
    TEMPORAL_ADDRESS: found.temporalAddress,
    TEMPORAL_NAMESPACE: own.TEMPORAL_NAMESPACE ?? 'default',
    TEMPORAL_UI_URL: found.temporalUiUrl ?? own.TEMPORAL_UI_URL,
    TEMPORAL_BINARY: found.temporalBinary ?? own.TEMPORAL_BINARY,
    TEMPORAL_TEST_SERVER: found.testServer,
    DATABASE_DUMP: found.databaseDump ?? own.DATABASE_DUMP,
    SMTP_URL: found.mail?.url ?? own.SMTP_URL,
    MAIL_CAPTURE_DIR: found.mail?.captureDir ?? own.MAIL_CAPTURE_DIR,
    API_HOST: own.API_HOST ?? HOST,
    API_PORT: String(apiPort),
    PUBLIC_URL: own.PUBLIC_URL ?? `http://${HOST}:${apiPort}`,
    DEPLOYMENT: own.DEPLOYMENT ?? 'training',
    CLOCK_SCALE: own.CLOCK_SCALE ?? (demo ? DEMO_CLOCK_SCALE : '1'),
    CLOCK_BUSINESS_EPOCH: own.CLOCK_BUSINESS_EPOCH ?? (demo ? DEMO_BUSINESS_EPOCH : undefined),
    LOG_LEVEL: own.LOG_LEVEL ?? (demo ? 'warn' : undefined),
  };
  return Object.fromEntries(Object.entries(values).filter((entry) => entry[1] !== undefined));
}
