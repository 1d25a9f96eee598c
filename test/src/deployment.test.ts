import { ensureFabric, silent } from '@jangbu/network';
import { openNetwork } from '@jangbu/network/devnet';
import { connectAs, constitute, packageFor, takeDown, type Place } from 'jangbu';
import { jangbu } from './network/command-line';
import { sharedPlace, smallPlace } from './network/places';

describe('the package', () => {
  test('is the same for everyone who makes it from the same list and the same sources', async () => {
    const place = await sharedPlace();
    const [one, other] = await Promise.all([packageFor(place), packageFor(place)]);
    expect(other.id).toBe(one.id);
    expect(other.bytes.equals(one.bytes)).toBe(true);
  });

  test('carries the founding list: another consortium has another package', async () => {
    const [all, three] = await Promise.all([sharedPlace(), smallPlace('package', 23_000)]);
    expect((await packageFor(all)).id).not.toBe((await packageFor(three)).id);
  });

  test('is what the members have approved and committed, as `chaincode status` tells', async () => {
    const place = await sharedPlace();
    const { code, stdout } = await jangbu(place, 'chaincode', 'status', '--json');
    expect(code).toBe(0);
    expect(stdout).toContain((await packageFor(place)).id);
  });
});

describe.each([
  ['a service behind TLS', 'service-tls'],
  ['a program that each peer starts', 'peer'],
] as const)('the same package run as %s', (_, chaincodeMode) => {
  let place: Place;

  beforeAll(async () => {
    place = await smallPlace(chaincodeMode, 23_000);
    await takeDown(place, silent, { purge: true });
  });

  afterAll(() => takeDown(place, silent, { purge: true }), 120_000);

  test('answers at every peer, and takes the members’ votes', async () => {
    const { consortium, stateDir } = place;
    const fabric = await ensureFabric({ progress: silent });
    const { version, ...chaincode } = await packageFor(place);
    await openNetwork({ consortium, stateDir, progress: silent, chaincodeMode }).up({
      fabric,
      chaincode,
      version,
    });
    await constitute(place, silent);
    for (const { id } of consortium.members) {
      const ledger = await connectAs(place, id, 'trader');
      await expect(ledger.consortium.ping()).resolves.toMatchObject({ chaincode: 'jangbu' });
      await ledger.close();
    }
  }, 180_000);
});
