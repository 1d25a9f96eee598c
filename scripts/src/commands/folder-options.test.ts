import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '../program';
import { ownFolderPath } from './folder-options';

const VARIABLES = ['PROFILE', 'CONTEXT', 'FOLDER', 'CONFIG'].map((name) => `JANGBU_${name}`);

describe("where a member's own folder is", () => {
  const before = { ...process.env };
  const cwd = process.cwd();
  let folder: string;

  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'jangbu-own-folder-')));
    for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
    process.env['JANGBU_CONFIG'] = join(folder, 'config.yaml');
    mkdirSync(join(folder, 'here'));
    writeFileSync(join(folder, 'here', 'member.yaml'), '');
    const contexts = ['{name: nh, folder: nh}', '{name: sk, folder: sk}', '{name: bare, profile: p.json}'];
    writeFileSync(
      join(folder, 'config.yaml'),
      `current: nh\ncontexts:\n${contexts.map((each) => `  - ${each}\n`).join('')}`,
    );
  });
  afterEach(() => {
    process.chdir(cwd);
    process.env = { ...before };
    rmSync(folder, { recursive: true });
  });

  it('is what an option names, and not two', async () => {
    process.env['JANGBU_CONTEXT'] = 'nh';
    process.env['JANGBU_FOLDER'] = '/srv/other';
    await expect(ownFolderPath({ folder: '/srv/sk' })).resolves.toBe('/srv/sk');
    await expect(ownFolderPath({ context: 'sk' })).resolves.toBe(join(folder, 'sk'));
    await expect(ownFolderPath({ context: 'sk', folder: '/srv/sk' })).rejects.toThrow(
      '--context and --folder',
    );
    await expect(ownFolderPath({ context: 'bare' })).rejects.toThrow('the context bare');
  });

  it('is what a variable names: the context before the folder, as for the ledger', async () => {
    process.env['JANGBU_FOLDER'] = '/srv/other';
    await expect(ownFolderPath({})).resolves.toBe('/srv/other');
    process.env['JANGBU_CONTEXT'] = 'sk';
    await expect(ownFolderPath({})).resolves.toBe(join(folder, 'sk'));
    process.env['JANGBU_CONTEXT'] = 'bare';
    await expect(ownFolderPath({})).rejects.toThrow('the context bare');
    process.env['JANGBU_CONTEXT'] = '';
    await expect(ownFolderPath({})).resolves.toBe('/srv/other');
  });

  it("else the working folder, else the current context's", async () => {
    process.env['JANGBU_FOLDER'] = '';
    await expect(ownFolderPath({})).resolves.toBe(join(folder, 'nh'));
    process.chdir(join(folder, 'here'));
    await expect(ownFolderPath({})).resolves.toBe(join(folder, 'here'));
    process.chdir(cwd);
    writeFileSync(join(folder, 'config.yaml'), '');
    await expect(ownFolderPath({})).rejects.toThrow("name the member's own folder by --folder");
  });

  it('is new where member init writes it: no context names that', () => {
    const init = program('en').commands.find((each) => each.name() === 'member');
    const options = init?.commands.find((each) => each.name() === 'init')?.options;
    expect(options?.map(({ long }) => long)).toContain('--folder');
    expect(options?.map(({ long }) => long)).not.toContain('--context');
  });
});
