import {
  canonicalJson,
  legsOf,
  owedBy,
  shardsOf,
  shardsToMatch,
  transactions,
  transient,
  utiPrefixes,
  type Instruction,
  type InstructRequest,
  type Lot,
  type MatchIndex,
  type MatchRequest,
  type MatchResult,
  type ShardTexts,
  type UtisHeld,
} from '@jangbu/model';
import type { Request } from '@jangbu/chaincode/dist/testing/channel';
import { SimulatedConsortium, TODAY } from '@jangbu/chaincode/dist/testing/consortium';
import { depositOf, splitOf } from '@jangbu/chaincode/dist/testing/holding';
import { LightChannel, type Cost } from '@jangbu/chaincode/dist/testing/light-channel';
import { matching, pageOf, recording, saltOf, type TestPage } from '@jangbu/chaincode/dist/testing/trading';
import { statementOf, utiOf } from '@jangbu/model/dist/testing/statements';

const PAIR: [string, string] = ['a', 'b'];
const DAY = { pair: PAIR, tradeDate: TODAY };
/** So many trades are put on a page, and matched together, while the ledger is filled. */
const PAGE_TRADES = 500;
/** So many lots are cut and put together at a time. */
const LOTS_AT_ONCE = 100;
const WON = 1_000_000_000;
const REGISTER = canonicalJson({ type: 'uti-register', version: 1, pair: PAIR, secret: saltOf('UTIs') });

/** What some step cost: transactions and queries, one after the other. */
export type Costs = readonly Cost[];

/** A firm that trades with another all the time, on a ledger in memory with the contracts as they are. */
export class BusyPair {
  readonly #consortium = new SimulatedConsortium(4, { light: true });
  readonly #channel: LightChannel;
  #pages = 0;
  #spent = 0;
  #held: Lot | undefined;
  trades = 0;

  constructor() {
    const { channel } = this.#consortium;
    if (!(channel instanceof LightChannel)) throw new TypeError('not a light channel');
    this.#channel = channel;
  }

  /** Founds the ledger and opens its first business day. */
  async open(): Promise<void> {
    await this.#consortium.constitute();
    await this.#consortium.moveDay(null, TODAY, 'OPEN');
    await this.#consortium.carry({ kind: 'GRANT_ROLE', member: 'kofia', role: 'custodian' });
    const deposit = depositOf('deposit-0001', 'a', { lotId: 'lot-of-a-1', amount: String(WON) });
    await this.#move('kofia', canonicalJson(deposit));
    [this.#held] = deposit.produced;
  }

  async #run(request: Request): Promise<{ readonly answer: unknown; readonly cost: Cost }> {
    return this.#channel.run(request);
  }

