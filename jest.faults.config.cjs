/** Ten thousand operations while nodes and applications are killed, on a network of their own. */
module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/test/dist'],
  testMatch: ['**/faults.test.js'],
  testEnvironment: '<rootDir>/jest.environment.cjs',
  moduleNameMapper: { '^@electric-sql/pglite$': '<rootDir>/jest.pglite.cjs' },
  maxWorkers: 1,
  testTimeout: 4 * 3_600_000,
};
