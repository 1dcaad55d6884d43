module.exports = { ...require('../../jest.preset.js'), displayName: 'calendar-files' };
