// Packages that are ES modules only. Node loads them by `require`; Jest's contexts can do so from Node 24.9 on with a flag
// that is experimental. Made CommonJS, they load under every Node that we support.
const { transformSync } = require('esbuild');

module.exports = {
  process: (source, file) => transformSync(source, { format: 'cjs', sourcefile: file, sourcemap: 'inline' }),
};
