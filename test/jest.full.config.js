const preset = require('../jest.preset.js');

// The long tests: the whole product at once, one file after another.
module.exports = {
  ...preset,
  displayName: 'system-tests-full',
  // As in jest.config.js.
  forceExit: true,
  testMatch: ['<rootDir>/src/**/*.full-spec.ts'],
  reporters: ['default', [require.resolve('../infra/jest/count-reporter.js'), { target: 'test-full' }]],
};
