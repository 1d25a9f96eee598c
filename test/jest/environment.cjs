const { setFlagsFromString } = require('node:v8');
const { TestEnvironment } = require('jest-environment-node');

// V8's clean-up of compiled WebAssembly ends a process in which many PGlite databases are made and closed, at random
// ("jit_page_->allocations_.erase(addr) == 1"; https://github.com/nodejs/node/issues/64500, Node 22 to 26).
setFlagsFromString('--no-wasm-code-gc');

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
