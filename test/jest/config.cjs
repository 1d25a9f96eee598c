// All tests of the tree. `npm test -- PROJECT [PATH]` picks a project and builds first; once everything is built,
// `npx jest --config test/jest/config.cjs --selectProjects PROJECT [PATH]` does as well.
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');

const ROOT = join(__dirname, '..', '..');
const SECONDS = 1000;
const HOURS = 3600 * SECONDS;

/** Packages made of CommonJS only by `es-modules.cjs`. */
const ES_MODULES = ['@noble', 'commander'];

const common = {
  rootDir: ROOT,
  testEnvironment: join(__dirname, 'environment.cjs'),
  moduleNameMapper: {
    '^(@electric-sql/pglite|puppeteer-core)$': join(__dirname, 'outside', '$1.cjs'),
  },
  // Nothing else is transformed: tests run as the compiler has made them.
  transform: { [`/node_modules/(${ES_MODULES.join('|')})/.+\\.js$`]: join(__dirname, 'es-modules.cjs') },
  transformIgnorePatterns: [],
  modulePathIgnorePatterns: ['/dist/bundle/'],
  setupFilesAfterEnv: [join(__dirname, 'timeout.cjs')],
};

/** How long a test of the project may take. */
const within = (timeoutOfProject) => ({ globals: { timeoutOfProject } });

/** What the compiler made of each package of the build. */
const compiled = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8')).references.map(({ path }) =>
  join(ROOT, path, 'dist'),
);
const acrossPackages = join(ROOT, 'test', 'dist');
/** What lies in test/ and needs no network: tests of the launcher, of the benches, of the tree itself. */
const withoutNetwork = ['launch', 'bench', 'tree'].map((folder) => join(acrossPackages, folder));

/** Tests that stand beside the code they test, and those: no network, seconds. */
const unit = {
  ...common,
  displayName: 'unit',
  roots: [...compiled.filter((folder) => folder !== acrossPackages), ...withoutNetwork].filter(existsSync),
  testMatch: ['**/*.test.js'],
  setupFiles: [join(__dirname, 'property-runs.cjs')],
  // Some start processes or build the chaincode's bundle, which takes its time on a busy machine.
  ...within(60 * SECONDS),
};

const onNetwork = { ...common, roots: [acrossPackages].filter(existsSync) };

/** Tests on the real network: one network for all, brought up before the first test. */
const network = {
  ...onNetwork,
  displayName: 'network',
  testMatch: ['**/*.test.js'],
  testPathIgnorePatterns: [
    ...withoutNetwork,
    join(acrossPackages, 'hosts.test.js'),
    join(acrossPackages, 'suspension.test.js'),
    join(acrossPackages, 'stock'),
  ],
  globalSetup: join(acrossPackages, 'network', 'up.js'),
  globalTeardown: join(acrossPackages, 'network', 'down.js'),
  ...within(120 * SECONDS),
};

/** The tests that try laws with generated cases, and nothing else: thousands of cases each, which takes minutes. */
const properties = {
  ...unit,
  displayName: 'properties',
  testMatch: unit.roots.flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .filter((file) => file.endsWith('.test.js'))
      .map((file) => join(folder, file))
      .filter((file) => readFileSync(file, 'utf8').includes('require("fast-check")')),
  ),
  ...within(HOURS),
};

/** Two processes that reach for one lot, a thousand times, on a network of their own. */
const doubleSpend = {
  ...onNetwork,
  displayName: 'double-spend',
  testMatch: ['**/double-spend.test.js'],
  ...within(4 * HOURS),
};

/** Ten thousand operations while nodes and applications are killed, on a network of their own. */
const faults = {
  ...onNetwork,
  displayName: 'faults',
  testMatch: ['**/faults.test.js'],
  ...within(4 * HOURS),
};

/** Members that conspire, with changed contracts at their peers, on a network of their own. */
const coalitions = {
  ...onNetwork,
  displayName: 'coalitions',
  testMatch: ['**/coalitions.test.js'],
  ...within(120 * SECONDS),
};

/** Members on hosts of their own, in network namespaces: for root only. */
const hosts = {
  ...onNetwork,
  displayName: 'hosts',
  testMatch: ['**/hosts.test.js'],
  ...within(HOURS),
};

/** A member of 22 is suspended and comes back, on a network of its own. */
const suspension = {
  ...onNetwork,
  displayName: 'suspension',
  testMatch: ['**/suspension.test.js'],
  ...within(600 * SECONDS),
};

/** The contracts on networks of two organisations as Fabric's stock scripts make them, each made and taken down by the test. */
const stock = {
  ...onNetwork,
  displayName: 'stock',
  testMatch: ['**/stock/*.test.js'],
  ...within(600 * SECONDS),
};

module.exports = {
  rootDir: ROOT,
  projects: [unit, network, properties, doubleSpend, faults, coalitions, hosts, stock, suspension],
  // Tests on a network share it; the launcher gives those without one two workers.
  maxWorkers: 1,
};
