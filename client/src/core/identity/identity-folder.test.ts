import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import { certificateFor } from '../../../testing/certificate';
import { temporaryFolder } from '../../../testing/temporary-folder';
import { identityFromFolder } from './identity-folder';

const folder = temporaryFolder();

function newKey(): { readonly pem: string; readonly certificate: string } {
  const { privateKey }: { privateKey: KeyObject } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { pem, certificate: certificateFor(privateKey) };
}

const [own, other] = [newKey(), newKey()];

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder(), name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

const OURS = { 'cert.pem': own.certificate, 'key.pem': own.pem };

describe('an identity is read', () => {
  it.each([
    ['from our own form', '', OURS],
    [
      "from cryptogen's MSP folder",
      '',
      {
        'signcerts/Admin@org1.example.com-cert.pem': own.certificate,
        'keystore/priv_sk': own.pem,
        'cacerts/ca.pem': other.certificate,
        'config.yaml': 'NodeOUs:',
      },
    ],
    [
      "from the folder of a user, which has its MSP folder as cryptogen's have it",
      'Admin@org1.example.com',
      {
        'Admin@org1.example.com/msp/signcerts/cert.pem': own.certificate,
        'Admin@org1.example.com/msp/keystore/key.pem': own.pem,
        'Admin@org1.example.com/tls/client.key': other.pem,
      },
    ],
    [
      "from our admin's folder, which has the same as an MSP folder below it",
      '',
      { ...OURS, 'msp/signcerts/cert.pem': own.certificate, 'msp/keystore/key.pem': own.pem },
    ],
    [
      'where a renewed certificate has left the old key beside its own',
      '',
      { 'signcerts/cert.pem': own.certificate, 'keystore/a_sk': other.pem, 'keystore/b_sk': own.pem },
    ],
    [
      'where other files lie beside the key',
      '',
      { 'signcerts/cert.pem': own.certificate, 'keystore/README': 'none', 'keystore/b_sk': own.pem },
    ],
  ])('%s', async (_what, below, files) => {
    write(files);
    const identity = await identityFromFolder(join(folder(), below));
    expect(identity).toMatchObject({ certificate: own.certificate });
    expect('privateKey' in identity && identity.privateKey).toBe(own.pem);
    expect(inspect(identity)).not.toContain(own.pem.split('\n')[1]);
  });
});

describe('no identity is read, and the folder is named,', () => {
  it.each([
    ['where there is nothing', {}, 'holds no identity'],
    ['where the key is missing', { 'cert.pem': own.certificate }, 'key.pem cannot be read'],
    ['where the keystore is empty', { 'signcerts/cert.pem': own.certificate }, 'keystore holds no key'],
    [
      'of two certificates',
      { 'signcerts/a.pem': own.certificate, 'signcerts/b.pem': other.certificate, 'keystore/k_sk': own.pem },
      'signcerts holds 2 certificates',
    ],
    [
      'of two forms at once',
      { ...OURS, 'signcerts/cert.pem': other.certificate, 'keystore/k_sk': other.pem },
      'holds two identities',
    ],
    [
      "where no key is the certificate's",
      { 'signcerts/cert.pem': own.certificate, 'keystore/a_sk': other.pem, 'keystore/b_sk': other.pem },
      'holds 2 keys, none of which',
    ],
    [
      "where the key is another's",
      { 'cert.pem': own.certificate, 'key.pem': other.pem },
      "the private key is not the certificate's",
    ],
    ['where the certificate is none', { 'cert.pem': 'none', 'key.pem': own.pem }, 'the certificate does not'],
  ])('%s', async (_what, files, says) => {
    write(files);
    const reading = identityFromFolder(folder());
    await expect(reading).rejects.toMatchObject({ name: 'IdentityError' });
    await expect(reading).rejects.toThrow(says);
    await expect(reading).rejects.toThrow(folder());
  });

  it('where the folder itself is not there', async () => {
    await expect(identityFromFolder(join(folder(), 'none'))).rejects.toThrow(join(folder(), 'none'));
  });
});
