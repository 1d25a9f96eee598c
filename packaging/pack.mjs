// Packs every package that is published into one folder, `tarballs/` or the one named as argument, and prints their files.
// What is in them is what was built: `npm run package` builds first.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = resolve(process.argv[2] ?? join(root, 'tarballs'));
/** Each after those that it depends on: the order in which to publish them. */
const PUBLISHED = ['model', 'client/package', 'network', 'login', 'scripts'];

mkdirSync(out, { recursive: true });
// Tarballs of another version must not be published along with these.
for (const name of readdirSync(out).filter((file) => file.endsWith('.tgz'))) rmSync(join(out, name));

// The client is published in another form than the tree uses.
execFileSync(process.execPath, [join(root, 'client/package.mjs')], { stdio: ['ignore', 2, 2] });
for (const folder of PUBLISHED) {
  const told = execFileSync('npm', ['pack', '--silent', '--pack-destination', out], {
    cwd: join(root, folder),
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // What packs the command line tells of its own bundling before; the file's name comes last.
  process.stdout.write(`${join(out, told.trim().split('\n').at(-1))}\n`);
}
