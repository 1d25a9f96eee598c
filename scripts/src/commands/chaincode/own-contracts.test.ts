import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { initMemberFolder, madeUpLei, makeOwnKeys, openMemberFolder, silent } from '@jangbu/network';
import { exitCodeOf } from '../../terminal/exit-codes';
import { withOwnContracts } from './own-contracts';

describe('own peers that ask for mutual TLS', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-own-contracts-'));
    const names = { id: 'nh', mspId: 'NhMSP', name: { en: 'NH', ko: 'NH' }, lei: madeUpLei('nh') };
    const place = { domain: 'nh.example', channel: 'interfirm', host: '127.0.0.1', listen: '127.0.0.1' };
    await initMemberFolder(folder, { ...names, ...place, peers: 1, consenters: 0 });
    await makeOwnKeys(await openMemberFolder(folder), silent);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("are not asked with a file that is not there: the profile's field and the file are named", async () => {
    const { profile: file } = await openMemberFolder(folder);
    const profile = JSON.parse(readFileSync(file, 'utf8')) as object;
    const clientTls = { certificateFile: join(folder, 'none.pem'), privateKeyFile: join(folder, 'key.pem') };
    const changed = join(folder, 'mutual.json');
    writeFileSync(changed, JSON.stringify({ ...profile, clientTls }));
    const identity = join(folder, 'identities', 'admin');
    const error: unknown = await withOwnContracts({ profile: changed, identity }, () =>
      Promise.resolve(undefined),
    ).catch((reason: unknown) => reason);
    expect(exitCodeOf(error)).toBe(2);
    expect(error).toMatchObject({
      name: 'ProfileError',
      problems: [
        { path: '/clientTls/certificateFile', message: expect.stringContaining('none.pem') as string },
      ],
    });
  });
});
