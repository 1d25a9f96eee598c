import { X509Certificate } from 'node:crypto';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';

import { ownFolder } from '../../testing/own-folder';
import { silent } from '../long-work/progress';
import { coreText } from '../member/peer-config';
import { ordererText } from '../member/orderer-config';
import { openMemberFolder, type MemberFolder } from './member-folder';
import { ownOrdererSettings, ownPeerSettings } from './own-node-settings';
import { makeOwnIdentity, makeOwnKeys } from './own-keys';
import { requireSound } from './own-nodes';
import { memberStatus } from './own-status';

const texts = (folder: string): Map<string, string> =>
  new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, readFileSync(file, 'utf8')]),
  );

describe("a member's own folder", () => {
  let folder: MemberFolder;

  beforeEach(async () => {
    folder = await ownFolder('nh');
  });
  afterEach(() => {
    rmSync(folder.root, { recursive: true });
  });

  it('says what to do when the address of a peer has changed, before anything is stopped for it', async () => {
    await requireSound(folder);
    const file = join(folder.root, 'member.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('address: 10.1.2.3:7051', 'address: 10.1.2.9:7051'),
    );
    await expect(requireSound(await openMemberFolder(folder.root))).rejects.toThrow(
      /is not for 10\.1\.2\.9, as member\.yaml has it\. .*put its folder in peers\/ away, then `jangbu member keys`/,
    );
  });

  it('has TLS certificates that answer to the name and the address by which others dial', () => {
    for (const { tls } of [folder.layout.peer(0), folder.layout.orderer(0)]) {
      const names = new X509Certificate(readFileSync(tls.certificate)).subjectAltName ?? '';
      expect(names).toContain('IP Address:10.1.2.3');
      expect(names).toContain('IP Address:127.0.0.1');
      expect(names).toMatch(/DNS:(peer0|orderer0)\.nh\.example/);
    }
  });

  it('keeps its keys when asked for them again', async () => {
    const before = texts(folder.root);
    await makeOwnKeys(folder, silent);
    expect(texts(folder.root)).toEqual(before);
  });

  it('gets the keys of a second peer that member.yaml gains, and keeps the others', async () => {
    const before = texts(join(folder.root, 'peers'));
    const file = join(folder.root, 'member.yaml');
    const second =
      '  - { name: peer1.nh.example, listen: "0.0.0.0:8051", address: "10.1.2.4:8051", ' +
      'chaincode: "127.0.0.1:8052", operations: "127.0.0.1:9444" }\n';
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^consenters:/m, `${second}consenters:`));
    const grown = await openMemberFolder(folder.root);
    await makeOwnKeys(grown, silent);
    const after = texts(join(folder.root, 'peers'));
    expect([...before].filter(([name, text]) => after.get(name) !== text)).toEqual([]);
    expect(after.size).toBe(2 * before.size);
    const { peers } = JSON.parse(readFileSync(grown.profile, 'utf8')) as { peers: { address: string }[] };
    expect(peers.map(({ address }) => address)).toEqual(['10.1.2.3:7051', '10.1.2.4:8051']);
  });

  it('refuses a certificate that is not for the address in member.yaml', async () => {
    const file = join(folder.root, 'member.yaml');
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('address: 10.1.2.3:7051', 'address: 10.9.9.9:7051'),
    );
    const moved = await openMemberFolder(folder.root);
    await expect(makeOwnKeys(moved, silent)).rejects.toThrow(
      /is not for 10\.9\.9\.9, as member\.yaml has it/,
    );
  });

  it('tells peers to compare consenters, and where others reach them', () => {
    const [peer] = folder.peers;
    if (peer === undefined) throw new Error('a member has a peer');
    const core = parse(coreText(ownPeerSettings(folder, peer))) as {
      readonly peer: {
        readonly listenAddress: string;
        readonly chaincodeAddress: string;
        readonly gossip: { readonly externalEndpoint: string; readonly bootstrap: string[] };
        readonly deliveryclient: { readonly policy: string };
      };
    };
    expect(core.peer).toMatchObject({
      listenAddress: '0.0.0.0:7051',
      chaincodeAddress: '127.0.0.1:7052',
      gossip: { externalEndpoint: '10.1.2.3:7051', bootstrap: ['10.1.2.3:7051'] },
      deliveryclient: { policy: 'cluster' },
    });
  });

  it('has a consenter administered from its own host only', () => {
    const [orderer] = folder.orderers;
    if (orderer === undefined) throw new Error('it has a consenter');
    const config = parse(ordererText(ownOrdererSettings(folder, orderer))) as Record<string, unknown>;
    expect(config).toMatchObject({
      General: { ListenAddress: '0.0.0.0', ListenPort: 7050, BCCSP: { Default: 'SW' } },
      Admin: { ListenAddress: '127.0.0.1:9543' },
    });
  });

  it('makes one more identity for a client, with its role, and none twice', async () => {
    const made = await makeOwnIdentity(folder, { role: 'trader', name: 'trader-desk2' });
    const certificate = new X509Certificate(readFileSync(join(made, 'cert.pem')));
    expect(certificate.subject).toContain('CN=trader-desk2@nh.example');
    expect(certificate.raw.toString('latin1')).toContain('"jangbu.role":"trader"');
    await expect(makeOwnIdentity(folder, { role: 'trader', name: 'trader-desk2' })).rejects.toThrow(
      'is there already',
    );
    await expect(makeOwnIdentity(folder, { role: 'trader', name: '../admin' })).rejects.toThrow('is no name');
  });

  it('says how certificates and nodes stand', async () => {
    const status = await memberStatus(folder);
    expect(status).toMatchObject({
      id: 'nh',
      joined: false,
      certificates: { missing: [], broken: [], expiring: [] },
      nodes: [
        { name: 'orderer0.nh.example', kind: 'orderer', running: false },
        { name: 'peer0.nh.example', kind: 'peer', running: false },
      ],
    });
    expect(status.certificates.firstEnd?.notAfter.getTime()).toBeGreaterThan(Date.now());
  });

  it('is not any folder', async () => {
    await expect(openMemberFolder(join(folder.root, 'peers'))).rejects.toThrow('no member.yaml');
  });
});
