import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

import { shippedFiles } from './shipped-files';

const packageFolder = join(__dirname, '..', '..', '..');

interface PackedFile {
  readonly path: string;
  readonly mode: number;
}

/** What `npm pack` would put into the package; it asks no registry. */
function packed(): ReadonlyMap<string, PackedFile> {
  const output = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: packageFolder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [{ files }] = JSON.parse(output) as [{ readonly files: readonly PackedFile[] }];
  return new Map(files.map((file) => [file.path, file]));
}

/** The files at a path, and below it. */
function filesAt(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesAt(join(path, name)));
}

function sources(): readonly string[] {
  return filesAt(join(packageFolder, 'src')).filter((file) => /(?<!\.test)\.ts$/.test(file));
}

describe('the published package', () => {
  const files = packed();

  it.each(Object.entries(shippedFiles))('holds what the code reads as %s', (_, path) => {
    for (const file of filesAt(path)) expect(files.has(relative(packageFolder, file))).toBe(true);
  });

  it('holds every compiled file but tests and their doubles', () => {
    const expected = sources().map((file) =>
      join('dist', relative(packageFolder, file)).replace(/\.ts$/, '.js'),
    );
    expect(expected.filter((file) => !files.has(file))).toEqual([]);
    expect([...files.keys()].filter((file) => /\.test\.|testing\//.test(file))).toEqual([]);
  });

  it('keeps the scripts that a peer calls executable', () => {
    for (const file of filesAt(shippedFiles.builderScripts)) {
      expect((files.get(relative(packageFolder, file))?.mode ?? 0) & 0o111).toBe(0o111);
    }
  });

  it('has its entry points', () => {
    const { exports } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
      readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
    };
    const paths = Object.values(exports).flatMap((entry) =>
      typeof entry === 'string' ? [entry] : Object.values(entry),
    );
    expect(paths.filter((path) => !files.has(path.replace('./', '')))).toEqual([]);
  });

  it('is looked into relative to the code in one place only', () => {
    const looking = sources().filter((file) =>
      /__dirname|__filename|require\.resolve|import\.meta/.test(readFileSync(file, 'utf8')),
    );
    expect(looking.map((file) => relative(packageFolder, file))).toEqual(['src/shipped/shipped-files.ts']);
  });
});
