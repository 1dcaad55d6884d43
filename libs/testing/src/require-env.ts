import { TestingError } from './testing-error';

/**
 * The value of an environment variable that the test run supplies.
 *
 * @throws TestingError `MISSING_ENVIRONMENT` when it is unset or empty, telling how to get it set.
 */
export function requireEnv(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') {
    throw new TestingError(
      'MISSING_ENVIRONMENT',
      `${name} is not set. Run \`npm test\`, or \`npm run exec -- <command>\` for a single command: ` +
        'both start what the tests need and set it.',
    );
  }
  return value;
}
