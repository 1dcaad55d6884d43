// One preset for every project: swc compiles TypeScript and the ESM-only NestJS alike, and the
// `@xiangaitong/source` condition makes projects test one another's source, never a stale build.
const { join } = require('node:path');

module.exports = {
  testEnvironment: 'node',
  // For what starts real servers and brings a register up to date: a busy machine takes longer than jest's five seconds.
  testTimeout: 60_000,
  testMatch: ['<rootDir>/src/**/*.spec.ts'],
  testEnvironmentOptions: {
    customExportConditions: ['@xiangaitong/source', 'require', 'node', 'node-addons', 'default'],
  },
  transform: {
    '^.+\\.m?[tj]s$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline',
      },
    ],
  },
  transformIgnorePatterns: ['node_modules/(?!(@nestjs)/)'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  reporters: ['default', join(__dirname, 'infra/jest/count-reporter.js')],
};
