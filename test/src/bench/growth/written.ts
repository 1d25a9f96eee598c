import {
  canonicalJson,
  deliveredLot,
  gathered,
  legsOf,
  owedBy,
  scattered,
  type Instruction,
  type LedgerMember,
  type Leg,
  type Lot,
  type MatchedTradeRecord,
  type MatchIndex,
  type MatchResult,
  type ShardTexts,
} from '@jangbu/model';
import { stateWrites } from '@jangbu/chaincode/dist/src/ledger/trades/matches';
import { instruct } from '@jangbu/chaincode/dist/src/rules/settlement/instructing';
import { shardsGiven } from '@jangbu/chaincode/dist/src/rules/trades/shards';
import { spentLotWrites } from '@jangbu/chaincode/dist/src/ledger/holdings/lots';
import { endedWrites } from '@jangbu/chaincode/dist/src/ledger/settlement/instruction-marks';
import { instructionWrite } from '@jangbu/chaincode/dist/src/ledger/settlement/instructions';
import { reservationWrite } from '@jangbu/chaincode/dist/src/ledger/settlement/reservations';
import { settlementWrite } from '@jangbu/chaincode/dist/src/ledger/settlement/settlements';
import type { Write } from '@jangbu/chaincode/dist/src/ledger/state/write';
import { reservationOf } from '@jangbu/chaincode/dist/testing/settling';
import { saltOf } from '@jangbu/chaincode/dist/testing/trading';

/** An instruction for one matched trade. */
export function grossInstruction(
  trade: MatchedTradeRecord,
  { pair, tradeDate, sequence }: Pick<MatchResult, 'pair' | 'tradeDate' | 'sequence'>,
): Instruction {
  const { quantity, amount } = owedBy(trade, pair);
  const { isin, currency, settlementDate, accountKinds, uti } = trade;
  const legs = legsOf(pair, { isin, currency, quantity: String(quantity), amount: String(amount) });
  const creator = 'a';
  const instructionId = `gross-${uti}`;
  return {
    type: 'instruction',
    version: 1,
    ...{ creator, instructionId, pair, tradeDate, settlementDate, isin, currency, accountKinds },
    origin: { kind: 'GROSS', sequence, uti },
    legs,
    salt: saltOf(instructionId),
  };
}

/** What the contracts write where all trades of a match are instructed gross: how the trades stand then. */
export function instructedWrites(
  index: MatchIndex,
  texts: readonly ShardTexts[],
  result: string,
  holders: readonly LedgerMember[],
): { readonly instructions: readonly Instruction[]; readonly writes: readonly Write[] } {
  const matched = JSON.parse(result) as MatchResult;
  const instructions = matched.matched.map((trade) => grossInstruction(trade, matched));
  const shards = shardsGiven(texts);
  const before = gathered(index.pair, index.tradeDate, index, shards);
  const given = instructions.map((instruction) => ({ instruction, text: '' }));
  const state = instruct(given, before, new Map([[matched.sequence, matched]]));
  const documents = scattered({ index, shards }, state, index.shards, saltOf('instruct'));
  return { instructions, writes: stateWrites(holders, documents) };
}

/** The lot that was reserved for a leg. */
function reservedLot({ instructionId }: Instruction, { from, instrument, amount }: Leg, place: number): Lot {
  const lotId = `cut-${place}-${instructionId}`;
  return {
    ...{
      type: 'lot',
      version: 1,
      creator: from,
      lotId,
      owner: from,
      instrument,
      accountKind: 'HOUSE',
      amount,
    },
    ...{ origin: { kind: 'SPLIT', by: from, id: `split-${instructionId}` }, status: 'RESERVED' },
    salt: saltOf(lotId),
  };
}

/** What the contracts write where instructions settle, and where the lots that they brought are spent later. */
export function settledWrites(
  instructions: readonly Instruction[],
  holders: readonly LedgerMember[],
  businessDay: string,
): Write[] {
  const holding = (owner: string): LedgerMember[] =>
    holders.filter(({ id, roles }) => id === owner || roles.includes('supervisor'));
  return instructions.flatMap((instruction) => [
    instructionWrite(holders, { instruction, text: canonicalJson(instruction) }),
    settlementWrite(holders, instruction, businessDay),
    ...endedWrites(holders, instruction, businessDay),
    ...instruction.legs.flatMap((leg, place) => {
      const lot = reservedLot(instruction, leg, place);
      const reservation = reservationOf(instruction, place, lot);
      const delivered = deliveredLot(instruction, leg, place);
      return [
        reservationWrite(holders, reservation),
        ...spentLotWrites(lot, holding(lot.owner)),
        ...spentLotWrites(delivered, holding(delivered.owner)),
      ];
    }),
  ]);
}
