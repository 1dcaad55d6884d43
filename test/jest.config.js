module.exports = {
  ...require('../jest.preset.js'),
  displayName: 'system-tests',
  // A Temporal worker that a failed test has left behind would keep the run from ever ending.
  forceExit: true,
};
