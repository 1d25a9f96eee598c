import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { consortiumFiles } from '@jangbu/network';
import { openLedgerContext } from './ledger-context';
import type { LedgerOptions } from './ledger-options';

const VARIABLES = ['PROFILE', 'IDENTITY', 'CONTEXT', 'FOLDER', 'CONFIG', 'STATE', 'CONSORTIUM'].map(
  (name) => `JANGBU_${name}`,
);

function profileOf(id: string, peers = ['peer0']): string {
  return JSON.stringify({
    type: 'jangbu-profile',
    version: 1,
    channel: 'interfirm',
    chaincode: 'jangbu',
    member: { id, mspId: `${id}MSP` },
    peers: peers.map((name) => ({
      name,
      address: '127.0.0.1:1',
      serverName: name,
      tlsRootCert: '-----BEGIN CERTIFICATE-----',
    })),
  });
}

/** As the stock test network writes it, but for its peers. */
const STOCK = JSON.stringify({
  name: 'test-network-org1',
  client: { organization: 'Org1' },
  organizations: { Org1: { mspid: 'Org1MSP', peers: ['peer0'] } },
  peers: { peer0: { url: 'grpcs://localhost:7051', tlsCACerts: { pem: '-----BEGIN CERTIFICATE-----' } } },
});

describe('for which member a command acts', () => {
  const before = { ...process.env };
  let folder: string;
  const at = (...names: string[]): string => join(folder, ...names);
  const write = (text: string, ...names: string[]): string => {
    mkdirSync(at(...names.slice(0, -1)), { recursive: true });
    writeFileSync(at(...names), text);
    return at(...names);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-ledger-context-'));
    for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
    process.env['JANGBU_CONFIG'] = at('config.yaml');
    for (const member of ['kofia', 'nh'])
      write(profileOf(member), 'state', 'members', member, 'profile.json');
    write(profileOf('sk'), 'sk', 'profile.json');
    write(
      ['current: sk', 'contexts:', '  - {name: sk, folder: sk}'].join('\n') +
        '\n  - {name: roles, profile: sk/profile.json, identities: {admin: keys/admin}}\n',
      'config.yaml',
    );
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
    for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  });

  const network = (): LedgerOptions => ({ state: at('state'), consortium: consortiumFiles.small });
  const identityOf = async (options: LedgerOptions): Promise<string> =>
    (await openLedgerContext(options)).identityFolder('trader');

  it('by profile and identity: the identity is used whatever the role', async () => {
    const context = await openLedgerContext({ profile: at('sk', 'profile.json'), identity: at('keys') });
    expect([context.memberId, context.mspId, context.folder]).toEqual(['sk', 'skMSP', undefined]);
    expect([context.identityFolder('admin'), context.identityFolder('trader')]).toEqual([
      at('keys'),
      at('keys'),
    ]);
    expect(context.keptIn('documents')).toBe(at('sk', 'documents', 'sk@interfirm'));
    await expect(openLedgerContext({ profile: at('sk', 'profile.json') })).rejects.toThrow('--identity');
  });

  it('by the same as variables', async () => {
    process.env['JANGBU_PROFILE'] = at('sk', 'profile.json');
    process.env['JANGBU_IDENTITY'] = at('keys');
    await expect(identityOf({})).resolves.toBe(at('keys'));
    await expect(identityOf({ ...network(), as: 'nh' })).resolves.toBe(
      at('state', 'members', 'nh', 'identities', 'trader'),
    );
  });

  it("by the member's own folder, with profile and identities in it", async () => {
    const context = await openLedgerContext({ folder: at('sk') });
    expect([context.memberId, context.folder]).toEqual(['sk', at('sk')]);
    expect(context.identityFolder('admin')).toBe(at('sk', 'identities', 'admin'));
    process.env['JANGBU_FOLDER'] = at('state', 'members', 'nh');
    expect((await openLedgerContext({})).memberId).toBe('nh');
    expect((await openLedgerContext({ context: 'sk' })).memberId).toBe('sk');
  });

  it('by the current context, which has its identities by role in its folder', async () => {
    const context = await openLedgerContext({});
    expect([context.memberId, context.folder]).toEqual(['sk', at('sk')]);
    expect(context.identityFolder('operator')).toBe(at('sk', 'identities', 'operator'));
    expect(context.keptIn('documents')).toBe(at('sk', 'documents'));
  });

  it('by another context; a role that it has no identity for is told', async () => {
    process.env['JANGBU_CONTEXT'] = 'roles';
    expect((await openLedgerContext({})).identityFolder('admin')).toBe(at('keys', 'admin'));
    await expect(identityOf({})).rejects.toThrow(
      'the context roles has no identity for the role trader (it has admin)',
    );
    await expect(identityOf({ identity: at('mine') })).resolves.toBe(at('mine'));
    await expect(identityOf({ context: 'none' })).rejects.toThrow(`no context none in ${at('config.yaml')}`);
  });

  it("on the development network as one of its members, under the role's identity", async () => {
    const context = await openLedgerContext({ ...network(), as: 'nh' });
    expect([context.memberId, context.folder]).toEqual(['nh', at('state', 'members', 'nh')]);
    await expect(openLedgerContext({ ...network(), as: 'sk' })).rejects.toThrow(
      'sk is no member of the network',
    );
  });

  it("on the development network as the supervisor, where a command is the supervisor's", async () => {
    expect((await openLedgerContext(network(), 'SUPERVISOR')).memberId).toBe('kofia');
    await expect(openLedgerContext(network())).rejects.toThrow('say for which member you act');
  });

  it('never as another member than the one that is named', async () => {
    await expect(openLedgerContext({ as: 'nh' })).rejects.toThrow(/--as nh, but the context sk .* is sk's/);
    const two = { ...network(), context: 'sk' };
    await expect(openLedgerContext(two)).rejects.toThrow('--context and --state name two ledgers');
  });

  it("by Fabric's common profile, whose gaps the context fills, or --as", async () => {
    const profile = write(STOCK, 'stock', 'connection-org1.json');
    const entry = `{name: org1, profile: stock/connection-org1.json, identity: keys, member: org1, channel: mychannel}`;
    write(`contexts:\n  - ${entry}\n`, 'config.yaml');
    const { profile: read } = await openLedgerContext({ context: 'org1' });
    expect(read).toMatchObject({ channel: 'mychannel', chaincode: 'jangbu', member: { id: 'org1' } });
    await expect(openLedgerContext({ profile, identity: at('keys') })).rejects.toThrow(profile);
  });

  it('a profile that is not there is named', async () => {
    rmSync(at('sk', 'profile.json'));
    await expect(openLedgerContext({})).rejects.toThrow(at('sk', 'profile.json'));
  });
});
