import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { certificateFor } from '../../testing/certificate';
import { temporaryFolder } from '../../testing/temporary-folder';
import { connect } from './connect';
import { readIdentity } from '../core/identity/identity';
import { identityFromFolder } from '../core/identity/identity-folder';
import { readProfile, type Profile } from '../core/profile/profile';

const folder = temporaryFolder();
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const certificate = certificateFor(privateKey);

const profile: Profile = {
  type: 'jangbu-profile',
  version: 1,
  channel: 'interfirm',
  chaincode: 'jangbu',
  member: { id: 'nh', mspId: 'NhMSP' },
  peers: [
    {
      name: 'peer0.nh.jangbu.example',
      address: '127.0.0.1:1',
      serverName: 'peer0.nh.jangbu.example',
      tlsRootCert: certificate,
    },
  ],
};

describe('a profile', () => {
  test('is read from a file as from an object', async () => {
    const path = join(folder(), 'profile.json');
    writeFileSync(path, JSON.stringify(profile));
    await expect(readProfile(path)).resolves.toEqual(profile);
    await expect(readProfile(profile)).resolves.toEqual(profile);
  });

  test('that does not fit is refused, and told where', async () => {
    const wrong = { ...profile, member: { id: 'NH', mspId: 'NhMSP' }, peers: [] };
    await expect(readProfile(wrong)).rejects.toMatchObject({
      name: 'ProfileError',
      problems: [{ path: '/member/id' }, { path: '/peers' }],
    });
    const unknown = { ...profile, surprise: 1 };
    await expect(readProfile(unknown)).rejects.toThrow('/surprise');
  });

  test('that is no JSON, or not there, is refused', async () => {
    const path = join(folder(), 'profile.json');
    writeFileSync(path, '{');
    await expect(readProfile(path)).rejects.toMatchObject({ name: 'ProfileError' });
    await expect(readProfile(join(folder(), 'none.json'))).rejects.toMatchObject({ name: 'ProfileError' });
  });
});

describe('an identity', () => {
  test('is read from a folder, and does not show its key', async () => {
    writeFileSync(join(folder(), 'cert.pem'), certificate);
    writeFileSync(join(folder(), 'key.pem'), key);
    const identity = await identityFromFolder(folder());
    const secret = key.split('\n')[1] ?? 'none';
    for (const shown of [inspect(identity), JSON.stringify(identity), inspect(readIdentity(identity))]) {
      expect(shown).not.toContain(secret);
    }
    expect(readIdentity(identity).certificate).toBe(certificate);
  });

  test('whose key belongs to another certificate is refused', () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const pem = other.export({ type: 'pkcs8', format: 'pem' }).toString();
    expect(() => readIdentity({ certificate, privateKey: pem })).toThrow("not the certificate's");
  });

  test('with a damaged key is refused without a word of the key', () => {
    const damaged = key.replace('-----BEGIN', '-----BEGUN');
    try {
      readIdentity({ certificate, privateKey: damaged });
      throw new Error('it was taken');
    } catch (error) {
      expect(inspect(error, { depth: 9 })).not.toContain(key.split('\n')[1]);
      expect(error).toMatchObject({ name: 'IdentityError' });
      expect(error).not.toHaveProperty('cause');
    }
  });

  test('that is not in its folder is told by file name', async () => {
    await expect(identityFromFolder(folder())).rejects.toThrow('cert.pem');
  });
});

test('connecting waits for nobody; a peer that is away shows in the first call', async () => {
  const ledger = await connect(
    profile,
    { certificate, privateKey: key },
    { retry: { attempts: 2, firstPauseMs: 1 } },
  );
  await expect(ledger.consortium.ping()).rejects.toMatchObject({
    name: 'UnavailableError',
    phase: 'EVALUATE',
  });
  await ledger.close();
  await expect(ledger.consortium.ping()).rejects.toMatchObject({ name: 'AbortedError', by: 'CLOSE' });
});
