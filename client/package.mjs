// Makes what is published of the client, in client/package: CommonJS for Node, the same objects to `import`, a tree of
// ES modules for bundlers, and types, each with what it uses of the model inside. `npm pack ./client/package` packs it.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const out = join(here, 'package');
const entries = join(here, 'src/entries');
/** Each entry point of the package by its name, `index` for the package's own. */
const sources = Object.fromEntries(
  (await readdir(entries)).sort().map((file) => [basename(file, '.ts'), join(entries, file)]),
);
const besides = Object.keys(sources).filter((name) => name !== 'index');
const model = join(root, 'model/src/index.ts');
const manifest = JSON.parse(await readFile(join(here, 'package.json'), 'utf8'));
const outside = (id) => !id.startsWith('.') && !id.startsWith('/') && id !== '@jangbu/model';

/** Finds the model's sources and ours, and takes the types out of them. */
const typescript = {
  name: 'typescript',
  resolveId(id, importer) {
    if (id === '@jangbu/model') return model;
    if (!id.startsWith('.')) return null;
    const path = resolve(dirname(importer), id);
    return [`${path}.ts`, join(path, 'index.ts')].find((file) => existsSync(file)) ?? null;
  },
  async transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const options = { loader: 'ts', format: 'esm', target: 'es2022', sourcefile: id, sourcemap: true };
    return transform(code, options);
  },
};

/** What stands for the running file in an ES module. */
const runningFile = {
  name: 'running-file',
  renderChunk: (code) =>
    code.includes('__filename') ? code.replaceAll('__filename', 'import.meta.url') : null,
};

async function write(input, output, plugins) {
  const bundle = await rollup({
    input,
    plugins,
    external: outside,
    treeshake: { moduleSideEffects: true },
    onwarn: (warning) => {
      if (warning.code !== 'CIRCULAR_DEPENDENCY') throw new Error(warning.message);
    },
  });
  await bundle.write({ dir: out, ...output });
  await bundle.close();
}

async function writeCode() {
  const chunkFileNames = 'cjs/[name].cjs';
  await write(
    sources,
    { format: 'cjs', entryFileNames: 'cjs/[name].cjs', chunkFileNames, exports: 'named', interop: 'auto' },
    [typescript],
  );
  await write(
    sources,
    {
      format: 'es',
      preserveModules: true,
      hoistTransitiveImports: false,
      preserveModulesRoot: root,
      entryFileNames: 'module/[name].mjs',
      plugins: [runningFile],
    },
    [typescript],
  );
}

/** `import` gets the very objects that `require` gets: an error is an instance of its class however it was loaded. */
async function writeWrappers() {
  const require = createRequire(import.meta.url);
  await mkdir(join(out, 'node'), { recursive: true });
  for (const name of Object.keys(sources)) {
    const names = Object.keys(require(join(out, 'cjs', `${name}.cjs`))).sort();
    const lines = [
      `import all from '../cjs/${name}.cjs';`,
      'export const {',
      ...names.map((each) => `  ${each},`),
      '} = all;',
      '',
    ];
    await writeFile(join(out, 'node', `${name}.mjs`), lines.join('\n'));
  }
}

async function writeTypes() {
  const compilerOptions = { paths: { '@jangbu/model': [model] }, skipLibCheck: true, composite: false };
  const plugin = dts({
    tsconfig: join(here, 'tsconfig.json'),
    compilerOptions,
    includeExternal: ['@jangbu/model'],
  });
  const entryFiles = Object.values(sources);
  for (const ending of ['d.ts', 'd.mts']) {
    const code = ending === 'd.ts' ? 'js' : 'mjs';
    await write(
      sources,
      {
        format: 'es',
        entryFileNames: `types/[name].${ending}`,
        chunkFileNames: `types/shared.${ending}`,
        // One file for what entries share: no chain of chunks that resolvers would have to follow.
        manualChunks: (id) => (entryFiles.includes(id) ? undefined : 'shared'),
        plugins: [
          {
            name: 'endings',
            renderChunk: (text) => text.replaceAll(/from '\.\/shared\.[a-z.]+'/g, `from './shared.${code}'`),
          },
        ],
      },
      [plugin],
    );
  }
}

function entry(name) {
  const module = `./module/${name}.mjs`;
  return {
    import: { types: `./types/${name}.d.mts`, module, default: `./node/${name}.mjs` },
    require: { types: `./types/${name}.d.ts`, default: `./cjs/${name}.cjs` },
  };
}

async function writeManifest() {
  const { dependencies, version, description, license, engines, peerDependencies, peerDependenciesMeta } =
    manifest;
  const inside = JSON.parse(await readFile(join(root, 'model/package.json'), 'utf8'));
  const own = Object.entries(dependencies).filter(([name]) => name !== '@jangbu/model');
  const needed = Object.fromEntries([...Object.entries(inside.dependencies), ...own].sort());
  const published = {
    ...{ name: manifest.name, version, description, license, engines },
    main: './cjs/index.cjs',
    module: './module/index.mjs',
    types: './types/index.d.ts',
    exports: {
      '.': entry('index'),
      ...Object.fromEntries(besides.map((name) => [`./${name}`, entry(name)])),
      './package.json': './package.json',
    },
    typesVersions: { '*': Object.fromEntries(besides.map((name) => [name, [`types/${name}.d.ts`]])) },
    sideEffects: false,
    ...{ dependencies: needed, peerDependencies, peerDependenciesMeta },
  };
  await writeFile(join(out, 'package.json'), `${JSON.stringify(published, null, 2)}\n`);
  // Where a resolver knows no `exports`: Node before 12, TypeScript's node10.
  for (const name of besides) {
    await mkdir(join(out, name), { recursive: true });
    const paths = { main: `../cjs/${name}.cjs`, types: `../types/${name}.d.ts` };
    await writeFile(join(out, name, 'package.json'), `${JSON.stringify(paths, null, 2)}\n`);
  }
  await copyFile(join(root, 'LICENSE'), join(out, 'LICENSE'));
  // Links to the tree's documentation lead nowhere from the package: their text stays.
  const readme = await readFile(join(here, 'README.md'), 'utf8');
  await writeFile(
    join(out, 'README.md'),
    readme.replaceAll(/\[([^\]]+)\]\(\.\.\/[^)]+\)/g, '`$1` of its source'),
  );
}

await rm(out, { recursive: true, force: true });
await writeCode();
await writeWrappers();
await writeTypes();
await writeManifest();
