/** Tests that stand beside the code they test: no network, seconds. */
module.exports = {
  rootDir: __dirname,
  roots: [
    ...['model', 'chaincode', 'client', 'network', 'scripts', 'examples/trading-day'].map(
      (name) => `<rootDir>/${name}/dist`,
    ),
    '<rootDir>/test/dist/bench',
  ],
  testMatch: ['**/*.test.js'],
  testEnvironment: '<rootDir>/jest.environment.cjs',
  moduleNameMapper: { '^@electric-sql/pglite$': '<rootDir>/jest.pglite.cjs' },
  modulePathIgnorePatterns: ['/dist/bundle/'],
  setupFiles: ['<rootDir>/jest.property-runs.cjs'],
  maxWorkers: 2,
  // Some start processes or build the chaincode's bundle, which takes its time on a busy machine.
  testTimeout: 60000,
};
