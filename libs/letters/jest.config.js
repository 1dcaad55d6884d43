module.exports = { ...require('../../jest.preset.js'), displayName: 'letters' };
