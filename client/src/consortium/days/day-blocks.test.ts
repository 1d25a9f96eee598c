import { canonicalJson, compositeKey, dayRoot, keys, type BusinessDay, type Phase } from '@jangbu/model';
import { VALIDATION } from '../../core/peers/validation-codes';
import { FollowError } from '../../core/errors';
import { buildChain, type BuiltTransaction } from '../../../testing/blocks';
import { contractsOver } from '../../../testing/scripted-contracts';
import { ScriptedTransport } from '../../../testing/scripted-transport';
import { claimOf } from './attest-day';
import { readDayBlocks, type DayBlocks } from './day-blocks';

let moves = 0;

function move(date: string, phase: Phase): BuiltTransaction {
  moves += 1;
  const day: BusinessDay = { type: 'business-day', version: 1, date, phase, sequence: moves };
  return {
    transactionId: `${phase} ${date}`,
    writes: [[compositeKey(keys.businessDay()), canonicalJson(day)]],
  };
}

const plain = (transactionId: string): BuiltTransaction => ({ transactionId, writes: [['a', 'b']] });

/** Two days: the second begins in the block behind the one that closes the first. */
const CHAIN = buildChain(
  [plain('founding')],
  [move('2026-11-24', 'OPEN'), plain('one')],
  [
    plain('two'),
    { ...plain('invalid'), code: VALIDATION.MVCC_READ_CONFLICT },
    move('2026-11-24', 'CLOSED'),
    plain('late'),
  ],
  [move('2026-11-25', 'OPEN')],
  [plain('three')],
  [move('2026-11-25', 'CLOSED')],
);

function read(date: string, from = 0n, wanted?: string): Promise<DayBlocks> {
  const { contracts } = contractsOver('nhMSP', new ScriptedTransport({ blocks: CHAIN }));
  return readDayBlocks(contracts, {
    date,
    chaincode: 'jangbu',
    from,
    wanted: ({ transactionId }) => transactionId === wanted,
  });
}

const FIRST = ['founding', 'OPEN 2026-11-24', 'one', 'two', 'CLOSED 2026-11-24', 'late'];
const SECOND = ['OPEN 2026-11-25', 'three', 'CLOSED 2026-11-25'];

describe('the transactions of a business day', () => {
  test('go up to the end of the block that holds its close, and are the valid ones', async () => {
    const { closing, transactionIds } = await read('2026-11-24');
    expect(closing.number).toBe(2n);
    expect(transactionIds).toEqual(FIRST);
  });

  test('of a later day begin behind the close before, wherever the reading begins', async () => {
    for (const from of [0n, 2n, 3n]) expect((await read('2026-11-25', from)).transactionIds).toEqual(SECOND);
  });

  test('a transaction is found with its place among the day’s, and as it stands in its block', async () => {
    const { found } = await read('2026-11-25', 0n, 'three');
    expect(found?.at).toBe(1);
    expect(found?.envelope).toEqual(CHAIN[4]?.getData()?.getDataList_asU8()[0]);
    expect((await read('2026-11-25', 0n, 'one')).found).toBeUndefined();
  });

  test('of a day that was never closed are not to be had', async () => {
    await expect(read('2026-11-23')).rejects.toThrow(FollowError);
    await expect(read('2026-11-26')).rejects.toThrow('ended before the close');
  });

  test('make the claim that a member attests', async () => {
    const claim = claimOf('interfirm', '2026-11-25', await read('2026-11-25', 3n));
    expect(claim.transactions).toEqual({ count: 3, root: dayRoot(SECOND) });
    expect(claim.block.number).toBe(5);
    expect(claim).toEqual(claimOf('interfirm', '2026-11-25', await read('2026-11-25')));
  });
});
