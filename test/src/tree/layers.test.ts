import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '../network/networks';

/** A tree of these files, with the real tables of docs/architecture.md, held against them as lint does. */
async function lintLayers(files: Readonly<Record<string, string>>): Promise<string> {
  const tree = await mkdtemp(join(tmpdir(), 'jangbu-layers-'));
  try {
    const copied = ['docs/architecture.md', 'tsconfig.base.json'];
    for (const name of [...copied, ...Object.keys(files)]) {
      await mkdir(dirname(join(tree, name)), { recursive: true });
    }
    for (const name of copied) await copyFile(join(ROOT, name), join(tree, name));
    for (const [name, text] of Object.entries(files)) await writeFile(join(tree, name), text);
    const cruiser = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
    const config = join(ROOT, '.dependency-cruiser.cjs');
    const packages = [...new Set(Object.keys(files).map((name) => name.split('/')[0] ?? name))];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [cruiser, '--config', config, ...packages],
      {
        cwd: tree,
        encoding: 'utf8',
      },
    );
    if (stderr !== '') throw new Error(stderr);
    return status === 0 ? 'clean' : stdout;
  } finally {
    await rm(tree, { recursive: true, force: true });
  }
}

const uses = (path: string): string => `import { it } from '${path}';\nexport const that = it;\n`;
const typeOf = (path: string): string => `import type { It } from '${path}';\nexport type That = It;\n`;
const IT = 'export const it = 1;\nexport type It = number;\n';

describe('what may import what', () => {
  it('a folder imports what stands below it', async () => {
    const files = {
      'client/src/connect/connect.ts': uses('../core/errors/error'),
      'client/src/core/errors/error.ts': IT,
    };
    await expect(lintLayers(files)).resolves.toBe('clean');
  });

  it('nothing imports what stands above it', async () => {
    const files = {
      'client/src/core/errors/error.ts': uses('../../connect/connect'),
      'client/src/connect/connect.ts': IT,
    };
    await expect(lintLayers(files)).resolves.toContain(
      'client/src/core/errors imports only what stands below it: client/src/core/errors/error.ts',
    );
  });

  it('nor its types', async () => {
    const files = {
      'chaincode/src/rules/trades/page.ts': typeOf('../../contracts/trades/record-page'),
      'chaincode/src/contracts/trades/record-page.ts': IT,
    };
    await expect(lintLayers(files)).resolves.toContain('chaincode/src/rules/trades imports only');
  });

  it('folders do not import each other in a circle', async () => {
    const files = {
      'login/src/one/a.ts': uses('../other/b'),
      'login/src/other/b.ts': IT,
      'login/src/other/c.ts': uses('../one/d'),
      'login/src/one/d.ts': IT,
    };
    await expect(lintLayers(files)).resolves.toContain('no circle between folders');
  });

  it('the client does not import the contracts, nor the contracts the client', async () => {
    const files = {
      'client/src/connect/connect.ts': uses('../../../chaincode/src/contracts/trades/record-page'),
      'chaincode/src/contracts/trades/record-page.ts': IT,
      'chaincode/src/documents/parse.ts': uses('../../../client/src/core/errors/error'),
      'client/src/core/errors/error.ts': IT,
    };
    const said = await lintLayers(files);
    expect(said).toContain('client imports only model');
    expect(said).toContain('chaincode imports only model');
  });

  it('a folder that the page does not list is told', async () => {
    const files = { 'model/src/misc/a.ts': uses('../format/hash'), 'model/src/format/hash.ts': IT };
    await expect(lintLayers(files)).resolves.toContain('a folder without its row in docs/architecture.md');
  });

  it('what serves tests is imported by tests only', async () => {
    const files = {
      'client/src/connect/connect.ts': uses('../../testing/double'),
      'client/testing/double.ts': IT,
      'client/src/connect/connect.test.ts': uses('../../testing/double'),
    };
    const said = await lintLayers(files);
    expect(said).toContain('test doubles serve tests only: client/src/connect/connect.ts');
    expect(said).not.toContain('connect.test.ts');
  });
});
