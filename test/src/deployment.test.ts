import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureFabric, silent } from '@jangbu/network';
import { openNetwork, type ContractsAtHand } from '@jangbu/network/devnet';
import {
  bringUp,
  connectAs,
  constitute,
  openNetworkOf,
  packageFor,
  takeDown,
  type NetworkContext,
} from 'jangbu';
import { commandLine, jangbu } from './network/command-line';
import { nextContracts, OwnMember } from './network/own-contracts';
import { sharedNetwork, smallNetwork } from './network/networks';
import { runningNodes } from './network/nodes';

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
    const contracts = await packageFor(context);
    await openNetwork({ consortium, stateDir, progress: silent, chaincodeMode }).up({ fabric, contracts });
    await constitute(context, silent);
    for (const { id } of consortium.members) {
      const ledger = await connectAs(context, id, 'trader');
      await expect(ledger.consortium.ping()).resolves.toMatchObject({ chaincode: 'jangbu' });
      await ledger.close();
    }
  }, 180_000);
});

describe('contracts that members decide on, each with its own keys and peers', () => {
  let context: NetworkContext;
  let [first, next]: ContractsAtHand[] = [];
  let kofia: OwnMember;
  let nh: OwnMember;

  beforeAll(async () => {
    context = await smallNetwork('contracts', 23_400);
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    first = await packageFor(context);
    next = await nextContracts(context, '0.1.0-next');
    kofia = await OwnMember.of(context, 'kofia');
    nh = await OwnMember.of(context, 'nh');
  }, 300_000);

  afterAll(async () => {
    kofia.close();
    nh.close();
    await takeDown(context, silent, { purge: true });
  }, 120_000);

  async function up(contracts: ContractsAtHand | undefined): Promise<unknown> {
    const fabric = await ensureFabric({ progress: silent });
    return openNetworkOf(context, silent).up({ fabric, contracts });
  }

  test('`up` deploys none where others are in force than those at hand, and says so', async () => {
    expect(await up(next)).toEqual({ packageId: first?.id, otherAtHand: next?.id, started: [] });
    const status = await openNetworkOf(context, silent).chaincodeStatus();
    expect(status).toMatchObject({ packageId: first?.id, sequence: 1 });
    expect(status.members.every(({ answers }) => answers)).toBe(true);
  }, 120_000);

  test('one member alone can install and approve, and is told who is missing to commit', async () => {
    if (next === undefined) throw new Error('no contracts');
    await expect(kofia.approve(next)).rejects.toMatchObject({ code: 'NOT_INSTALLED' });
    expect(await kofia.install(next)).toEqual([{ peer: 'peer0.kofia.jangbu.example', installedNow: true }]);
    expect(await kofia.install(next)).toEqual([{ peer: 'peer0.kofia.jangbu.example', installedNow: false }]);
    await expect(kofia.approve(next)).resolves.toMatchObject({
      approvedNow: true,
      inForce: false,
      definition: { sequence: 2, version: '0.1.0-next', endorsementPolicy: '/Channel/Application/Majority' },
    });
    await expect(kofia.approve(next)).resolves.toMatchObject({ approvedNow: false });
    await expect(kofia.readiness()).resolves.toMatchObject({
      approvedBy: ['KofiaMSP'],
      notApprovedBy: ['NhMSP', 'SamsungMSP'],
      missing: 1,
    });
    await expect(kofia.commit()).rejects.toMatchObject({
      code: 'APPROVALS_MISSING',
      facts: { sequence: 2, approved: 'KofiaMSP', notApproved: 'NhMSP SamsungMSP' },
    });
  }, 60_000);

  test('who approves something else under the same sequence is named, with what', async () => {
    if (next === undefined) throw new Error('no contracts');
    await nh.install(next);
    await nh.approve({ ...next, version: 'another' });
    await kofia.sees('NhMSP');
    await expect(kofia.commit()).rejects.toThrow(/NhMSP with another version/);
    await expect(nh.approve({ ...next, sequence: 7 })).rejects.toMatchObject({ code: 'DEFINITION_CONFLICT' });
  }, 60_000);

  test('a majority puts it in force with a member away, which is named and catches up later', async () => {
    if (next === undefined) throw new Error('no contracts');
    const away = (await runningNodes(context)).find(({ name }) => name === 'peer0.samsung.jangbu.example');
    if (away === undefined) throw new Error("samsung's peer does not run");
    process.kill(away.pid, 'SIGKILL');
    await nh.approve(next);
    await expect(nh.commit()).resolves.toMatchObject({
      committedNow: true,
      endorsedBy: ['NhMSP', 'KofiaMSP'],
      notApprovedBy: ['SamsungMSP'],
    });
    await expect(nh.commit()).resolves.toMatchObject({ committedNow: false, notApprovedBy: ['SamsungMSP'] });
    await expect(kofia.status()).resolves.toMatchObject({
      committed: { sequence: 2, packageId: next.id, notApprovedBy: ['SamsungMSP'] },
      peers: [{ installed: [next.id, first?.id], answers: false }],
    });
    // What `up` has at hand is not what members have decided on.
    expect(await up(first)).toEqual({
      ...{ packageId: next.id, otherAtHand: first?.id },
      started: ['peer0.samsung.jangbu.example'],
    });
    const status = await openNetworkOf(context, silent).chaincodeStatus();
    expect(status).toMatchObject({ packageId: next.id, sequence: 2 });
    expect(status.members.map(({ approved, answers }) => ({ approved, answers }))).toEqual(
      context.consortium.members.map(() => ({ approved: next?.id, answers: true })),
    );
  }, 180_000);

  test('`chaincode deploy` upgrades with a member away, too', async () => {
    const away = (await runningNodes(context)).find(({ name }) => name === 'peer0.nh.jangbu.example');
    if (away === undefined) throw new Error("nh's peer does not run");
    process.kill(away.pid, 'SIGKILL');
    const { code, stdout } = await jangbu(context, 'chaincode', 'deploy', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ packageId: first?.id, sequence: 3, notApprovedBy: ['NhMSP'] });
    expect(await up(first)).toEqual({ packageId: first?.id, started: ['peer0.nh.jangbu.example'] });
  }, 180_000);

  test('as commands, of a member that has nothing but its profile and its admin identity', async () => {
    const contracts = await nextContracts(context, '0.2.0');
    const { sequence: before = 0 } = await openNetworkOf(context, silent).chaincodeStatus();
    const folder = await mkdtemp(join(tmpdir(), 'jangbu-own-'));
    const file = join(folder, 'contracts.tgz');
    await writeFile(file, contracts.bytes);
    /** Calls a command for a member, whose files alone are copied; gives what it prints. */
    const as = async (id: string, ...args: readonly string[]): Promise<{ code: number; told: unknown }> => {
      const own = join(folder, id);
      await cp(join(context.stateDir, 'members', id, 'profile.json'), join(own, 'profile.json'));
      await cp(join(context.stateDir, 'members', id, 'identities', 'admin'), join(own, 'admin'), {
        recursive: true,
      });
      const place = ['--profile', join(own, 'profile.json'), '--identity', join(own, 'admin')];
      const { code, stdout, stderr } = await commandLine(['chaincode', ...args, ...place, '--json']);
      return { code, told: stdout === '' ? stderr : (JSON.parse(stdout) as unknown) };
    };
    try {
      for (const id of ['kofia', 'samsung']) {
        expect(await as(id, 'install', file)).toMatchObject({ code: 0, told: { packageId: contracts.id } });
        const approved = await as(id, 'approve', file);
        expect(approved).toMatchObject({
          code: 0,
          told: { sequence: before + 1, version: '0.2.0', approvedNow: true },
        });
      }
      expect(await as('samsung', 'readiness')).toMatchObject({
        code: 0,
        told: { approvedBy: ['KofiaMSP', 'SamsungMSP'], notApprovedBy: ['NhMSP'], missing: 0 },
      });
      expect(await as('nh', 'commit')).toMatchObject({
        code: 0,
        told: { sequence: before, committedNow: false },
      });
      expect(await as('samsung', 'commit')).toMatchObject({
        code: 0,
        told: { sequence: before + 1, committedNow: true, notApprovedBy: ['NhMSP'] },
      });
      expect(await as('kofia', 'status')).toMatchObject({
        code: 1,
        told: { committed: { sequence: before + 1, packageId: contracts.id }, peers: [{ answers: false }] },
      });
      expect(await as('kofia', 'approve', file, '--policy', '/Channel/Application/None')).toMatchObject({
        code: 1,
        told: expect.stringContaining('channel interfirm has no policy /Channel/Application/None') as string,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  }, 300_000);
});
