import {
  canonicalJson,
  shardOf,
  shardsOf,
  shardsToMatch,
  transactions,
  transient,
  utiPrefixes,
  type Instruction,
  type InstructRequest,
  type LedgerMember,
  type MatchIndex,
  type MatchRequest,
  type MatchResult,
  type MembersDocument,
  type ShardTexts,
  type UtisHeld,
} from '@jangbu/model';
import type { Request } from '@jangbu/chaincode/dist/testing/channel';
import { SimulatedConsortium, TODAY } from '@jangbu/chaincode/dist/testing/consortium';
import { depositOf, withdrawalOf } from '@jangbu/chaincode/dist/testing/holding';
import { setTerms, termsOf } from '@jangbu/chaincode/dist/testing/settling';
import { grossInstruction, instructedWrites, settledWrites } from './written';
import { LightChannel, type Cost } from '@jangbu/chaincode/dist/testing/light-channel';
import { matching, pageOf, recording, saltOf, type TestPage } from '@jangbu/chaincode/dist/testing/trading';
import { statementOf, utiOf } from '@jangbu/model/dist/testing/statements';

const PAIR: [string, string] = ['a', 'b'];
const DAY = { pair: PAIR, tradeDate: TODAY };
/** So many trades are put on a page, and matched together, while the ledger is filled. */
const PAGE_TRADES = 500;
/** Business days on which trades of the first one may still be recorded. */
const DAYS: readonly string[] = [TODAY, '2026-03-12', '2026-03-13', '2026-03-17'];
const WON = 1_000_000_000;
const REGISTER = canonicalJson({ type: 'uti-register', version: 1, pair: PAIR, secret: saltOf('UTIs') });

/** Trades whose UTIs count up stand in one shard, so many of them. */
const NUMBERS_OF_ONE_SHARD = 100;

/** Trades that both sides have recorded. */
interface RecordedTrades {
  readonly pages: readonly TestPage[];
  readonly utis: readonly string[];
  readonly costs: Costs;
}

/** What some step cost: transactions and queries, one after the other. */
export type Costs = readonly Cost[];

