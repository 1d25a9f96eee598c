import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
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
    await ContextFile.change((file) => {
      file.set({ name: 'nh', profile: '/nh/profile.json', identities: { admin: '/nh/admin' } });
    }, path);
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
    await ContextFile.change((file) => {
      file.set({ name: 'sk', folder: 'elsewhere' });
      file.use('sk');
    }, path);
    const text = readFileSync(path, 'utf8');
    for (const part of ['# ours', '# the bank', '# by ftp', 'folder: elsewhere', 'current: sk'])
      expect(text).toContain(part);
    const read = await ContextFile.read(path);
    expect(read.pathOf(read.context('sk').folder ?? '')).toBe(join(folder, 'elsewhere'));
  });

  it('forgets a context, and that it was the current one', async () => {
    written('current: nh\ncontexts: [{name: nh, folder: nh}, {name: sk, folder: sk}]\n');
    await ContextFile.change((file) => {
      file.remove('nh');
    }, path);
    const read = await ContextFile.read(path);
    expect([read.current, read.contexts.map(({ name }) => name)]).toEqual([undefined, ['sk']]);
    expect(() => {
      read.remove('nh');
    }).toThrow(`there is no context nh in ${path}; it has sk`);
    expect(() => {
      read.use('nh');
    }).toThrow('there is no context nh');
  });

  it('is changed by one at a time: none undoes what another has written', async () => {
    const names = ['a', 'b', 'c', 'd'];
    await Promise.all(
      names.map((name) =>
        ContextFile.change((file) => {
          file.set({ name, folder: name });
        }, path),
      ),
    );
    const read = await ContextFile.read(path);
    expect(read.contexts.map(({ name }) => name).sort()).toEqual(names);
    expect(readdirSync(dirname(path))).toEqual(['config.yaml']);
  });

  it('stays as it was where a change fails', async () => {
    written('current: nh\ncontexts: [{name: nh, folder: nh}]\n');
    const failing = ContextFile.change((file) => {
      file.set({ name: 'sk', folder: 'sk' });
      file.use('none');
    }, path);
    await expect(failing).rejects.toThrow('there is no context none');
    expect(readFileSync(path, 'utf8')).toBe('current: nh\ncontexts: [{name: nh, folder: nh}]\n');
  });

  it.each([
    ['contexts:\n  - name: nh\n    profil: a.json\n', ':3:5: contexts[0].profil is no field'],
    [
      'contexts:\n  - name: nh\n    identities:\n      admim: a\n',
      ':4:7: contexts[0].identities.admim is no field',
    ],
    ['contexts:\n  - profile: a.json\n', ':2:5: contexts[0].name is missing'],
    ['current: [nh]\n', ':1:1: current must be text'],
    ['\ncontexts:\n  - name: nh\n  - name: nh\n', ':4:11: contexts[1].name nh is the name of another one'],
    ['contexts:\n  - name: "a\n', ':'],
    ['- nh\n', ':1:1: must be a mapping'],
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
