import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { parse } from 'yaml';

import { newMember, ownFolder } from '../../testing/own-folder';
import { writeFabric } from '../../testing/programs';
import { silent } from '../long-work/progress';
import { programsIn } from '../programs/programs';
import { openMemberFolder, type MemberFolder } from './member-folder';
import { newMemberFileText } from './new-member-file';
import { ownDescriptor } from './own-descriptor';
import { makeOwnKeys } from './own-keys';
import { nodeCommandWithoutPin, ownNodeCommand } from './own-node-settings';

describe("a member's own folder with certificates of a CA elsewhere", () => {
  let elsewhere: MemberFolder;
  let root: string;

  beforeAll(async () => {
    // What an own CA issues, in the form of MSP folders: another folder's, copied without its CA.
    elsewhere = await ownFolder('nh');
  });
  afterAll(() => {
    rmSync(elsewhere.root, { recursive: true });
  });
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'jangbu-own-ca-'));
    for (const name of ['msp', 'peers', 'orderers', 'identities']) {
      cpSync(join(elsewhere.root, name), join(root, name), { recursive: true });
    }
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  async function folderWith(more = ''): Promise<MemberFolder> {
    const folders = (kind: string, name: string): string =>
      `    msp: ${kind}/${name}/msp\n    tls: ${kind}/${name}/tls\n`;
    const text = newMemberFileText(newMember('nh'))
      .replace(/(operations: 127\.0\.0\.1:9443\n)/, `$1${folders('peers', 'peer0.nh.example')}`)
      .replace(/(operations: 127\.0\.0\.1:9643\n)/, `$1${folders('orderers', 'orderer0.nh.example')}`);
    const certificates =
      'certificates: { msp: msp, admin: identities/admin/msp, adminTls: identities/admin/tls }\n';
    // fabric-ca-client calls what it writes otherwise: cert.pem, keystore/key.pem, tlscacerts.
    const tls = join(root, 'identities', 'admin', 'tls');
    for (const [from, to] of [
      ['client.crt', 'signcerts/cert.pem'],
      ['client.key', 'keystore/abc_sk'],
      ['ca.crt', 'tlscacerts/tls-ca.pem'],
    ] as const) {
      cpSync(join(tls, from), join(tls, to));
    }
    writeFileSync(join(root, 'member.yaml'), text + certificates + more);
    return openMemberFolder(root);
  }

  it('makes no key, and hands out what the CA has issued', async () => {
    const folder = await folderWith();
    await makeOwnKeys(folder, silent);
    expect(await ownDescriptor(folder)).toEqual(await ownDescriptor(elsewhere));
  });

  it('says which folder lacks something', async () => {
    await folderWith();
    rmSync(join(root, 'peers', 'peer0.nh.example', 'msp', 'signcerts'), { recursive: true });
    const folder = await openMemberFolder(root);
    await expect(makeOwnKeys(folder, silent)).rejects.toThrow(/peer0\.nh\.example\/msp holds no signcerts/);
  });

  describe('and keys in a token', () => {
    const hsm = 'hsm: { library: /usr/lib/softhsm/libsofthsm2.so, label: nh, pinFile: pin }\n';

    function pin(mode: number): void {
      writeFileSync(join(root, 'pin'), '71811222\n', { mode });
    }

    async function started(): Promise<{ config: unknown; environment: Readonly<Record<string, string>> }> {
      rmSync(join(root, 'peers', 'peer0.nh.example', 'msp', 'keystore'), { recursive: true });
      const folder = await folderWith(hsm);
      const [peer] = folder.peers;
      if (peer === undefined) throw new Error('a member has a peer');
      const programs = programsIn(writeFabric(join(root, 'bin'), '3.1.1'), '3.1.1', 'PATH');
      const { environment } = ownNodeCommand(folder, peer, programs);
      expect(nodeCommandWithoutPin(folder, peer, programs).environment).not.toHaveProperty(
        'CORE_PEER_BCCSP_PKCS11_PIN',
      );
      return { config: parse(readFileSync(folder.node(peer.name).core, 'utf8')), environment };
    }

    it('gives the node the PIN by its environment, and writes it nowhere', async () => {
      pin(0o600);
      const { config, environment } = await started();
      expect(environment['CORE_PEER_BCCSP_PKCS11_PIN']).toBe('71811222');
      expect(config).toMatchObject({
        peer: {
          BCCSP: {
            Default: 'PKCS11',
            PKCS11: { Library: '/usr/lib/softhsm/libsofthsm2.so', Label: 'nh', Pin: '', Hash: 'SHA2' },
          },
        },
      });
      expect(JSON.stringify(config)).not.toContain('71811222');
    });

    it('refuses a PIN that others may read', async () => {
      pin(0o644);
      await expect(started()).rejects.toThrow('may be read by others than its owner');
    });

    it('says that there is no PIN', async () => {
      await expect(started()).rejects.toThrow(/hsm\.pinFile .*pin cannot be read/);
    });
  });
});
