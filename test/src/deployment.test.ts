import { ensureFabric, silent } from '@jangbu/network';
import { openNetwork } from '@jangbu/network/devnet';
import { connectAs, constitute, packageFor, takeDown, type NetworkContext } from 'jangbu';
import { jangbu } from './network/command-line';
import { sharedNetwork, smallNetwork } from './network/networks';

describe('the package', () => {
  test('is the same for everyone who makes it from the same list and the same sources', async () => {
    const context = await sharedNetwork();
    const [one, other] = await Promise.all([packageFor(context), packageFor(context)]);
    expect(other.id).toBe(one.id);
    expect(other.bytes.equals(one.bytes)).toBe(true);
  });

  test('carries the founding list: another consortium has another package', async () => {
    const [all, three] = await Promise.all([sharedNetwork(), smallNetwork('package', 23_000)]);
    expect((await packageFor(all)).id).not.toBe((await packageFor(three)).id);
  });

  test('is what the members have approved and committed, as `chaincode status` tells', async () => {
    const context = await sharedNetwork();
    const { code, stdout } = await jangbu(context, 'chaincode', 'status', '--json');
    expect(code).toBe(0);
    expect(stdout).toContain((await packageFor(context)).id);
  });
});

describe.each([
  ['a service behind TLS', 'service-tls'],
  ['a program that each peer starts', 'peer'],
] as const)('the same package run as %s', (_, chaincodeMode) => {
  let context: NetworkContext;

  beforeAll(async () => {
    context = await smallNetwork(chaincodeMode, 23_000);
    await takeDown(context, silent, { purge: true });
  });

  afterAll(() => takeDown(context, silent, { purge: true }), 120_000);

  test('answers at every peer, and takes the members’ votes', async () => {
    const { consortium, stateDir } = context;
    const fabric = await ensureFabric({ progress: silent });
    const { version, ...chaincode } = await packageFor(context);
    await openNetwork({ consortium, stateDir, progress: silent, chaincodeMode }).up({
      fabric,
      chaincode,
      version,
    });
    await constitute(context, silent);
    for (const { id } of consortium.members) {
      const ledger = await connectAs(context, id, 'trader');
      await expect(ledger.consortium.ping()).resolves.toMatchObject({ chaincode: 'jangbu' });
      await ledger.close();
    }
  }, 180_000);
});
