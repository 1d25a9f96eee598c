import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ledger } from '@jangbu/client';
import { openReadModel } from '@jangbu/client/read-model';
import { silent } from '@jangbu/network';
import {
  bringUp,
  connectAs,
  ensureOpenDay,
  supervisorId,
  takeDown,
  withLedger,
  type NetworkContext,
} from 'jangbu';
import { Keeper } from './faults/keeper';
import { writeOperation, type Answer, type Assignment, type Operation } from './faults/operation';
import { Saboteur } from './faults/saboteur';
import { smallNetwork } from './network/networks';
import { agreedTrade, readMarket, type TestMarket } from './network/trading';
import { seeded } from './random/seeded';

/** Trades; each is stated by two applications. The full form: `npm run test:faults`. */
const TRADES = Number(process.env['JANGBU_FAULT_TRADES'] ?? 150);
const SEED = Number(process.env['JANGBU_FAULT_SEED'] ?? Date.now() % 1_000_000);
/** One in so many is wrong, and must be refused. */
const WRONG_EVERY = 25;
const AT_ONCE = TRADES > 1000 ? 100 : 4;
const PAUSE_MS = 1500;
/** Each application is killed so often at most, so long after its start. */
const KILLS = TRADES > 1000 ? 40 : 3;
const LIFE_MS = { least: 3000, more: 9000 };

const [SELLER, BUYER] = ['nh', 'samsung'];

describe(`a bad night, seed ${SEED}`, () => {
  const random = seeded(SEED);
  let context: NetworkContext;
  let market: TestMarket;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jangbu-faults-'));
    context = await smallNetwork('faults', 30_000);
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    await withLedger(context, supervisorId(context.consortium), 'operator', ensureOpenDay);
    market = await readMarket(context);
  }, 300_000);

  afterAll(async () => {
    await takeDown(context, silent, { purge: true });
    await rm(folder, { recursive: true, force: true });
  }, 120_000);

  /** What both firms are to state, wrong ones among them: of a currency that the instrument does not have. */
  function operations(): { readonly sells: Operation[]; readonly buys: Operation[] } {
    const trades = Array.from({ length: TRADES }, (_, i) => {
      const good = i % WRONG_EVERY !== 0;
      const trade = agreedTrade(context, market, [SELLER, BUYER], good ? {} : { currency: 'USD' });
      return { ...trade, good };
    });
    return {
      sells: trades.map(({ sell, good }) => ({ statement: sell, good })),
      buys: trades.map(({ buy, good }) => ({ statement: buy, good })),
    };
  }

  async function assign(run: string, member: string, todo: readonly Operation[]): Promise<Assignment> {
    const own = join(folder, run, member);
    await mkdir(own, { recursive: true });
    const file = join(own, 'operations.jsonl');
    await writeFile(file, todo.map(writeOperation).join('\n'));
    const home = join(context.stateDir, 'members', member);
    return { member: home, operations: file, folder: own, atOnce: AT_ONCE };
  }

  async function answersOf({ folder: own }: Assignment): Promise<Answer[]> {
    const lines = (await readFile(join(own, 'answers.jsonl'), 'utf8')).split('\n');
    return lines.flatMap((line): Answer[] => {
      try {
        return [JSON.parse(line) as Answer];
      } catch {
        return []; // Empty, or cut off by a kill.
      }
    });
  }

  function utisOf(todo: readonly Operation[], good: boolean): string[] {
    return todo.filter((each) => each.good === good).map(({ statement }) => statement.uti);
  }

  /** Each answer is true: good trades were recorded, wrong ones refused, and each was answered. */
  async function requireAnswers(assignment: Assignment, todo: readonly Operation[]): Promise<void> {
    const answers = await answersOf(assignment);
    const answeredAs = (status: Answer['status']) =>
      [...new Set(answers.filter((each) => each.status === status).map(({ uti }) => uti))].sort();
    expect(answeredAs('RECORDED')).toEqual(utisOf(todo, true).sort());
    expect(answeredAs('REFUSED')).toEqual(utisOf(todo, false).sort());
  }

  /** The ledger has each good trade once from both sides, and nothing else of this run. */
  async function requireLedger(all: readonly string[]): Promise<void> {
    await withLedger(context, SELLER, 'trader', async (ledger: Ledger) => {
      const pair = { counterparty: BUYER, tradeDate: market.tradeDate };
      await ledger.trades.match(pair);
      const matched = (await ledger.trades.matched(pair)).map(({ uti }) => uti).sort();
      expect(matched).toEqual([...all].sort());
      expect(await ledger.trades.breaks(pair)).toEqual([]);
      expect(await ledger.trades.waiting(pair)).toEqual([]);
    });
  }

  /** The read model that followed through it all has each good trade once a side, and a rebuilt one is the same. */
  async function requireReadModel(
    assignment: Assignment,
    member: string,
    all: readonly string[],
  ): Promise<void> {
    const store = await openReadModel({ folder: join(assignment.folder, 'read-model') });
    const ledger = await connectAs(context, member, 'trader');
    const until = new AbortController();
    try {
      const following = store.follow(ledger, { signal: until.signal, missingEveryMs: 500 });
      const beat = await ledger.credentials.beat();
      if (beat.status === 'RECORDED') await store.waitFor(beat.blockNumber);
      while ((await store.missing()) > 0) await store.fetchMissing(ledger);
      until.abort();
      await following;
      const held = (await store.trades()).map(({ uti }) => uti).filter((uti) => all.includes(uti));
      expect(held.sort()).toEqual([...all, ...all].sort());
      const followed = await store.digests();
      await store.rebuild(ledger);
      expect(await store.digests()).toEqual(followed);
    } finally {
      until.abort();
      await store.close();
      await ledger.close();
    }
  }

  const standing: string[] = [];

  async function night(run: string, kills = 0): Promise<{ kills: number; killed: string[] }> {
    const { sells, buys } = operations();
    const selling = await assign(run, SELLER, sells);
    const buying = await assign(run, BUYER, buys);
    const keepers = [new Keeper(selling), new Keeper(buying)];
    const saboteur = new Saboteur(context, random, PAUSE_MS);
    const raging = saboteur.rage();
    try {
      const life = () => LIFE_MS.least + random() * LIFE_MS.more;
      await Promise.all(keepers.map((keeper) => keeper.run(Array.from({ length: kills }, life))));
    } finally {
      saboteur.stop();
      for (const keeper of keepers) keeper.end();
      await raging;
    }
    await bringUp(context, silent);
    standing.push(...utisOf(sells, true));
    await requireAnswers(selling, sells);
    await requireAnswers(buying, buys);
    await requireLedger(standing);
    await requireReadModel(selling, SELLER, utisOf(sells, true));
    await requireReadModel(buying, BUYER, utisOf(buys, true));
    return { kills: keepers.reduce((sum, keeper) => sum + keeper.kills, 0), killed: saboteur.killed };
  }

  test('peers, orderers and the contracts are killed: every call answers, and all agree', async () => {
    const { killed } = await night('nodes');
    process.stderr.write(`killed: ${killed.join(', ')}\n`);
    expect(killed.length).toBeGreaterThan(0);
  }, 3_600_000);

  test('the applications themselves are killed, too', async () => {
    const { kills, killed } = await night('applications', KILLS);
    process.stderr.write(`applications killed ${kills} times; nodes: ${killed.join(', ')}\n`);
    expect(kills).toBeGreaterThan(0);
  }, 3_600_000);
});
