module.exports = {
  ...require('../../jest.preset.js'),
  displayName: 'api',
  // What a failed test has left behind would keep the run from ever ending.
  forceExit: true,
};
