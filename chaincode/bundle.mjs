// Makes the chaincode one self-contained file, dist/bundle/jangbu.js, from what `tsc -b` has compiled.
// The bytes are the same at every firm: a chaincode's package id is a hash of them.
import { fileURLToPath } from 'node:url';
import { dirname } from 'node:path';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

await build({
  absWorkingDir: here,
  entryPoints: ['dist/main.js'],
  outfile: 'dist/bundle/jangbu.js',
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  charset: 'utf8',
  legalComments: 'eof',
  minifyWhitespace: true,
  logLevel: 'warning',
});
