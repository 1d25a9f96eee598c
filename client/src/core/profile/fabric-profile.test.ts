import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { newTlsPair } from '../../../testing/gateway-server';
import { temporaryFolder } from '../../../testing/temporary-folder';
import { readProfile } from './profile';

const folder = temporaryFolder();
const { certificate } = newTlsPair();

/** As fabric-samples write it, with two peers of the firm and one of another. */
function common() {
  return {
    name: 'interfirm-nh',
    version: '1.0.0',
    'x-jangbu': { member: 'nh' },
    client: { organization: 'Nh' },
    channels: { interfirm: {} },
    organizations: {
      Nh: { mspid: 'NhMSP', peers: ['peer0.nh', 'peer1.nh'] },
      Sk: { mspid: 'SkMSP', peers: ['peer0.sk'] },
    },
    peers: {
      'peer0.nh': {
        url: 'grpcs://10.0.0.1:7051',
        tlsCACerts: { path: 'tls/ca.pem' },
        grpcOptions: { 'ssl-target-name-override': 'peer0.nh', hostnameOverride: 'peer0.nh' },
      },
      'peer1.nh': { url: 'grpcs://peer1.nh:7051', tlsCACerts: { pem: [certificate] } },
      'peer0.sk': { url: 'grpcs://peer0.sk:7051', tlsCACerts: { pem: certificate } },
    },
  };
}

function written(value: object, name = 'connection.yaml'): string {
  mkdirSync(join(folder(), 'tls'), { recursive: true });
  writeFileSync(join(folder(), 'tls/ca.pem'), certificate);
  const path = join(folder(), name);
  writeFileSync(path, name.endsWith('.json') ? JSON.stringify(value) : stringify(value));
  return path;
}

describe("Fabric's common connection profile", () => {
  test.each(['connection.yaml', 'connection.json'])('%s gives the own organisation’s peers', async (name) => {
    await expect(readProfile(written(common(), name))).resolves.toEqual({
      type: 'jangbu-profile',
      version: 1,
      channel: 'interfirm',
      chaincode: 'jangbu',
      member: { id: 'nh', mspId: 'NhMSP' },
      peers: [
        {
          name: 'peer0.nh',
          address: '10.0.0.1:7051',
          serverName: 'peer0.nh',
          tlsRootCert: certificate,
        },
        { name: 'peer1.nh', address: 'peer1.nh:7051', serverName: 'peer1.nh', tlsRootCert: certificate },
      ],
    });
  });

  test('what it leaves open may be chosen', async () => {
    const bare = { ...common(), 'x-jangbu': undefined, client: undefined, channels: undefined };
    const choices = { member: 'sk', organization: 'Sk', channel: 'other', chaincode: 'ledger' };
    await expect(readProfile(written(bare), choices)).resolves.toMatchObject({
      channel: 'other',
      chaincode: 'ledger',
      member: { id: 'sk', mspId: 'SkMSP' },
      peers: [{ name: 'peer0.sk', serverName: 'peer0.sk' }],
    });
  });

  test('names the files for mutual TLS, seen from its folder', async () => {
    const client = {
      organization: 'Nh',
      tlsCerts: { client: { cert: { path: 'tls/c.pem' }, key: { path: '/k.pem' } } },
    };
    await expect(readProfile(written({ ...common(), client }))).resolves.toMatchObject({
      clientTls: { certificateFile: join(folder(), 'tls/c.pem'), privateKeyFile: '/k.pem' },
    });
  });

  const without = (name: keyof ReturnType<typeof common>): object => ({ ...common(), [name]: undefined });
  const peer = (changed: object): object => ({
    ...common(),
    organizations: { Nh: { mspid: 'NhMSP', peers: ['peer0.nh'] } },
    peers: { 'peer0.nh': { url: 'grpcs://a:1', tlsCACerts: { path: 'tls/ca.pem' }, ...changed } },
  });
  test.each<[string, object]>([
    ['/x-jangbu/member', without('x-jangbu')],
    ['/peers', without('peers')],
    ['/channels', without('channels')],
    ['/organizations/Nh/mspid', { ...common(), client: {}, organizations: { Nh: { peers: ['peer0.nh'] } } }],
    ['/organizations/Nh/peers', { ...common(), organizations: { Nh: { mspid: 'NhMSP', peers: [] } } }],
    ['/organizations/None', { ...common(), client: { organization: 'None' } }],
    ['/peers/peer0.nh', { ...common(), peers: {} }],
    ['/peers/peer0.nh/url', peer({ url: 'grpc://a:1' })],
    ['/peers/peer0.nh/tlsCACerts', peer({ tlsCACerts: null })],
    ['/peers/peer0.nh/tlsCACerts/path', peer({ tlsCACerts: {} })],
    ['/peers/peer0.nh/tlsCACerts/path', peer({ tlsCACerts: { path: 'none.pem' } })],
  ])('is refused, with the path %s named', async (path, profile) => {
    await expect(readProfile(written(profile))).rejects.toMatchObject({
      name: 'ProfileError',
      problems: [{ path }],
    });
  });
});
