// Makes the chaincode one self-contained file from what `tsc -b` has compiled: dist/bundle/jangbu.js, or
// the file named as argument. The bytes are the same at every firm: a chaincode's package id is a hash of
// them, and firms approve it by comparing that id.
import { fileURLToPath } from 'node:url';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));
const outfile = resolve(process.argv[2] ?? join(here, 'dist/bundle/jangbu.js'));

await build({
  absWorkingDir: here,
  entryPoints: ['dist/src/main.js'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  charset: 'utf8',
  legalComments: 'eof',
  // Without white space go the comments with the paths of the modules, which need not be alike everywhere.
  minifyWhitespace: true,
  logLevel: 'warning',
});
