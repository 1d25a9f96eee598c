import type { Ledger } from '@jangbu/client';
import type { Statement } from '@jangbu/client/interfirm';
import { addBusinessDays } from '@jangbu/model';
import { connectAs, ensureOpenDay, supervisorId, withLedger, type NetworkContext } from 'jangbu';
import { randomBytes } from 'node:crypto';
import { agreeOnGross } from '../../network/trading';
import { DELIVERED } from '../settle/delivery-desk';

/** So many statements are handed to the SDK at a time while the ledger is filled. */
const TRADES_AT_ONCE = 1_000;

interface TradedDay {
  readonly tradeDate: string;
  readonly settlementDate: string;
}

/** Two firms that trade with each other all the time, on peers that are real, by the SDK. */
export class PeersPair {
  readonly #own: Ledger;
  readonly #other: Ledger;
  readonly #supervisor: Ledger;
  readonly #day: TradedDay;
  readonly #run = randomBytes(4).toString('hex').toUpperCase();
  #last = '';
  trades = 0;

  private constructor(ledgers: readonly [Ledger, Ledger, Ledger], day: TradedDay) {
    [this.#own, this.#other, this.#supervisor] = ledgers;
    this.#day = day;
  }

  static async open(context: NetworkContext): Promise<PeersPair> {
    const supervisor = supervisorId(context.consortium);
    const [own, other] = context.consortium.members.filter(({ id }) => id !== supervisor);
    if (!own || !other) throw new RangeError('it takes two firms and a supervisor');
    const day = await withLedger(context, supervisor, 'operator', async (ledger) => {
      const { date } = await ensureOpenDay(ledger);
      const { parameters } = await ledger.consortium.parameters();
      return { tradeDate: date, settlementDate: addBusinessDays(date, 1, parameters) };
    });
    const ledgers = [
      await connectAs(context, own.id, 'trader'),
      await connectAs(context, other.id, 'trader'),
      await connectAs(context, supervisor, 'operator'),
    ] as const;
    await agreeOnGross(ledgers[0], ledgers[1]);
    return new PeersPair(ledgers, day);
  }

  async close(): Promise<void> {
    for (const ledger of [this.#own, this.#other, this.#supervisor]) await ledger.close();
  }

  #pairDay() {
    return { counterparty: this.#other.member.id, tradeDate: this.#day.tradeDate };
  }

  #statements(count: number): Omit<Statement, 'side' | 'counterparty' | 'reference'>[] {
    const from = this.trades;
    this.trades += count;
    const { isin, quantity, amount } = DELIVERED;
    return Array.from({ length: count }, (_, i) => {
      this.#last = `JNGB00NH000000000090${this.#run}${String(from + i).padStart(9, '0')}`;
      return {
        ...{ ...this.#day, uti: this.#last, isin, quantity, amount, price: amount / quantity },
        ...{ currency: 'KRW', accountKind: 'HOUSE' },
      };
    });
  }

  /** Both sides record trades with each other. */
  async record(count: number): Promise<void> {
    const trades = this.#statements(count);
    const sides = [
      [this.#own, this.#other, 'SELL'],
      [this.#other, this.#own, 'BUY'],
    ] as const;
    for (const [ledger, { member }, side] of sides) {
      const stated = trades.map((each) => ({ ...each, side, counterparty: member.id, reference: side }));
      const results = await ledger.trades.submit(stated);
      const bad = results.find(({ status }) => status !== 'RECORDED');
      if (bad) throw new RangeError(`a trade was not recorded: ${JSON.stringify(bad)}`);
    }
  }

  /** @returns the number of the match */
  async match(): Promise<number> {
    return (await this.#own.trades.match(this.#pairDay())).sequence;
  }

  async instruct(sequence: number): Promise<void> {
    const made = await this.#own.settlement.instructGross(this.#pairDay(), sequence);
    if (made.length === 0) throw new RangeError('nothing was instructed');
  }

  /** What a firm looks up: one of its trades, what is open, and what it holds. */
  async look(): Promise<void> {
    const found = await this.#own.trades.find(this.#last);
    if (found?.status !== 'MATCHED')
      throw new RangeError(`the latest trade is ${found?.status ?? 'unknown'}`);
    await this.#own.settlement.instructions({ open: true });
    await this.#own.holdings.positions();
  }

  /** The reports of the day that do not list all its trades; and what all comes to, for the supervisor. */
  async report(): Promise<void> {
    const { tradeDate } = this.#day;
    await this.#own.reports.instructions(tradeDate);
    await this.#own.reports.fails(tradeDate, tradeDate);
    await this.#own.reports.holdings(tradeDate);
    await this.#supervisor.holdings.outstanding();
  }

  /** Fills the ledger until there were so many trades, all matched. */
  async fill(trades: number, progress: (done: number) => void): Promise<void> {
    while (this.trades < trades) {
      await this.record(Math.min(TRADES_AT_ONCE, trades - this.trades));
      await this.match();
      progress(this.trades);
    }
  }
}
