module.exports = {
  ...require('../jest.preset.js'),
  displayName: 'workflows',
  // A test takes a second; the server shares a small machine with everything else.
  testTimeout: 60_000,
  // One bundle for all specs: making it takes as long as four tests.
  globalSetup: '<rootDir>/jest.bundle.config.js',
  // A Temporal worker that a failed test has left behind would keep the run from ever ending.
  forceExit: true,
};
