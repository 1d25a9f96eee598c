import { status } from '@grpc/grpc-js';
import { generateKeyPairSync } from 'node:crypto';
import { systemClock } from '../core/async/clock';
import { certificateFor } from '../../testing/certificate';
import { GatewayServer, newTlsPair } from '../../testing/gateway-server';
import { connect, type ConnectOptions } from './connect';
import type { Ledger } from './ledger';
import type { Profile } from '../core/profile/profile';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const identity = {
  certificate: certificateFor(privateKey),
  privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
};

function profileOf(servers: readonly GatewayServer[]): Profile {
  return {
    type: 'jangbu-profile',
    version: 1,
    channel: 'interfirm',
    chaincode: 'jangbu',
    member: { id: 'nh', mspId: 'NhMSP' },
    peers: servers.map(({ peer }) => peer),
  };
}

/** Peer `a` and peer `b` of one member, and a connection to both. */
async function twoPeers(options: ConnectOptions = {}) {
  const [a, b] = [new GatewayServer('a'), new GatewayServer('b')];
  await Promise.all([a.start(), b.start()]);
  const ledger = await connect(profileOf([a, b]), identity, options);
  const stop = async (): Promise<void> => {
    await ledger.close();
    for (const server of [a, b]) server.stop();
  };
  return { a, b, ledger, [Symbol.asyncDispose]: stop };
}

/** The fake peers tell their own name as the chaincode's. */
async function answeredBy(ledger: Ledger): Promise<string> {
  return (await ledger.consortium.ping()).chaincode;
}

describe('two own peers', () => {
  test('the first one answers; when it is killed the other one does, and it again when it is back', async () => {
    await using peers = await twoPeers();
    const { a, ledger } = peers;
    await expect(answeredBy(ledger)).resolves.toBe('a');
    a.stop();
    await expect(answeredBy(ledger)).resolves.toBe('b');
    expect(ledger.health()[1]).toMatchObject({ name: 'b', connection: 'UP', inUse: true });
    await a.start();
    while (!ledger.health()[0]?.inUse) await systemClock.sleep(20);
    await expect(answeredBy(ledger)).resolves.toBe('a');
  });

  test('one that says it is unavailable is left for the other', async () => {
    await using peers = await twoPeers();
    const { a, b, ledger } = peers;
    a.failing = status.UNAVAILABLE;
    await expect(answeredBy(ledger)).resolves.toBe('b');
    expect(b.calls('EVALUATE')).toHaveLength(1);
  });
});

describe("the environment's proxy", () => {
  const nobody = 'http://127.0.0.1:1';

  test.each(['grpc_proxy', 'https_proxy', 'http_proxy'])(
    '%s is for the internet: own peers are called directly',
    async (name) => {
      const before = process.env[name];
      process.env[name] = nobody;
      try {
        await using peers = await twoPeers({ deadlines: { evaluateMs: 5_000 } });
        await expect(answeredBy(peers.ledger)).resolves.toBe('a');
      } finally {
        if (before === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = before;
      }
    },
  );
});

describe('connecting eagerly', () => {
  test('waits for the first connection', async () => {
    await using peers = await twoPeers({ connecting: 'EAGER' });
    expect(peers.ledger.health().map(({ connection }) => connection)).toContain('UP');
  });

  test('is content with one of two', async () => {
    const [a, b] = [new GatewayServer('a'), new GatewayServer('b')];
    await Promise.all([a.start(), b.start()]);
    a.stop();
    await using ledger = await connect(profileOf([a, b]), identity, { connecting: 'EAGER' });
    expect(ledger.health()[1]).toMatchObject({ connection: 'UP', inUse: true });
    b.stop();
  });

  test('fails when no peer is there', async () => {
    const a = new GatewayServer('a');
    await a.start();
    a.stop();
    const connecting = connect(profileOf([a]), identity, {
      connecting: 'EAGER',
      deadlines: { evaluateMs: 50 },
    });
    await expect(connecting).rejects.toMatchObject({ name: 'UnavailableError', phase: 'CONNECT' });
  });
});

describe('mutual TLS', () => {
  test('a peer that asks for a certificate is shown it, and refuses who shows none', async () => {
    const clientTls = newTlsPair();
    const server = new GatewayServer('a', clientTls.certificate);
    await server.start();
    const profile = profileOf([server]);
    await using ledger = await connect(profile, identity, { clientTls });
    await expect(answeredBy(ledger)).resolves.toBe('a');
    const retry = { attempts: 1 };
    await using without = await connect(profile, identity, { retry });
    await expect(answeredBy(without)).rejects.toMatchObject({ name: 'UnavailableError' });
    server.stop();
  });
});
