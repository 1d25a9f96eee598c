import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import {
  connect,
  enrol,
  identityFromFolder,
  readProfile,
  reenrol,
  type Identity,
  type Ledger,
} from '@jangbu/client';
import type { Statement } from '@jangbu/client/interfirm';
import { FabricCaServer, fabricCaProgram, whyNoFabricCa } from '@jangbu/client/dist/testing/fabric-ca-server';
import { loadConsortium, silent } from '@jangbu/network';
import { bringUp, ensureOpenDay, supervisorId, takeDown, withLedger, type NetworkContext } from 'jangbu';
import { runningNodes } from './network/nodes';
import { smallNetwork } from './network/networks';
import { agreedTrade, readMarket, type TestMarket } from './network/trading';

const MEMBER = 'nh';
const CA_PORT = 19_171;

/** The small network, in which one firm runs two peers. */
async function placeWithTwoPeers(): Promise<NetworkContext> {
  const context = await smallNetwork('two-peers', 20_000);
  const text = await readFile(context.consortiumFile, 'utf8');
  await writeFile(context.consortiumFile, text.replace(/(- id: nh\n)/, '$1    peers: 2\n'));
  return { ...context, consortium: await loadConsortium(context.consortiumFile) };
}

describe('a member with two peers', () => {
  let context: NetworkContext;
  let market: TestMarket;
  let home: string;
  let trader: Identity;

  beforeAll(async () => {
    context = await placeWithTwoPeers();
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    await withLedger(context, supervisorId(context.consortium), 'operator', ensureOpenDay);
    market = await readMarket(context);
    home = join(context.stateDir, 'members', MEMBER);
    trader = await identityFromFolder(join(home, 'identities', 'trader'));
  }, 300_000);

  afterAll(async () => {
    await takeDown(context, silent, { purge: true });
  }, 120_000);

  function trade(): Statement {
    return agreedTrade(context, market, [MEMBER, 'samsung']).sell;
  }

  async function kill(name: string): Promise<void> {
    const node = (await runningNodes(context)).find((each) => each.name.startsWith(name));
    if (!node) throw new Error(`${name} does not run`);
    process.kill(node.pid, 'SIGKILL');
  }

  async function until(fact: () => boolean | Promise<boolean>): Promise<void> {
    while (!(await fact())) await wait(50);
  }

  /** UTIs that wait for their other side, as one of the own peers has them. */
  async function waitingAt(peer: number): Promise<string[]> {
    const profile = await readProfile(join(home, 'profile.json'));
    const [own] = profile.peers.slice(peer);
    if (!own) throw new Error(`there is no peer ${peer}`);
    const ledger = await connect({ ...profile, peers: [own] }, trader);
    try {
      const pair = { counterparty: 'samsung', tradeDate: market.tradeDate };
      return (await ledger.trades.waiting(pair)).map(({ uti }) => uti).sort();
    } finally {
      await ledger.close();
    }
  }

  test('goes on at the second when the first is killed under load, and both have everything afterwards', async () => {
    const ledger: Ledger = await connect(join(home, 'profile.json'), trader);
    const recorded: string[] = [];
    const wrong: unknown[] = [];
    let going = true;
    const load = async (): Promise<void> => {
      while (going) {
        for (const result of await ledger.trades.submit([trade(), trade()])) {
          if (result.status === 'RECORDED') recorded.push(result.uti);
          else wrong.push(result);
        }
      }
    };
    const loads = [load(), load(), load(), load()];
    await until(() => recorded.length >= 20);
    await kill('peer0.nh');
    const before = recorded.length;
    await until(() => recorded.length >= before + 40);
    expect(ledger.health()).toMatchObject([{ inUse: false }, { connection: 'UP', inUse: true }]);
    await bringUp(context, silent);
    await until(() => ledger.health()[0]?.inUse === true);
    const back = recorded.length;
    await until(() => recorded.length >= back + 20);
    going = false;
    await Promise.all(loads);
    expect(wrong).toEqual([]);

    // The peer that was down is in use again before it has all content: a match leaves out what it lacks.
    const day = { counterparty: 'samsung', tradeDate: market.tradeDate };
    await until(async () => (await ledger.trades.match(day)).missing.length === 0);
    await ledger.close();
    recorded.sort();
    // What a peer missed while it was down, private content too, it has from the other.
    await until(async () => (await waitingAt(0)).length === recorded.length);
    await until(async () => (await waitingAt(1)).length === recorded.length);
    expect(await waitingAt(0)).toEqual(recorded);
    expect(await waitingAt(1)).toEqual(recorded);
  }, 240_000);

  const whenThere = fabricCaProgram === undefined ? describe.skip : describe;

  whenThere(`whose CA is Fabric's${whyNoFabricCa}`, () => {
    let folder: string;
    let server: FabricCaServer | undefined;

    /** Fabric's CA over the member's own authority: what it certifies, the channel believes. */
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'jangbu-ca-'));
      // Any certificate of the member's for this host does for the server's own TLS.
      const tls = join(home, 'peers', 'peer0', 'tls');
      const configuration = [
        `tls: { enabled: true, certfile: ${join(tls, 'server.crt')}, keyfile: ${join(tls, 'server.key')} }`,
        `ca: { name: nh, certfile: ${join(home, 'ca', 'cert.pem')}, keyfile: ${join(home, 'ca', 'key.pem')} }`,
        'registry:',
        '  maxenrollments: -1',
        '  identities:',
        '    - name: desk-7',
        '      pass: ThisIsTheSecret',
        '      type: client',
        '      affiliation: ""',
        "      attrs: { 'jangbu.role': 'trader:ecert', hf.EnrollmentID: desk-7 }",
        '',
      ].join('\n');
      server = await FabricCaServer.start(folder, configuration, CA_PORT);
    });

    afterAll(async () => {
      await server?.stop();
      await rm(folder, { recursive: true, force: true });
    });

    test('trades under a certificate that it enrolled, and under the one that it enrolled anew', async () => {
      const tlsRootCert = await readFile(join(home, 'tlsca', 'cert.pem'), 'utf8');
      const ca = { url: `https://127.0.0.1:${CA_PORT}`, tlsRootCert };
      const first = await enrol(ca, { enrollmentId: 'desk-7', secret: 'ThisIsTheSecret' });
      const second = await reenrol(ca, first.identity);
      expect(second.identity.certificate).not.toBe(first.identity.certificate);
      for (const { identity } of [first, second]) {
        const ledger = await connect(join(home, 'profile.json'), identity);
        try {
          const [result] = await ledger.trades.submit([trade()]);
          expect(result).toMatchObject({ status: 'RECORDED' });
        } finally {
          await ledger.close();
        }
      }
    });
  });
});
