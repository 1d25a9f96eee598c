import {
  afterGivingBack,
  gathered,
  resultOfGivingBack,
  scattered,
  shardsOf,
  type CancelRequest,
  type Instruction,
  type LedgerMember,
  type PairDay,
} from '@jangbu/model';
import { readTrustedIndex } from '../../documents/trusted';
import type { SubmittedState } from '../../ledger/state/context';
import type { Write } from '../../ledger/state/write';
import {
  readMatchIndexHashes,
  readShardHashes,
  resultWrite,
  stateWrites,
  type HeldShard,
} from '../../ledger/trades/matches';
import type { HeldHashes } from '../../rules/records/held';
import { requireIndex } from '../../rules/trades/matching';
import { requireShards, requireShardsStand, shardsGiven } from '../../rules/trades/shards';
import type { Claim } from '../execution/private-transaction';

/** What a request brings of where the pair's trade date stands. */
export type GivenDay = Pick<CancelRequest, 'index' | 'shards' | 'salts'>;

/** What stands of it. */
export interface StandingDay {
  readonly index: HeldHashes;
  readonly shards: readonly HeldShard[];
}

function dayOf({ pair, tradeDate }: Instruction): PairDay {
  return { pair, tradeDate };
}

/** Reads what stands of the trade date to which a cancelled instruction's amounts go back. */
export async function readStandingDay(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  instruction: Instruction,
  given: GivenDay,
): Promise<StandingDay> {
  const day = dayOf(instruction);
  const numbers = given.shards.map(({ shard }) => shard);
  const [index, shards] = await Promise.all([
    readMatchIndexHashes(state, holders, day),
    readShardHashes(state, holders, day, numbers),
  ]);
  return { index, shards };
}

/** That the trade date stands as the request has it, with the shard of the instruction's trade. */
export function dayStands(
  instruction: Instruction,
  given: GivenDay,
  standing: StandingDay,
): readonly Claim[] {
  const day = dayOf(instruction);
  const { origin } = instruction;
  return [
    () => {
      requireIndex({ ...day, index: given.index }, standing.index);
    },
    () => {
      const utis = origin.kind === 'GROSS' ? [origin.uti] : [];
      requireShards('cancel-request', given.shards, shardsOf(readTrustedIndex(given.index), utis));
    },
    () => {
      requireShardsStand(day, given.shards, standing.shards);
    },
  ];
}

/** Gives what an instruction would have settled back to where it was taken up: to be instructed anew, or cancelled. */
export function givenBackWrites(
  holders: readonly LedgerMember[],
  instruction: Instruction,
  given: GivenDay,
  by: { readonly member: string; readonly businessDay: string },
): Write[] {
  const { pair, tradeDate } = instruction;
  const index = readTrustedIndex(given.index);
  const shards = shardsGiven(given.shards);
  const state = afterGivingBack(gathered(pair, tradeDate, index, shards), instruction);
  return [
    ...stateWrites(holders, scattered({ index, shards }, state, index.shards, given.salts.index)),
    resultWrite(holders, resultOfGivingBack(state, instruction, { ...by, salt: given.salts.result })),
  ];
}
