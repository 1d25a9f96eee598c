import { onWire } from '@jangbu/model';
import type { ChaincodeInterface, ChaincodeStub } from 'fabric-shim';
import { LedgerState } from '../src/ledger/state/state';
import type { Write } from '../src/ledger/state/write';
import { certificates } from './certificates';
import { Channel, Refused, type Request } from './channel';
import { PeerState, type Committed } from './peer-state';
import { ReadWriteSet } from './read-write-set';
import { SimulatedStub, type ChaincodeProposal } from './stub';
import type { Version } from './versioned';

/** What one transaction or query took. */
export interface Cost {
  /** Of the processor, for one endorsement in the contracts: what else runs on the machine is left out. */
  readonly milliseconds: number;
  /** What was sent along, as argument and transient data. */
  readonly sentBytes: number;
  /** What it wrote, into each collection. */
  readonly writtenBytes: number;
  readonly answeredBytes: number;
  /** By their names, and in ranges. */
  readonly keysRead: number;
  readonly keysWritten: number;
}

/** Kinds of documents whose text nobody reads again here. */
const NOT_KEPT: readonly string[] = ['page-body', 'page', 'match-result', 'movement', 'spent-lot'];
/** Of so many transactions the last the texts of these are kept all the same. */
const KEPT_LATELY = 64;

/** The state of a peer that belongs to all organisations at once. */
class SharedState extends PeerState {
  readonly #lately: (() => void)[] = [];

  override apply({ set }: Committed, version: Version): void {
    for (const [key, bytes] of set.writes) this.publicData.put(key, bytes, version);
    const forget: [string, string][] = [];
    for (const [collection, { writes }] of set.collections) {
      for (const [key, bytes] of writes) {
        super.apply(one(collection, key, bytes), version, collection);
        if (NOT_KEPT.some((kind) => key.startsWith(`\u0000${kind}\u0000`))) forget.push([collection, key]);
      }
    }
    this.#lately.push(() => {
      for (const [collection, key] of forget) this.forget(collection, key);
    });
    if (this.#lately.length > KEPT_LATELY) this.#lately.shift()?.();
  }

  /** Of a document only that it stands is kept: ranges come by it, and who reads it by its key fails. */
  forget(collection: string, key: string): void {
    this.hashes(collection).forget(key);
    this.plaintext(collection).forget(key);
  }

  /** What happened long ago: its keys stand, and nothing else of it is kept. */
  applyOld(set: ReadWriteSet): void {
    for (const [collection, { writes }] of set.collections) {
      for (const [key, bytes] of writes) {
        if (bytes) this.forget(collection, key);
        else {
          this.hashes(collection).remove(key);
          this.plaintext(collection).remove(key);
        }
      }
    }
  }
}

function one(collection: string, key: string, bytes: Buffer | null): Committed {
  const set = new ReadWriteSet();
  set.collection(collection).writes.set(key, bytes);
  return { set, endorsers: new Set() };
}

/**
 * A channel with one peer that is everyone's, and one endorsement a transaction: what a ledger of a million trades
 * takes to be made in minutes. What contracts may see, conflicts and endorsers are the matter of `Channel`.
 */
export class LightChannel extends Channel {
  readonly #chaincode: ChaincodeInterface;
  readonly #state = new SharedState();
  #count = 0;

  constructor(name: string, chaincode: ChaincodeInterface) {
    super(name, [], chaincode);
    this.#chaincode = chaincode;
  }

  #asked(request: Request): ChaincodeProposal {
    const { by, argument } = request;
    const { transaction: name, transient = {} } = onWire({ ...request, transaction: request.name });
    this.#count += 1;
    return {
      channel: this.name,
      transactionId: `transaction-${this.#count}`,
      creator: { mspid: by.mspId, idBytes: Buffer.from(certificates[by.certificate]) },
      name,
      parameters: argument === undefined ? [] : [argument],
      transient: new Map(Object.entries(transient).map(([key, text]) => [key, Buffer.from(text)])),
    };
  }

  /**
   * Runs a transaction or a query; what it writes stands at once.
   *
   * @returns the chaincode's answer, parsed, and what it took
   * @throws Refused
   */
  async run(request: Request): Promise<{ readonly answer: unknown; readonly cost: Cost }> {
    const proposal = this.#asked(request);
    const set = new ReadWriteSet();
    const stub = new SimulatedStub(proposal, this.#state, set);
    const begun = process.cpuUsage();
    const response = await this.#chaincode.Invoke(stub);
    const { user, system } = process.cpuUsage(begun);
    const milliseconds = (user + system) / 1000;
    if (response.status >= 400) throw new Refused([{ mspId: request.by.mspId, response, set }]);
    const text = Buffer.from(response.payload ?? '').toString();
    this.#state.apply({ set, endorsers: new Set() }, this.#count);
    return { answer: JSON.parse(text) as unknown, cost: { milliseconds, ...sizesOf(request, set, text) } };
  }

  /**
   * Writes what contracts' own functions make of what has happened, without the transactions.
   *
   * @param kept `KEYS`: it is long ago, and of its texts nothing is kept
   */
  async write(writes: readonly Write[], kept: 'TEXTS' | 'KEYS'): Promise<void> {
    const set = new ReadWriteSet();
    const asked = { by: { mspId: '', certificate: 'trader' }, name: 'long-ago' } as const;
    const stub: unknown = new SimulatedStub(this.#asked(asked), this.#state, set);
    await new LedgerState(stub as ChaincodeStub).write(writes);
    if (kept === 'KEYS') this.#state.applyOld(set);
    else this.#state.apply({ set, endorsers: new Set() }, this.#count);
  }

  override async submit(request: Request): Promise<unknown> {
    return (await this.run(request)).answer;
  }

  override async query(request: Request): Promise<unknown> {
    return (await this.run(request)).answer;
  }
}

function sizesOf(
  { argument = '', transient = {} }: Request,
  set: ReadWriteSet,
  answer: string,
): Omit<Cost, 'milliseconds'> {
  const sent = [argument, ...Object.values(transient)];
  const collections = [...set.collections.values()];
  const writes = [set.writes, ...collections.map((each) => each.writes)];
  const bytes = writes.flatMap((each) => [...each.values()].map((value) => value?.length ?? 0));
  return {
    sentBytes: sent.reduce((sum, text) => sum + Buffer.byteLength(text), 0),
    writtenBytes: bytes.reduce((sum, length) => sum + length, 0),
    answeredBytes: Buffer.byteLength(answer),
    keysRead: set.ranged + set.reads.size + collections.reduce((sum, { reads }) => sum + reads.size, 0),
    keysWritten: writes.reduce((sum, { size }) => sum + size, 0),
  };
}
