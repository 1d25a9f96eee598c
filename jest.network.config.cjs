/** Tests on the real network: one network for all, brought up before the first test. */
module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/test/dist'],
  testMatch: ['**/*.test.js'],
  // Those of the benches need no network: they are unit tests.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/dist/bench/'],
  globalSetup: '<rootDir>/test/dist/network/up.js',
  globalTeardown: '<rootDir>/test/dist/network/down.js',
  testEnvironment: '<rootDir>/jest.environment.cjs',
  moduleNameMapper: { '^@electric-sql/pglite$': '<rootDir>/jest.pglite.cjs' },
  maxWorkers: 1,
  testTimeout: 120000,
};
