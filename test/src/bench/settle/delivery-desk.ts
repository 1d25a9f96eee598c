import type { Ledger } from '@jangbu/client';
import type { SettlementInstruction } from '@jangbu/client/interfirm';
import { addBusinessDays, type LedgerMember } from '@jangbu/model';
import { connectAs, ensureOpenDay, supervisorId, withLedger, type NetworkContext } from 'jangbu';
import { randomBytes } from 'node:crypto';
import { agreeOnGross } from '../../network/trading';

/** One firm delivers to several. */
export interface DeliveringFirms {
  readonly seller: LedgerMember;
  readonly buyers: readonly LedgerMember[];
  readonly supervisor: LedgerMember;
}

/** What each delivery delivers, and against how much. */
export const DELIVERED = { isin: 'KR7005930003', quantity: 10n, amount: 987_000n } as const;

const house = { accountKind: 'HOUSE' } as const;
const LOTS_A_DEPOSIT = 100;

/** The firms between which the benchmark delivers. */
export async function readFirms(context: NetworkContext, buyers: number): Promise<DeliveringFirms> {
  return withLedger(context, supervisorId(context.consortium), 'operator', async (ledger) => {
    await ensureOpenDay(ledger);
    const { members } = await ledger.consortium.members();
    const [seller, ...others] = members.filter(({ roles }) => !roles.includes('supervisor'));
    const supervisor = members.find(({ roles }) => roles.includes('supervisor'));
    if (!seller || !supervisor || others.length === 0)
      throw new RangeError('it takes two firms and a supervisor');
    return { seller, buyers: others.slice(0, buyers), supervisor };
  });
}

/** Ledgers of the firms that deliver, by member id, and of the supervisor. */
export class DeliveryDesk {
  readonly firms: DeliveringFirms;
  readonly #ledgers = new Map<string, Ledger>();
  readonly #supervisor: Ledger;

  private constructor(firms: DeliveringFirms, supervisor: Ledger) {
    this.firms = firms;
    this.#supervisor = supervisor;
  }

  static async open(context: NetworkContext, firms: DeliveringFirms): Promise<DeliveryDesk> {
    const desk = new DeliveryDesk(firms, await connectAs(context, firms.supervisor.id, 'operator'));
    for (const { id } of [firms.seller, ...firms.buyers]) {
      desk.#ledgers.set(id, await connectAs(context, id, 'trader'));
    }
    return desk;
  }

  async close(): Promise<void> {
    for (const ledger of [this.#supervisor, ...this.#ledgers.values()]) await ledger.close();
  }

  of({ id }: LedgerMember): Ledger {
    const ledger = this.#ledgers.get(id);
    if (!ledger) throw new RangeError(`no connection for ${id}`);
    return ledger;
  }

  /** Lots of the exact amounts that so many deliveries to each buyer take. */
  async deposit(deliveries: number): Promise<void> {
    const { seller, buyers } = this.firms;
    const give = async (
      owner: LedgerMember,
      instrument: string,
      amount: bigint,
      count: number,
    ): Promise<void> => {
      for (let left = count; left > 0; left -= LOTS_A_DEPOSIT) {
        const lots = Array.from({ length: Math.min(left, LOTS_A_DEPOSIT) }, () => ({
          instrument,
          amount,
          ...house,
        }));
        await this.#supervisor.holdings.deposit(owner.id, lots);
      }
    };
    await give(seller, DELIVERED.isin, DELIVERED.quantity, deliveries * buyers.length);
    for (const buyer of buyers) await give(buyer, 'KRW', DELIVERED.amount, deliveries);
  }

  /** So many trades with each buyer, matched, one instruction a trade, all legs reserved, on the day they are due. */
  async readyToSettle(deliveries: number): Promise<SettlementInstruction[]> {
    const { seller, buyers } = this.firms;
    const day = await ensureOpenDay(this.#supervisor);
    const { parameters } = await this.#supervisor.consortium.parameters();
    const due = addBusinessDays(day.date, 1, parameters);
    for (const buyer of buyers) await this.#trade(buyer, deliveries, day.date, due);
    const own = this.of(seller);
    const made = await own.settlement.instructions({ open: true, settlementDate: due });
    for (const firm of [seller, ...buyers]) {
      const asked = made.filter(({ pair }) => pair.includes(firm.id));
      for (const result of await this.of(firm).settlement.reserveAll(asked)) {
        if (result.status !== 'RESERVED')
          throw new RangeError(`${firm.id} did not reserve: ${result.status}`);
      }
    }
    await this.#supervisor.days.openNext();
    return this.#seenReserved(own, made);
  }

  async #trade(buyer: LedgerMember, count: number, tradeDate: string, settlementDate: string): Promise<void> {
    const { seller } = this.firms;
    const run = randomBytes(6).toString('hex').toUpperCase();
    const common = Array.from({ length: count }, (_, i) => ({
      uti: `${seller.lei}${run}${String(i).padStart(7, '0')}`,
      tradeDate,
      settlementDate,
      isin: DELIVERED.isin,
      quantity: DELIVERED.quantity,
      price: DELIVERED.amount / DELIVERED.quantity,
      amount: DELIVERED.amount,
      currency: 'KRW',
      ...house,
    }));
    const own = this.of(seller);
    await own.trades.submit(
      common.map((trade) => ({ ...trade, side: 'SELL', counterparty: buyer.id, reference: 'S' })),
    );
    await this.of(buyer).trades.submit(
      common.map((trade) => ({ ...trade, side: 'BUY', counterparty: seller.id, reference: 'B' })),
    );
    const { sequence } = await own.trades.match({ counterparty: buyer.id, tradeDate });
    await agreeOnGross(own, this.of(buyer));
    await own.settlement.instructGross({ counterparty: buyer.id, tradeDate }, sequence);
  }

  /** The instructions as the seller's own peer has them, once it has seen all that is reserved, and the day. */
  async #seenReserved(own: Ledger, made: readonly SettlementInstruction[]): Promise<SettlementInstruction[]> {
    const names = new Set(made.map(({ instructionId }) => instructionId));
    for (;;) {
      const all = (await own.settlement.instructions({ open: true })).filter(({ instructionId }) =>
        names.has(instructionId),
      );
      const day = await own.days.current();
      const ready = all.every(
        ({ legs, dueDate }) => dueDate <= (day?.date ?? '') && legs.every(({ reserved }) => reserved),
      );
      if (ready) return all;
    }
  }
}
