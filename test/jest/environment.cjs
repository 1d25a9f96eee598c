const { TestEnvironment } = require('jest-environment-node');

/**
 * Node's environment, with a way out of Jest's module loader: PGlite imports Node's modules dynamically, and
 * Puppeteer asks for `import.meta`, neither of which Jest's own contexts serve.
 */
module.exports = class extends TestEnvironment {
  constructor(...given) {
    super(...given);
    this.global.loadOutsideOfJest = (name) => require(name);
  }
};
