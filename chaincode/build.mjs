// Makes the contracts ready to be deployed out of this folder: `npm run build`, as the scripts of test networks call it.
// In a clone that builds the whole tree; a folder that was packed or copied out of one brings its bundle along.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const tree = dirname(here);
const bundle = join(here, 'dist/bundle/jangbu.js');

/** Whether the folder above is Jangbu's own tree, and not just any that has a file of that name. */
function isInTree() {
  const file = join(tree, 'package.json');
  return (
    existsSync(join(tree, 'launch.mjs')) && JSON.parse(readFileSync(file, 'utf8')).name === 'jangbu-tree'
  );
}

if (isInTree()) execFileSync(process.execPath, [join(tree, 'launch.mjs'), 'build'], { stdio: 'inherit' });
if (!existsSync(bundle)) {
  console.error(`there is no ${bundle}: copy this folder out of a clone in which \`npm run build\` has run`);
  process.exitCode = 1;
}
