const { TestEnvironment } = require('jest-environment-node');

/**
 * Node's environment, with a way out of Jest's module loader: PGlite imports Node's modules dynamically,
 * which Jest's own contexts do not serve.
 */
module.exports = class extends TestEnvironment {
  constructor(...given) {
    super(...given);
    this.global.loadOutsideOfJest = (name) => require(name);
  }
};
