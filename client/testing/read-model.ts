import type { common } from '@hyperledger/fabric-protos';
import { canonicalJson, compositeKey, implicitCollection, keys, type Key } from '@jangbu/model';
import type { DeliveredBlock } from '../src/core/peers/transport';
import type { BlocksRequest } from '../src/core/follow/block-sink';
import type { LedgerBlock } from '../src/core/follow/ledger-block';
import { readBlock } from '../src/core/follow/read-block';
import type { FollowedLedger } from '../src/read-model/read-model';
import { buildChain, withPrivateData, type BuiltTransaction, type Change } from './blocks';
import { MEMBERS } from './ledger-transport';

const SALT = 'ab'.repeat(16);

/** The members as a public write. */
export const membersWrite: Change = [
  compositeKey(keys.members()),
  canonicalJson({ type: 'members', version: 1, foundingHash: '', members: MEMBERS }),
];

/** The members once this one supervises in the place of the one that did before. */
export function supervisedBy(supervisor: string, former: string): Change {
  const members = MEMBERS.map((member) => ({
    ...member,
    roles: member.id === supervisor ? ['supervisor'] : [],
  }));
  const document = { type: 'members', version: 1, foundingHash: '', members, formerSupervisors: [former] };
  return [compositeKey(keys.members()), canonicalJson(document)];
}

/** A move of the business day as a public write. */
export function dayWrite(sequence: number, phase: 'OPEN' | 'CLOSED' = 'OPEN'): Change {
  const day = { type: 'business-day', version: 1, date: '2026-03-02', phase, sequence };
  return [compositeKey(keys.businessDay()), canonicalJson(day)];
}

/** A private document as a change. */
export function documentChange(key: Key, document: object): Change {
  return [compositeKey(key), canonicalJson(document)];
}

export function lotChange(lotId: string, status: 'FREE' | 'SPENT', owner = 'nh'): Change {
  const lot = {
    ...{ type: 'lot', version: 1, creator: 'kofia', lotId, owner, instrument: 'KRW', accountKind: 'HOUSE' },
    ...{ amount: '90071992547409931', origin: { kind: 'DEPOSIT', by: 'kofia', id: 'deposit-01' } },
    ...{ status, salt: SALT },
  };
  return documentChange(keys.lot({ creator: 'kofia', lotId }), lot);
}

/** A transaction that writes a change to the collections of these members. */
export function builtPrivateTransaction(
  transactionId: string,
  holders: readonly string[],
  ...changes: readonly Change[]
): BuiltTransaction {
  const collections = holders.map((id) => [implicitCollection(`${id}MSP`), changes] as const);
  return { transactionId, privateWrites: Object.fromEntries(collections) };
}

/** A ledger of made blocks, as NH's own peer delivers it; what it lacks can be told by position of the block. */
export class MadeLedger implements FollowedLedger {
  readonly channel = 'interfirm';
  readonly member = { id: 'nh', mspId: 'nhMSP' };
  readonly #chain: readonly common.Block[];
  readonly #content: readonly (readonly BuiltTransaction[])[];
  /** Blocks whose private data the peer has not got. */
  readonly lacking = new Set<number>();
  /** Called before a block is delivered. */
  before: (number: number) => void = () => undefined;

  constructor(...blocks: readonly (readonly BuiltTransaction[])[]) {
    this.#content = blocks;
    this.#chain = buildChain(...blocks);
  }

  get last(): bigint {
    return BigInt(this.#chain.length - 1);
  }

  #delivered(number: number, block: common.Block): DeliveredBlock {
    if (this.lacking.has(number)) return { block };
    const own = implicitCollection(this.member.mspId);
    const sets = (this.#content[number] ?? []).flatMap(({ privateWrites = {} }, position) => {
      const changes = privateWrites[own];
      return changes ? [[position, { [own]: changes }] as const] : [];
    });
    return withPrivateData(block, Object.fromEntries(sets));
  }

  block(number: number): LedgerBlock {
    const block = this.#chain[number];
    if (!block) throw new Error(`there is no block ${number}`);
    return readBlock(this.#delivered(number, block));
  }

  async *blocks({ from, signal }: BlocksRequest): AsyncIterable<LedgerBlock> {
    for (let number = Number(from); number < this.#chain.length; number++) {
      this.before(number);
      yield this.block(number);
    }
    await new Promise<void>((resolve) => {
      if (signal?.aborted) resolve();
      else
        signal?.addEventListener('abort', () => {
          resolve();
        });
    });
  }
}
