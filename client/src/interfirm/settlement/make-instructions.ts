import {
  freeOf,
  isMatched,
  leftToInstruct,
  legsOf,
  owedBy,
  WON,
  type Instruction,
  type MatchedTradeRecord,
  type MatchState,
  type ObligationName,
  type Owed,
  type PairDay,
} from '@jangbu/model';
import { randomId, randomSalt } from '../../core/random/random';

function instructionOf(
  creator: string,
  { pair, tradeDate }: PairDay,
  { isin, settlementDate, currency, accountKinds }: ObligationName,
  origin: Instruction['origin'],
  { quantity, amount }: Owed,
): Instruction[] {
  const owed = { isin, currency, quantity: String(quantity), amount: String(amount) };
  const legs = currency === WON ? legsOf(pair, owed) : [];
  if (legs.length === 0) return [];
  return [
    {
      type: 'instruction',
      version: 1,
      creator,
      instructionId: randomId(),
      pair: [...pair],
      tradeDate,
      settlementDate,
      isin,
      currency,
      accountKinds,
      origin,
      legs,
      salt: randomSalt(),
    },
  ];
}

/** Net instructions for all that is owed in won and no instruction has taken up. */
export function netInstructions(
  creator: string,
  day: PairDay,
  state: Pick<MatchState, 'sequence' | 'obligations' | 'instructed'>,
): Instruction[] {
  const origin = { kind: 'NET', sequence: state.sequence } as const;
  return leftToInstruct(state).flatMap(({ of, owed }) => instructionOf(creator, day, of, origin, owed));
}

/** Gross instructions for what of a match's trades no instruction has taken up. */
export function grossInstructions(
  creator: string,
  day: PairDay,
  sequence: number,
  trades: readonly MatchedTradeRecord[],
  state: Pick<MatchState, 'matched' | 'instructed' | 'gross' | 'returned'>,
): Instruction[] {
  return trades
    .filter((trade) => isMatched(state, trade.uti))
    .flatMap((trade) => {
      const { quantity, amount } = freeOf(trade, sequence, state);
      const free = { ...trade, quantity: String(quantity), amount: String(amount) };
      const origin = { kind: 'GROSS', sequence, uti: trade.uti } as const;
      return instructionOf(creator, day, trade, origin, owedBy(free, day.pair));
    });
}
