import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ContextFile, contextFilePath } from './context-file';

describe('the file of contexts', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-contexts-'));
    path = join(folder, 'below', 'config.yaml');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  function written(text: string): string {
    path = join(folder, 'config.yaml');
    writeFileSync(path, text);
    return path;
  }

  it('has no contexts where there is no file, and is made by the first one, for its owner only', async () => {
    const none = await ContextFile.read(path);
    expect([none.contexts, none.current]).toEqual([[], undefined]);
    await none.set({ name: 'nh', profile: '/nh/profile.json', identities: { admin: '/nh/admin' } });
    const made = await ContextFile.read(path);
    expect(made.context('nh')).toEqual({
      name: 'nh',
      profile: '/nh/profile.json',
      identities: { admin: '/nh/admin' },
    });
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it('keeps what else is written in it, comments too', async () => {
    written(
      '# ours\ncontexts:\n  # the bank\n  - name: nh\n    profile: a.json # by ftp\n  - name: sk\n    folder: sk\n',
    );
    await (await ContextFile.read(path)).set({ name: 'sk', folder: 'elsewhere' });
    await (await ContextFile.read(path)).use('sk');
    const text = readFileSync(path, 'utf8');
    for (const part of ['# ours', '# the bank', '# by ftp', 'folder: elsewhere', 'current: sk'])
      expect(text).toContain(part);
    const read = await ContextFile.read(path);
    expect(read.pathOf(read.context('sk').folder ?? '')).toBe(join(folder, 'elsewhere'));
  });

  it('forgets a context, and that it was the current one', async () => {
    written('current: nh\ncontexts: [{name: nh, folder: nh}, {name: sk, folder: sk}]\n');
    await (await ContextFile.read(path)).remove('nh');
    const read = await ContextFile.read(path);
    expect([read.current, read.contexts.map(({ name }) => name)]).toEqual([undefined, ['sk']]);
    await expect(read.remove('nh')).rejects.toThrow(`there is no context nh in ${path}; it has sk`);
    await expect(read.use('nh')).rejects.toThrow('there is no context nh');
  });

  it.each([
    ['contexts:\n  - name: nh\n    profil: a.json\n', ':3: contexts[0].profil: '],
    ['contexts:\n  - name: nh\n    identities:\n      admim: a\n', ':4: contexts[0].identities.admim: '],
    ['contexts:\n  - profile: a.json\n', ':2: contexts[0].name: '],
    ['current: [nh]\n', ':1: current: '],
    ['\ncontexts:\n  - name: nh\n  - name: nh\n', ':4: there are two contexts nh'],
    ['contexts:\n  - name: "a\n', ':'],
    ['- nh\n', ':1: '],
  ])('that is wrong is told by file, line and field: %j', async (text, says) => {
    written(text);
    const reading = ContextFile.read(path);
    await expect(reading).rejects.toMatchObject({ name: 'ContextFileError' });
    await expect(reading).rejects.toThrow(`${path}${says}`);
  });

  it('that cannot be read is named', async () => {
    await expect(ContextFile.read(folder)).rejects.toThrow(`${folder} cannot be read`);
  });
});

test('where it is: the variable, else the XDG folder, else below the home', () => {
  expect(contextFilePath({ JANGBU_CONFIG: '/a/b.yaml', XDG_CONFIG_HOME: '/x' })).toBe('/a/b.yaml');
  expect(contextFilePath({ JANGBU_CONFIG: '', XDG_CONFIG_HOME: '/x' })).toBe('/x/jangbu/config.yaml');
  expect(contextFilePath({ XDG_CONFIG_HOME: 'relative' })).toMatch(/\/\.config\/jangbu\/config\.yaml$/);
});
