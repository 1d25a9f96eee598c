import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silent } from '@jangbu/network';
import { networkUp, takeDown, type NetworkContext } from 'jangbu';
import { commandLine, jangbu, type CommandResult } from './network/command-line';
import { smallNetwork } from './network/networks';

/** What `founding make` and `founding show` answer. */
interface Founding {
  readonly hash: string;
  readonly channel: string;
  readonly roles: string;
  readonly members: readonly { readonly id: string }[];
}

describe('founding a ledger, member by member', () => {
  let context: NetworkContext;
  let folder = '';
  let list = '';

  beforeAll(async () => {
    context = await smallNetwork('founding', 28_000);
    folder = await mkdtemp(join(tmpdir(), 'jangbu-founding-'));
    list = join(folder, 'founding.json');
    await takeDown(context, silent, { purge: true });
    // Up, with the contracts on it, and founded by nobody yet.
    await networkUp(context, silent);
  }, 300_000);

  afterAll(async () => {
    await takeDown(context, silent, { purge: true });
    await rm(folder, { recursive: true });
  }, 120_000);

  function command(...args: readonly string[]): Promise<CommandResult> {
    return jangbu(context, ...args);
  }

  async function answered<T>(...args: readonly string[]): Promise<T> {
    const { code, stdout, stderr } = await command(...args, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as T;
  }

  test('before it is founded, `founding show` says so', async () => {
    const { code, stderr } = await command('founding', 'show', '--as', 'nh');
    expect({ code, said: stderr }).toMatchObject({
      code: 1,
      said: expect.stringContaining('NOT_FOUNDED') as string,
    });
  });

  test('`founding make` writes a list whose hash is that of the file', async () => {
    const where = ['--consortium', context.consortiumFile, '--out', list, '--json'];
    const { stdout } = await commandLine(['founding', 'make', ...where]);
    const made = JSON.parse(stdout) as Founding;
    expect(
      createHash('sha256')
        .update(await readFile(list))
        .digest('hex'),
    ).toBe(made.hash);
    expect(made).toMatchObject({ channel: 'interfirm', roles: 'ATTRIBUTE' });
    expect(await answered('founding', 'show', list)).toMatchObject({
      hash: made.hash,
      members: made.members,
    });
  });

  test('a list that the contracts do not carry is refused, with both hashes', async () => {
    const { hash } = await answered<Founding>('founding', 'show', list);
    const other = join(folder, 'other.json');
    await writeFile(other, (await readFile(list, 'utf8')).replace('Samsung Securities', 'Another Name'));
    const { code, stderr } = await command('founding', 'record', '--founding', other, '--as', 'nh');
    expect(code).toBe(2);
    expect(stderr).toContain(`${other} has the hash`);
    expect(stderr).toContain(hash);
  });

  test('a list for another channel is refused before anything is sent', async () => {
    const other = join(folder, 'elsewhere.json');
    await writeFile(other, (await readFile(list, 'utf8')).replace('interfirm', 'elsewhere'));
    const { code, stderr } = await command('founding', 'record', '--founding', other, '--as', 'nh');
    expect({ code, stderr }).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('founds a ledger on the channel elsewhere') as string,
    });
  });

  test('any member founds it, once; a second time is harmless', async () => {
    const record = (as: string) => answered('founding', 'record', '--founding', list, '--as', as);
    expect(await record('samsung')).toMatchObject({ status: 'RECORDED' });
    expect(await record('nh')).toMatchObject({ status: 'ALREADY_RECORDED' });
    const { hash } = await answered<Founding>('founding', 'show', list);
    expect(await answered('founding', 'show', '--as', 'kofia')).toMatchObject({ hash, roles: 'ATTRIBUTE' });
  });

  test('one member puts the settings to the vote, and another is told to vote on it', async () => {
    const settings = context.consortiumFile;
    const propose = ['founding', 'propose', '--settings', settings, '--as'] as const;
    const put = { proposal: 'nh/founding-vote', status: 'OPEN' };
    expect(await answered(...propose, 'nh')).toMatchObject(put);
    expect(await answered(...propose, 'nh')).toMatchObject(put);
    const { code, stderr } = await command(...propose, 'samsung');
    expect(code).toBe(2);
    expect(stderr).toContain('jangbu proposals vote nh/founding-vote for');
  });

  test('settings that give a role to a stranger are refused before anybody votes', async () => {
    const settings = join(folder, 'settings.yaml');
    await writeFile(settings, 'members: [{ id: acme, roles: [custodian] }]\n');
    const { code, stderr } = await command('founding', 'propose', '--settings', settings, '--as', 'samsung');
    expect(code).toBe(2);
    expect(stderr).toContain('settings.yaml gives a role to acme, which is no member of this ledger');
  });

  test('the vote that makes a majority puts them on the ledger', async () => {
    const { code } = await command('proposals', 'vote', 'nh/founding-vote', 'for', '--as', 'samsung');
    expect(code).toBe(0);
    expect(await answered('day', 'next', '--as', 'kofia')).toMatchObject({ phase: 'OPEN' });
  });
});
