/**
 * What may import what, as the tables of docs/architecture.md say it: the page is the source, so it cannot
 * say something else than what lint holds.
 */
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** The cells of every table row that begins with a folder in backquotes: | `client/src/core/errors/` | … | */
function rowsOf(page) {
  return page
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map(([, first = '', ...cells]) => ({ folder: /^`([\w./-]+)\/`$/.exec(first)?.[1], cells }))
    .filter(({ folder }) => folder !== undefined);
}

const escaped = (folder) => folder.replaceAll('.', '\\.');
const below = (folders) => `^(${folders.map(escaped).join('|')})/`;
/** A package's parts name themselves by `packages` in backquotes: `model`, `client`. */
const named = (cell) => [...cell.matchAll(/`([\w./-]+?)\/?`/g)].map(([, name]) => name);

/** Between packages: each names those that it may import. */
function packageRules(packages) {
  return packages.map(({ folder, cells }) => {
    const allowed = [folder, ...named(cells[1] ?? '')];
    const others = packages.map((each) => each.folder).filter((each) => !allowed.includes(each));
    return {
      name: `${folder} imports only ${allowed.slice(1).join(', ') || 'nothing of the tree'}`,
      severity: 'error',
      from: { path: below([folder]) },
      to: { path: others.length > 0 ? below(others) : '^$' },
    };
  });
}

/** Within a package: a folder imports only those that stand below it in the table. */
function folderRules(folders) {
  return folders.flatMap(({ folder }, position) => {
    const root = /^(?:examples\/)?[^/]+\/src/.exec(folder)?.[0] ?? folder.split('/')[0];
    const above = folders
      .slice(0, position)
      .map((each) => each.folder)
      .filter((each) => each.startsWith(`${root}/`) && !folder.startsWith(`${each}/`));
    const inner = folders.map((each) => each.folder).filter((each) => each.startsWith(`${folder}/`));
    return [
      {
        name: `${folder} imports only what stands below it`,
        severity: 'error',
        from: { path: below([folder]), ...(inner.length > 0 ? { pathNot: below(inner) } : {}) },
        to: { path: [...(above.length > 0 ? [below(above)] : []), `^${escaped(root)}/[^/]+$`] },
      },
    ];
  });
}

/** @param root the tree; its docs/architecture.md is read */
module.exports = function layers(root) {
  const rows = rowsOf(readFileSync(join(root, 'docs/architecture.md'), 'utf8'));
  const packages = rows.filter(({ folder }) => !folder.includes('/'));
  const folders = rows.filter(({ folder }) => folder.includes('/'));
  const places = folders.map(({ folder }) => folder);
  return {
    folders: places,
    rules: [...packageRules(packages), ...folderRules(folders)],
  };
};
