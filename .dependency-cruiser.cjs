/**
 * What may import what: the tables of docs/architecture.md, read by test/layers/rules.cjs. Run by `npm run lint`.
 */
const { folders, rules } = require('./test/layers/rules.cjs')(process.cwd());

const TEST = '\\.test(\\.fakes|\\.fixture)?\\.ts$';

module.exports = {
  forbidden: [
    ...rules,
    {
      name: 'no circle between folders',
      severity: 'error',
      scope: 'folder',
      from: { pathNot: '(^|/)testing(/|$)' },
      to: { circular: true },
    },
    { name: 'no circle between files', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'a folder without its row in docs/architecture.md',
      severity: 'error',
      from: { path: '^([^/]+|examples/[^/]+)/src/[^/]+/', pathNot: [TEST, `^(${folders.join('|')})/`] },
      to: {},
    },
    {
      name: 'test doubles serve tests only',
      severity: 'error',
      from: { path: '/src/', pathNot: [TEST, '^test/'] },
      to: { path: '/testing/' },
    },
  ],
  options: {
    doNotFollow: { path: '(^|/)(node_modules|dist)/' },
    exclude: { path: TEST },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'node', 'require', 'default'],
    },
  },
};
