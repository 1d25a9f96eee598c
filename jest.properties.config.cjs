/** The tests that try laws with generated cases, and nothing else: thousands of cases each. */
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const unit = require('./jest.unit.config.cjs');

function generating(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.test.js'))
    .map((file) => join(folder, file))
    .filter((file) => readFileSync(file, 'utf8').includes('require("fast-check")'));
}

module.exports = {
  ...unit,
  testMatch: unit.roots.map((root) => root.replace('<rootDir>', __dirname)).flatMap(generating),
  // Thousands of cases take minutes.
  testTimeout: 3_600_000,
};
