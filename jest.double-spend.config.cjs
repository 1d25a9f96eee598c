/** Two processes that reach for one lot, a thousand times, on a network of their own. */
module.exports = {
  rootDir: __dirname,
  roots: ['<rootDir>/test/dist'],
  testMatch: ['**/double-spend.test.js'],
  maxWorkers: 1,
  testTimeout: 4 * 3_600_000,
};
