module.exports = {
  ...require('../jest.preset.js'),
  displayName: 'workflows',
  // A test takes a second; the server shares a small machine with everything else.
  testTimeout: 60_000,
  // One bundle for all specs: making it takes as long as four tests.
  globalSetup: '<rootDir>/jest.bundle.config.js',
};
