import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '../../program';
import { exitCodeOf } from '../../terminal/exit-codes';

/** As somebody writes it who has a network already. */
const TWO = `
channel: mychannel
roles: NODE_OU
members:
  - { id: org1, mspId: Org1MSP, name: { en: One, ko: 하나 }, leiMadeUp: true }
  - { id: org2, mspId: Org2MSP, name: { en: Two, ko: 둘 }, leiMadeUp: true }
`;

const MEMBERS = ['org2: Two: 둘', 'org1: One: 하나'].map((entry) => {
  const [id = '', en = '', ko = ''] = entry.split(': ');
  return `{ id: ${id}, mspId: ${id.replace('o', 'O')}MSP, name: { en: ${en}, ko: ${ko} }, leiMadeUp: true }`;
});

/** Some CA's certificate: a descriptor has to have one, and a founding list takes none of it. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBeTCCAR+gAwIBAgIUNYq0k85XQ+PBSXIhK4LQ8fJ0eacwCgYIKoZIzj0EAwIw
EjEQMA4GA1UEAwwHY2EudGVzdDAeFw0yNjExMjkxOTU5NDRaFw00ODEwMjQxOTU5
NDRaMBIxEDAOBgNVBAMMB2NhLnRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC
AASjEswcnrpb9atV6B/mTrppuDwMN/Goo3dXAkGOYhOY5hqYZpThsYPseiFxKPjk
W+EyrwW98MAp43kJ2eQCUAY4o1MwUTAdBgNVHQ4EFgQUxHD9YxoIth04lM8oFTun
G2y+76gwHwYDVR0jBBgwFoAUxHD9YxoIth04lM8oFTunG2y+76gwDwYDVR0TAQH/
BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAiiyaFoO6fDyYeWdnQavoxX+E+BgWZ
OOyLhbgCoVLGoAIhAMlT77RrSxv2O93bwYH51kTdTwY+A72ASlIwykFHr2Kp
-----END CERTIFICATE-----
`;

/** What a member hands out, as far as its nodes matter here. */
const NODES = {
  msp: {
    rootCertificates: [CERTIFICATE],
    intermediateCertificates: [],
    tlsRootCertificates: [CERTIFICATE],
    tlsIntermediateCertificates: [],
    nodeUnits: { client: 'client', peer: 'peer', admin: 'admin', orderer: 'orderer' },
  },
  anchorPeers: [{ host: 'peer0.example', port: 7051 }],
  consenters: [],
};

type Answer = Readonly<Record<string, unknown>>;

