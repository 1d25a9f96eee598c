import { businessDayChecker, compositeKey, keys, type BusinessDay } from '@jangbu/model';
import type { ContractClient } from '../../core/submit/contract-client';
import type { DeliveredBlock } from '../../core/peers/transport';
import { FollowError } from '../../core/errors';
import type { LedgerBlock, LedgerTransaction } from '../../core/follow/ledger-block';
import { lastConfigurationOf } from '../../core/follow/last-configuration';
import { readBlock } from '../../core/follow/read-block';

/** A transaction that was looked for among a day's. */
export interface FoundTransaction {
  /** Its place among the day's valid transactions, from zero. */
  readonly at: number;
  /** As it stands in its block, signatures included. */
  readonly envelope: Uint8Array;
}

/** A business day as the blocks of the member's own peer hold it. */
export interface DayBlocks {
  /** The block that holds the close. */
  readonly closing: LedgerBlock;
  /** The block of the channel's configuration in force at the close. */
  readonly configuration: bigint;
  /** Ids of the valid transactions from behind the close before up to the end of the closing block. */
  readonly transactionIds: readonly string[];
  /** The first one of those that were looked for. */
  readonly found: FoundTransaction | undefined;
}

/** Which day to read. */
export interface DayRequest {
  readonly date: string;
  readonly chaincode: string;
  /** A block at which no transaction of the day has passed: the one behind an earlier close, or 0. */
  readonly from: bigint;
  /** Tells the transaction that is looked for. */
  readonly wanted?: ((transaction: LedgerTransaction) => boolean) | undefined;
}

const DAY_KEY = compositeKey(keys.businessDay());

/** The date that a block closes, if it closes one. */
function closedBy(block: LedgerBlock, chaincode: string): string | undefined {
  const days = block.transactions
    .flatMap(({ writes }) => writes)
    .filter(({ namespace, key, value }) => namespace === chaincode && key === DAY_KEY && value !== null)
    .map(({ value }): unknown => JSON.parse(value ?? 'null'))
    .filter((value): value is BusinessDay => businessDayChecker.fits(value));
  return days.find(({ phase }) => phase === 'CLOSED')?.date;
}

function envelopeAt({ block }: DeliveredBlock, position: number): Uint8Array {
  const bytes = block.getData()?.getDataList_asU8()[position];
  if (!bytes) throw new RangeError(`the block has no transaction ${position}`);
  return bytes;
}

/**
 * Reads a closed day from the member's own peer, block by block.
 *
 * @throws FollowError when a block cannot be read; UnavailableError, AbortedError
 */
export async function readDayBlocks(
  contracts: ContractClient,
  { date, chaincode, from, wanted }: DayRequest,
  signal?: AbortSignal,
): Promise<DayBlocks> {
  let transactionIds: string[] = [];
  let found: FoundTransaction | undefined;
  for await (const delivered of contracts.blocks({ from, privateData: 'WITHOUT', signal })) {
    const block = readBlock(delivered);
    for (const transaction of block.transactions) {
      const at = transactionIds.push(transaction.transactionId) - 1;
      if (wanted?.(transaction)) found ??= { at, envelope: envelopeAt(delivered, transaction.position) };
    }
    const closed = closedBy(block, chaincode);
    if (closed === date) {
      const configuration = lastConfigurationOf(delivered.block);
      return { closing: block, configuration, transactionIds, found };
    }
    if (closed !== undefined) [transactionIds, found] = [[], undefined];
    if (closed !== undefined && closed > date) {
      throw new FollowError('GAP', block.number, `${date} was never closed: ${closed} came after it`);
    }
  }
  throw new FollowError('GAP', from, `the blocks ended before the close of ${date}`);
}