  #query(name: string, asked?: object): Promise<{ readonly answer: unknown; readonly cost: Cost }> {
    const argument = asked === undefined ? {} : { argument: JSON.stringify(asked) };
    return this.#run({ by: this.#consortium.client('a', 'trader'), name, ...argument });
  }

  #move(by: string, movement: string): Promise<{ readonly cost: Cost }> {
    const role = by === 'kofia' ? 'operator' : 'trader';
    const client = this.#consortium.client(by, role);
    return this.#run({ by: client, name: transactions.holdings.move, transient: { movement } });
  }

  #nextPages(count: number): [TestPage, TestPage] {
    const numbers = Array.from({ length: count }, (_, i) => this.trades + i);
    this.trades += count;
    this.#pages += 1;
    const id = String(this.#pages).padStart(8, '0');
    const of = (side: 'BUY' | 'SELL') =>
      numbers.map((n) => statementOf(n, { side, settlementDate: '2026-03-13' }));
    return [pageOf('a', 'b', id, of('BUY')), pageOf('b', 'a', id, of('SELL'))];
  }

  /** Both sides record trades with each other. */
  async record(count: number): Promise<{ readonly pages: readonly TestPage[]; readonly costs: Costs }> {
    const pages = this.#nextPages(count);
    const costs: Cost[] = [];
    for (const page of pages) costs.push((await this.#run(recording(this.#consortium, page))).cost);
    return { pages, costs };
  }

  async #index(): Promise<{ text: string | null; index: MatchIndex | undefined; cost: Cost }> {
    const { answer, cost } = await this.#query(transactions.trades.matchIndex, DAY);
    const text = typeof answer === 'string' ? answer : null;
    return { text, index: text === null ? undefined : (JSON.parse(text) as MatchIndex), cost };
  }

  async #shards(shards: readonly number[]): Promise<{ readonly texts: ShardTexts[]; readonly cost: Cost }> {
    const { answer, cost } = await this.#query(transactions.trades.matchShards, { ...DAY, shards });
    return { texts: answer as ShardTexts[], cost };
  }

  /** Matches what is due, as the SDK does. */
  async match(pages: readonly TestPage[], utis: readonly string[]): Promise<Costs> {
    const { text, index, cost: first } = await this.#index();
    const due = await this.#query(transactions.trades.pages, { ...DAY, due: true, limit: 16 });
    const corrections = await this.#query(transactions.trades.correctionsDue, DAY);
    const { texts, cost } = await this.#shards(shardsToMatch(index, utis));
    const held = await this.#query(transactions.trades.utis, { pair: PAIR, prefixes: utiPrefixes(utis) });
    const { register, shelves } = held.answer as UtisHeld;
    const request: MatchRequest = {
      type: 'match-request',
      version: 1,
      ...DAY,
      pages: pages.map((page) => ({ ...page.texts })),
      index: text,
      shards: texts,
      corrections: corrections.answer as MatchRequest['corrections'],
      utis: { register: register ?? REGISTER, shelves },
      salts: { index: saltOf('index'), result: saltOf('result') },
    };
    const matched = await this.#run(matching(this.#consortium, request));
    return [first, due.cost, corrections.cost, cost, held.cost, matched.cost];
  }

  /** Instructs the trades of the latest match gross. */
  async instruct(): Promise<Costs> {
    const { text, index, cost } = await this.#index();
    const sequence = index?.sequence ?? 0;
    const result = await this.#query(transactions.trades.matchResult, { ...DAY, sequence });
    const { matched } = JSON.parse(String(result.answer)) as MatchResult;
    const instructions = matched.slice(0, 50).map((trade): Instruction => {
      const { quantity, amount } = owedBy(trade, PAIR);
      const { isin, currency, settlementDate, accountKinds, uti } = trade;
      const legs = legsOf(PAIR, { isin, currency, quantity: String(quantity), amount: String(amount) });
      const creator = 'a';
      const instructionId = `gross-${uti}`;
      return {
        type: 'instruction',
        version: 1,
        ...{ creator, instructionId, ...DAY, settlementDate, isin, currency, accountKinds },
        origin: { kind: 'GROSS', sequence, uti },
        legs,
        salt: saltOf(instructionId),
      };
    });
    const utis = instructions.flatMap(({ origin }) => (origin.kind === 'GROSS' ? [origin.uti] : []));
    const { texts, cost: shards } = await this.#shards(shardsOf(index, utis));
    const request: InstructRequest = {
      type: 'instruct-request',
      version: 1,
      instructions: instructions.map((each) => canonicalJson(each)),
      index: text ?? '',
      shards: texts,
      results: [String(result.answer)],
      salt: saltOf('instruct'),
    };
    const made = await this.#run({
      by: this.#consortium.client('a', 'trader'),
      name: transactions.settlement.instruct,
      transient: { [transient.request]: JSON.stringify(request) },
    });
    return [cost, result.cost, shards, made.cost];
  }

  /** Cuts the one lot that is held and puts it together again, until so many have been spent. */
  async spend(count: number): Promise<void> {
    while (this.#spent < count) await this.#cut(Math.min(LOTS_AT_ONCE, count - this.#spent));
  }

  async #cut(pieces: number): Promise<void> {
    if (!this.#held) throw new Error('nothing is held');
    const id = String(this.#spent).padStart(8, '0');
    const specs = Array.from({ length: pieces }, (_, i) => ({
      lotId: `cut-${id}-${i}`,
      amount: String(i === 0 ? WON - pieces + 1 : 1),
    }));
    const cut = splitOf(`split-cut-${id}`, 'a', [this.#held], ...specs);
    await this.#move('a', canonicalJson(cut));
    const whole = { lotId: `whole-${id}-of-a`, amount: String(WON) };
    const joined = splitOf(`split-whole-${id}`, 'a', cut.produced, whole);
    await this.#move('a', canonicalJson(joined));
    [this.#held] = joined.produced;
    this.#spent += pieces + 1;
  }

  /** What a firm looks up: one of its trades, and its free lots. */
  async look(): Promise<Costs> {
    const { index, cost } = await this.#index();
    const { cost: shard } = await this.#shards(shardsOf(index, [utiOf(this.trades - 1)]));
    const due = await this.#query(transactions.trades.pages, { ...DAY, due: true });
    const lots = await this.#query(transactions.holdings.lots, { status: 'FREE' });
    const positions = await this.#query(transactions.holdings.positions);
    return [cost, shard, due.cost, lots.cost, positions.cost];
  }

  /** What a report of the day takes besides a query for each match: what is open and owed. */
  async report(): Promise<Costs> {
    const { index, cost } = await this.#index();
    const { cost: open } = await this.#shards(index?.open ?? []);
    const sequence = index?.sequence ?? 0;
    const { cost: result } = await this.#query(transactions.trades.matchResult, { ...DAY, sequence });
    return [cost, open, result];
  }

  /** Fills the ledger with trades that are matched, and lots that are spent, until there are so many. */
  async fill(trades: number, progress: (done: number) => void): Promise<void> {
    while (this.trades < trades) {
      const from = this.trades;
      const { pages } = await this.record(Math.min(PAGE_TRADES, trades - from));
      const utis = Array.from({ length: this.trades - from }, (_, i) => utiOf(from + i));
      await this.match(pages, utis);
      progress(this.trades);
    }
    await this.spend(trades);
  }
}
