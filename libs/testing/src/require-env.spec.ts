import { requireEnv } from './require-env';

function errorOf(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}

const NAME = 'XGT_REQUIRE_ENV_SPEC';

afterEach(() => {
  delete process.env[NAME];
});

it('gives the value', () => {
  process.env[NAME] = 'mysql://x';
  expect(requireEnv(NAME)).toBe('mysql://x');
});

it.each([undefined, ''])('tells how to get it set when it is %j', (value) => {
  if (value !== undefined) process.env[NAME] = value;
  expect(errorOf(() => requireEnv(NAME))).toMatchObject({
    code: 'MISSING_ENVIRONMENT',
    message: expect.stringMatching(new RegExp(`${NAME}.*npm test.*npm run exec -- <command>`)),
  });
});
