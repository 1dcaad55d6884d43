import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

// Tests may reach the test kit from any layer; everything else flows one way (ARCHITECTURE.md).
const layers = [
  ['domain', []],
  ['contracts', ['domain']],
  ['technical', ['domain', 'contracts', 'technical']],
  ['workflows', ['domain', 'contracts']],
  ['activities', ['domain', 'contracts', 'technical']],
  ['app', ['domain', 'contracts', 'technical', 'workflows', 'activities']],
  ['testing', ['domain', 'contracts', 'technical']],
  ['test', ['domain', 'contracts', 'technical', 'workflows', 'activities', 'testing']],
];
const boundaries = (extra, allow = []) => [
  'error',
  {
    allow,
    enforceBuildableLibDependency: false,
    depConstraints: layers.map(([layer, may]) => ({
      sourceTag: `type:${layer}`,
      onlyDependOnLibsWithTags: [layer, ...may, ...extra].map((tag) => `type:${tag}`),
    })),
  },
];

const pureGlobals = ['process', 'Intl', 'Buffer', 'setTimeout', 'setInterval', 'crypto', 'performance'].map(
  (name) => ({ name, message: 'The core is pure: pass it in.' }),
);

export default tseslint.config(
  { ignores: ['**/dist/**', '**/test-results/**', '**/node_modules/**', '**/*.config.js', '**/.local/**'] },
  {
    files: ['**/*.ts'],
    extends: [eslint.configs.recommended, ...tseslint.configs.recommendedTypeChecked, prettier],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries([]),
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'as' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        {
          selector:
            'TSAsExpression:not([typeAnnotation.type="TSTypeReference"][typeAnnotation.typeName.name="const"])',
          message: 'No `as` outside tests and parsers: narrow or parse.',
        },
      ],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ['libs/domain/src/**/*.ts', 'workflows/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.fixture.ts'],
    rules: {
      'no-restricted-globals': ['error', ...pureGlobals],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*', 'fs', 'path', 'os', 'crypto'], message: 'Deterministic code only.' },
          ],
          paths: [{ name: '@xiangaitong/contracts', message: 'Import …/workflow: without HTTP schemas.' }],
        },
      ],
    },
  },
  {
    files: ['libs/domain/src/**/*.ts'],
    ignores: ['**/*.spec.ts', '**/*.fixture.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'The core is pure: time is passed in.' },
        { object: 'Math', property: 'random', message: 'The core is pure.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        { selector: 'TSAsExpression:not([typeAnnotation.typeName.name="const"])', message: 'No `as` here.' },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Time is passed in.' },
      ],
    },
  },
  {
    files: ['workflows/src/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: { 'max-lines': ['error', { max: 150, skipBlankLines: true, skipComments: true }] },
  },
  {
    // A parser is where unknown bytes become typed values: the one place that may assert.
    files: ['**/*.spec.ts', '**/*.fixture.ts', '**/*.parser.ts', 'libs/testing/**/*.ts', 'test/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': boundaries(['testing', 'workflows', 'activities']),
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
      'max-lines': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  {
    // API, worker and player in the test's own process, where one clock can be given to all of them.
    files: ['test/src/skipping-system.fixture.ts', 'test/src/worker-build.fixture.ts'],
    rules: {
      '@nx/enforce-module-boundaries': boundaries(['testing', 'workflows', 'activities'], ['../../apps/**']),
    },
  },
  {
    // Modules of another build, which wrap those that they stand in for.
    files: ['test/src/builds/*.fixture.ts'],
    rules: {
      '@nx/enforce-module-boundaries': boundaries(
        ['testing', 'workflows', 'activities'],
        ['../../../workflows/**'],
      ),
    },
  },
);
