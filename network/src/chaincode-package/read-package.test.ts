import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { packageChaincode } from './package';
import { readPackage } from './read-package';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-package-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('a package that is read from its file', () => {
  it('has the id under which it was made', async () => {
    await writeFile(join(folder, 'jangbu.js'), 'code');
    const made = await packageChaincode({
      bundleDir: folder,
      foundingHash: '0'.repeat(64),
      label: 'jangbu_1.2.3',
    });
    await writeFile(join(folder, 'a.tgz'), made.bytes);
    expect(await readPackage(join(folder, 'a.tgz'))).toEqual(made);
  });

  it.each([
    ['is not there', undefined, 'none.tgz'],
    ['is cut short', Buffer.from([0x1f, 0x8b, 8, 0]), 'is no chaincode package'],
    ['is something else', Buffer.from('hello'), 'is no chaincode package'],
  ])('is refused when it %s, with its name', async (_, content, says) => {
    const file = join(folder, 'none.tgz');
    if (content !== undefined) await writeFile(file, content);
    const read = readPackage(file);
    await expect(read).rejects.toMatchObject({ code: 'PACKAGE_INVALID' });
    await expect(read).rejects.toThrow(says);
    await expect(read).rejects.toThrow(file);
  });
});