/** A firm that trades with another all the time, on a ledger in memory with the contracts as they are. */
export class BusyPair {
  readonly #consortium = new SimulatedConsortium(4, { light: true });
  readonly #channel: LightChannel;
  #pages = 0;
  /** The number of the next trade, and the UTIs of the latest ones. */
  #next = 0;
  #last: readonly string[] = [];
  /** Those that have been made, and have not ended. */
  #open: Instruction[] = [];
  #holders: readonly LedgerMember[] = [];
  #today = TODAY;
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
    for (const member of PAIR) await setTerms(this.#consortium, termsOf(member));
    const deposit = depositOf('deposit-0001', 'a', { lotId: 'lot-of-a-1', amount: String(WON) });
    await this.#move('kofia', canonicalJson(deposit));
    const members = await this.#query(transactions.consortium.members);
    this.#holders = (members.answer as MembersDocument).members.filter(({ id }) =>
      [...PAIR, 'kofia'].includes(id),
    );
  }

  async #run(request: Request): Promise<{ readonly answer: unknown; readonly cost: Cost }> {
    return this.#channel.run(request);
  }

  #query(
    name: string,
    asked?: object,
    by: 'a' | 'kofia' = 'a',
  ): Promise<{ readonly answer: unknown; readonly cost: Cost }> {
    const argument = asked === undefined ? {} : { argument: JSON.stringify(asked) };
    const client = this.#consortium.client(by, by === 'a' ? 'trader' : 'operator');
    return this.#run({ by: client, name, ...argument });
  }

  #move(by: string, movement: string): Promise<{ readonly cost: Cost }> {
    const role = by === 'kofia' ? 'operator' : 'trader';
    const client = this.#consortium.client(by, role);
    return this.#run({ by: client, name: transactions.holdings.move, transient: { movement } });
  }

  #nextNumbers(count: number): number[] {
    const numbers = Array.from({ length: count }, (_, i) => this.#next + i);
    this.trades += count;
    this.#next += count;
    return numbers;
  }

  /**
   * Goes on to a number whose trade stands at a place among all shards: they are not all of one size, so single trades
   * are taken evenly from them.
   *
   * @param place from 0 up to, without, 1
   */
  async goTo(place: number): Promise<void> {
    const { index } = await this.#index();
    const shards = index?.shards ?? 1;
    const whole = 2 ** Math.floor(Math.log2(shards));
    // One that has not been cut yet has the places of two.
    const fine = Math.floor(place * 2 * whole);
    const shard = fine < shards ? fine : fine - whole;
    do this.#next = (Math.floor(this.#next / NUMBERS_OF_ONE_SHARD) + 1) * NUMBERS_OF_ONE_SHARD;
    while (shardOf(utiOf(this.#next), shards) !== shard);
  }

  #pagesOf(numbers: readonly number[]): [TestPage, TestPage] {
    this.#pages += 1;
    const id = String(this.#pages).padStart(8, '0');
    const of = (side: 'BUY' | 'SELL') =>
      numbers.map((n) => statementOf(n, { side, settlementDate: '2026-03-13' }));
    return [pageOf('a', 'b', id, of('BUY')), pageOf('b', 'a', id, of('SELL'))];
  }

  /** Both sides record trades with each other. */
  async record(count: number): Promise<RecordedTrades> {
    const numbers = this.#nextNumbers(count);
    this.#last = numbers.map(utiOf);
    const pages = this.#pagesOf(numbers);
    const costs: Cost[] = [];
    for (const page of pages) costs.push((await this.#run(recording(this.#consortium, page))).cost);
    return { pages, utis: this.#last, costs };
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
  async match({ pages, utis }: Pick<RecordedTrades, 'pages' | 'utis'>): Promise<Costs> {
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

  /** Instructs the one trade of the latest match gross. */
  async instruct(): Promise<Costs> {
    const { text, index, cost } = await this.#index();
    const { result, cost: read } = await this.#latest(index);
    const match = JSON.parse(result) as MatchResult;
    const instructions = match.matched.map((trade) => grossInstruction(trade, match));
    const { texts, cost: shards } = await this.#shards(shardsOf(index, this.#last));
    const terms = await this.#query(transactions.settlement.terms, { pair: PAIR });
    const request: InstructRequest = {
      type: 'instruct-request',
      version: 1,
      instructions: instructions.map((each) => canonicalJson(each)),
      index: text ?? '',
      shards: texts,
      results: [result],
      terms: terms.answer as InstructRequest['terms'],
      salt: saltOf('instruct'),
    };
    const made = await this.#run({
      by: this.#consortium.client('a', 'trader'),
      name: transactions.settlement.instruct,
      transient: { [transient.request]: JSON.stringify(request) },
    });
    this.#open.push(...instructions);
    return [cost, read, shards, terms.cost, made.cost];
  }

  async #latest(
    index: MatchIndex | undefined,
  ): Promise<{ readonly sequence: number; readonly result: string; readonly cost: Cost }> {
    const sequence = index?.sequence ?? 0;
    const { answer, cost } = await this.#query(transactions.trades.matchResult, { ...DAY, sequence });
    return { sequence, result: String(answer), cost };
  }

  /** Instructs all trades of the latest match, as contracts write it, and ends the instructions. */
  async #instructAll(utis: readonly string[]): Promise<void> {
    const { index } = await this.#index();
    if (!index) throw new Error('nothing is matched');
    const { sequence, result } = await this.#latest(index);
    const { texts } = await this.#shards(shardsOf(index, utis));
    const { instructions, writes } = instructedWrites(index, texts, result, this.#holders);
    await this.#channel.write(writes, 'TEXTS');
    if (instructions.length !== utis.length) throw new Error(`match ${sequence} left trades open`);
    this.#open.push(...instructions);
    await this.settle('KEYS');
  }

  /** What a firm looks up: one of its trades, what is due and open, and what it holds. */
  async look(): Promise<Costs> {
    const { index, cost } = await this.#index();
    const { cost: shard } = await this.#shards(shardsOf(index, this.#last));
    const { creator, instructionId } = this.#open.at(-1) ?? { creator: '', instructionId: '' };
    const others = [
      await this.#query(transactions.trades.pages, { ...DAY, due: true }),
      await this.#query(transactions.holdings.lots, { status: 'FREE' }),
      await this.#query(transactions.holdings.positions),
      await this.#query(transactions.settlement.instructions, { names: [{ creator, instructionId }] }),
      await this.#query(transactions.settlement.instructions, { open: true, pair: PAIR, limit: 200 }),
    ];
    return [cost, shard, ...others.map((each) => each.cost)];
  }

  /**
   * What the reports of a day take of a firm that has made them the day before: what is open and owed, the day's
   * instructions, fails, movements and holdings; and what all comes to, for the supervisor.
   */
  async report(): Promise<Costs> {
    const { index, cost } = await this.#index();
    const { cost: open } = await this.#shards(index?.open ?? []);
    const today = { from: this.#today, to: this.#today };
    const { instructions } = transactions.settlement;
    const others = [
      await this.#query(transactions.trades.matchResult, { ...DAY, sequence: index?.sequence ?? 0 }),
      await this.#query(instructions, { open: true, limit: 200 }),
      await this.#query(instructions, { ended: today, limit: 200 }),
      await this.#query(instructions, { failed: today, limit: 200 }),
      await this.#query(transactions.holdings.movements, { from: this.#today, limit: 1000 }),
      await this.#query(transactions.holdings.positions),
      await this.#query(transactions.holdings.outstanding, { from: this.#today }, 'kofia'),
    ];
    return [cost, open, ...others.map((each) => each.cost)];
  }

  /** Ends what is open, as contracts write it where both firms have reserved and the instruction settles. */
  async settle(kept: 'TEXTS' | 'KEYS' = 'TEXTS'): Promise<void> {
    await this.#channel.write(settledWrites(this.#open, this.#holders, this.#today), kept);
    this.#open = [];
  }

  /** A deposit, and its withdrawal: what comes and goes. */
  async #depositAndWithdraw(): Promise<void> {
    const id = String(this.#pages).padStart(8, '0');
    const made = depositOf(`deposit-${id}`, 'a', { lotId: `coming-${id}`, amount: '7' });
    const deposit = { ...made, businessDay: this.#today };
    await this.#move('kofia', canonicalJson(deposit));
    const withdrawal = withdrawalOf(`withdraw-${id}`, 'a', ...deposit.produced);
    await this.#move('a', canonicalJson({ ...withdrawal, businessDay: this.#today }));
  }

  /**
   * Fills the ledger until there were so many trades: matched, instructed and settled; and goes on to the next business day.
   */
  async fill(trades: number, progress: (done: number) => void): Promise<void> {
    await this.settle('KEYS');
    while (this.trades < trades) {
      const recorded = await this.record(Math.min(PAGE_TRADES, trades - this.trades));
      await this.match(recorded);
      await this.#instructAll(recorded.utis);
      await this.#depositAndWithdraw();
      progress(this.trades);
    }
    const next = DAYS[DAYS.indexOf(this.#today) + 1];
    if (next === undefined) throw new Error('there are no more business days');
    await this.#consortium.toNextDay(next);
    this.#today = next;
  }
}
