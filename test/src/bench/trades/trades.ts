import { randomBytes } from 'node:crypto';
import { settlementDateOf, type InstrumentKind, type LedgerMember } from '@jangbu/model';
import { bringUp, ensureOpenDay, supervisorId, withLedger } from 'jangbu';
import type { Bench, BenchContext, BenchFigures, Measured } from '../bench';
import { measureSdk } from './sdk-way';
import { measurePlain } from './plain-way';
import { percentile, rounded } from '../measure/statistics';
import type { TradeFrame } from './agreed-trades';

/** What both ways trade in: the day, the instruments, the firms. */
export interface Market {
  readonly tradeDate: string;
  readonly frame: TradeFrame;
  readonly firms: readonly LedgerMember[];
  readonly supervisor: LedgerMember;
}

/** Reads the market from the ledger, opening a business day where none is open. */
async function readMarket({ place }: BenchContext): Promise<Market> {
  return withLedger(place, supervisorId(place.consortium), 'operator', async (ledger) => {
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
    return {
      tradeDate: day.date,
      supervisor,
      firms: members.filter(({ roles }) => !roles.includes('supervisor')),
      frame: {
        settlementDates: { EQUITY: settles('EQUITY'), FUND: settles('FUND'), BOND: settles('BOND') },
        instruments: instruments.filter(({ status }) => status === 'ACTIVE'),
        run: randomBytes(6).toString('hex').toUpperCase(),
      },
    };
  });
}

function compared(ours: Measured, plain: Measured & { readonly atOnce: number }): BenchFigures {
  return {
    bench: 'trades',
    perSecond: rounded(ours.perSecond),
    plainPerSecond: rounded(plain.perSecond),
    ratio: rounded(ours.perSecond / plain.perSecond),
    p50Ms: rounded(percentile(ours.latenciesMs, 0.5)),
    p95Ms: rounded(percentile(ours.latenciesMs, 0.95)),
    plainP50Ms: rounded(percentile(plain.latenciesMs, 0.5)),
    plainP95Ms: rounded(percentile(plain.latenciesMs, 0.95)),
    plainAtOnce: plain.atOnce,
    trades: ours.latenciesMs.length,
  };
}

async function run(context: BenchContext): Promise<BenchFigures> {
  await bringUp(context.place, context.progress);
  const market = await readMarket(context);
  const plain = await measurePlain(context, market);
  const ours = await measureSdk(context, market);
  return compared(ours, plain);
}

/** Trades recorded by both sides and matched. */
export const tradesBench: Bench = {
  name: 'trades',
  about: 'trades a second, recorded by both sides and matched, against one record a transaction',
  run,
};
