import { randomBytes } from 'node:crypto';
import { settlementDateOf, type InstrumentKind, type LedgerMember } from '@jangbu/model';
import { ensureOpenDay, supervisorId, withLedger, type NetworkContext } from 'jangbu';
import { kindsInTurns, type TradeFrame } from './agreed-trades';

/** What both ways trade in: the day, the instruments, the firms. */
export interface Market {
  readonly tradeDate: string;
  readonly frame: TradeFrame;
  /** Those that trade. One firm, where there are more than two, only looks on: its peer shows what committing costs. */
  readonly firms: readonly LedgerMember[];
  readonly supervisor: LedgerMember;
}

/** Reads the market from the ledger, opening a business day where none is open. */
export async function openMarket(context: NetworkContext): Promise<Market> {
  return withLedger(context, supervisorId(context.consortium), 'operator', async (ledger) => {
    const day = await ensureOpenDay(ledger);
    const [{ members }, { parameters }, instruments] = await Promise.all([
      ledger.consortium.members(),
      ledger.consortium.parameters(),
      ledger.consortium.instruments(),
    ]);
    const settles = (kind: InstrumentKind): string =>
      settlementDateOf(day.date, kind, parameters.settlementRules, parameters);
    const supervisor = members.find(({ roles }) => roles.includes('supervisor'));
    if (!supervisor) throw new RangeError('no supervisor is in force');
    const firms = members.filter(({ roles }) => !roles.includes('supervisor'));
    return {
      tradeDate: day.date,
      supervisor,
      firms: firms.length > 2 ? firms.slice(0, -1) : firms,
      frame: {
        settlementDates: { EQUITY: settles('EQUITY'), FUND: settles('FUND'), BOND: settles('BOND') },
        instruments: kindsInTurns(instruments.filter(({ status }) => status === 'ACTIVE')),
        run: randomBytes(6).toString('hex').toUpperCase(),
      },
    };
  });
}