describe('founding lists and packages as files', () => {
  let folder = '';
  const at = (file: string): string => join(folder, file);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-founding-'));
    writeFileSync(at('two.yaml'), TWO);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** Runs a command in this process. @returns what it wrote */
  async function said(...args: readonly string[]): Promise<string> {
    const written: string[] = [];
    const writing = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      written.push(String(text));
      return true;
    });
    try {
      await program('en').parseAsync(['node', 'jangbu', ...args]);
    } finally {
      writing.mockRestore();
    }
    return written.join('');
  }

  async function answered(...args: readonly string[]): Promise<Answer> {
    return JSON.parse(await said(...args, '--json')) as Answer;
  }

  function hashOfFile(name: string): string {
    return createHash('sha256')
      .update(readFileSync(at(name)))
      .digest('hex');
  }

  async function expectRefused(args: readonly string[], why: string): Promise<void> {
    const error = await said(...args).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ message: expect.stringContaining(why) as string });
    expect(exitCodeOf(error)).toBe(2);
  }

  test('a list is the same bytes out of a file, of named members and of descriptors, in any order', async () => {
    const made = await answered('founding', 'make', '--consortium', at('two.yaml'), '--out', at('f.json'));
    expect(made).toMatchObject({ file: at('f.json'), channel: 'mychannel', roles: 'NODE_OU' });
    expect(made['hash']).toBe(hashOfFile('f.json'));
    const named = ['--channel', 'mychannel', '--roles', 'node-ou', '--member', ...MEMBERS];
    await said('founding', 'make', ...named, '--out', at('named.json'));
    const { members } = (await answered('founding', 'show', at('f.json'))) as { members: { id: string }[] };
    for (const member of members) {
      const descriptor = { type: 'member-descriptor', version: 1, channel: 'mychannel', member, ...NODES };
      writeFileSync(at(`${member.id}.json`), JSON.stringify(descriptor));
    }
    const described = [at('org2.json'), at('org1.json'), '--roles', 'NODE_OU', '--out', at('described.json')];
    await said('founding', 'make', ...described);
    for (const file of ['named.json', 'described.json']) expect(hashOfFile(file)).toBe(made['hash']);
  });

  test('a list is shown in words, with the hash, and tells loudly where roles are read', async () => {
    const text = await said('founding', 'show', at('f.json'));
    expect(text).toContain(`hash ${hashOfFile('f.json')}`);
    expect(text).toContain('ROLES BY NODE OU');
  });

  test('a list goes by the clock unless it is made for tests, and then it says so loudly', async () => {
    const make = ['founding', 'make', '--consortium', at('two.yaml'), '--out', at('time.json')];
    expect(await answered(...make)).toMatchObject({ time: 'CLOCK' });
    expect(await said('founding', 'show', at('time.json'))).toContain('time: by the clock');
    expect(await answered(...make, '--time', 'free')).toMatchObject({ time: 'FREE' });
    expect(await said('founding', 'show', at('time.json'))).toContain('TIME IS FREE');
    const named = ['--channel', 'mychannel', '--roles', 'node-ou', '--time', 'free', '--member', ...MEMBERS];
    await said('founding', 'make', ...named, '--out', at('named-free.json'));
    expect(hashOfFile('named-free.json')).toBe(hashOfFile('time.json'));
  });

  test('a list is not made of what names no founders, or not rightly', async () => {
    const make = ['founding', 'make', '--out', at('none.json')];
    const other = MEMBERS[0] ?? '';
    await expectRefused(make, 'name the founding members by one of');
    await expectRefused([...make, at('nobody.json')], 'nobody.json cannot be read');
    await expectRefused([...make, at('two.yaml')], 'two.yaml is no JSON');
    await expectRefused([...make, '--consortium', at('none.yaml')], 'none.yaml');
    await expectRefused([...make, '--member', other], 'name the channel by --channel');
    const here = [...make, '--channel', 'c', '--member'];
    await expectRefused([...here, '{ id: a }'], 'members[0].mspId is missing');
    await expectRefused([...here, ...MEMBERS, other], '/members/2/id named twice');
    const roles = [...make, '--consortium', at('two.yaml'), '--roles', 'all'];
    await expectRefused(roles, 'where roles are read is ATTRIBUTE or NODE_OU');
    const time = [...make, '--consortium', at('two.yaml'), '--time', 'mine'];
    await expectRefused(time, 'by what the business day moves is CLOCK or FREE');
  });

  test('a file that is no list is not shown, and is named', async () => {
    await expectRefused(['founding', 'show', at('two.yaml')], 'two.yaml is no JSON');
    await expectRefused(['founding', 'show', at('org1.json')], 'org1.json is no founding list: /');
  });

  test('a list that names a member twice makes no first block, and is named', async () => {
    const list = JSON.parse(readFileSync(at('f.json'), 'utf8')) as { members: readonly object[] };
    const [one] = list.members;
    writeFileSync(at('twice.json'), JSON.stringify({ ...list, members: [...list.members, one] }));
    const genesis = ['channel', 'genesis', '--out', at('genesis.block'), '--founding'];
    const descriptors = ['--descriptors', at('org1.json'), at('org2.json')];
    await expectRefused(
      [...genesis, at('twice.json'), ...descriptors],
      'twice.json is no founding list: /members/2',
    );
  });

  test('a package needs nothing but a founding list, and is the same wherever it is made', async () => {
    const packaged = (list: string, out: string) =>
      answered('chaincode', 'package', '--founding', at(list), '--out', at(out));
    const one = await packaged('f.json', 'one.tar.gz');
    expect(one).toMatchObject({ type: 'node', foundingHash: hashOfFile('f.json'), roles: 'NODE_OU' });
    expect((await packaged('named.json', 'other.tar.gz'))['packageId']).toBe(one['packageId']);
    expect(one['packageId']).toBe(`${String(one['label'])}:${hashOfFile('other.tar.gz')}`);
  });

  test('a package for contracts that are served says where', async () => {
    const served = ['--type', 'ccaas', '--address', '{{.address}}', '--label', 'jangbu_ccaas'];
    const out = ['--out', at('served.tar.gz')];
    const made = await answered('chaincode', 'package', '--founding', at('f.json'), ...served, ...out);
    expect(made).toMatchObject({ type: 'ccaas', label: 'jangbu_ccaas' });
    expect(made['packageId']).toBe(`jangbu_ccaas:${hashOfFile('served.tar.gz')}`);
  });

  test('a package is not made of options that do not fit together', async () => {
    const packaging = ['chaincode', 'package', '--out', at('none.tar.gz'), '--founding'];
    await expectRefused([...packaging, at('none.json')], 'none.json cannot be read');
    const list = [...packaging, at('f.json')];
    await expectRefused([...list, '--consortium', at('two.yaml')], 'by --founding or by --consortium');
    await expectRefused([...list, '--type', 'python'], "is NODE or CCAAS, not 'python'");
    await expectRefused([...list, '--type', 'ccaas'], '--address HOST:PORT');
    await expectRefused([...list, '--address', 'a:1'], 'belong to packages of type ccaas');
    const served = [...list, '--type', 'ccaas', '--address', 'a:1'];
    await expectRefused([...served, '--tls-root', at('none.pem')], 'none.pem cannot be read');
  });
});
