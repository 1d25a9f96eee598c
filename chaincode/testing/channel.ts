import {
  compositeKey,
  implicitCollection,
  keys,
  majorityOf,
  membersDocumentChecker,
  onWire,
  readRefusal,
  sha256Hex,
  type Refusal,
  type RefusalCode,
  type SeenTransaction,
  type SeenWrite,
} from '@jangbu/model';
import type { ChaincodeInterface } from 'fabric-shim';
import { certificates, type CertificateName } from './certificates';
import { agree, type Simulated, SimulatedPeer } from './peer';
import { type Committed, PeerState } from './peer-state';
import type { CollectionSet, ReadWriteSet } from './read-write-set';
import type { ChaincodeProposal } from './stub';

/** A client of an organisation, as the channel sees it. */
export interface Client {
  readonly mspId: string;
  readonly certificate: CertificateName;
}

/** A transaction to be endorsed, or a query. */
export interface Request {
  readonly by: Client;
  readonly name: string;
  readonly argument?: string;
  readonly transient?: Readonly<Record<string, string>>;
}

/** An endorsed transaction, not submitted yet. */
export interface Envelope extends Committed {
  /** The transaction's name and arguments, as a block shows them to everybody. */
  readonly input: readonly string[];
  /** What the chaincode answered: a block shows it, too. */
  readonly answer: string;
}

/** Why a transaction in a block is void, as Fabric names it. */
export type Validity =
  'VALID' | 'MVCC_READ_CONFLICT' | 'PHANTOM_READ_CONFLICT' | 'ENDORSEMENT_POLICY_FAILURE';

/** The chaincode answered with an error at the peers named. */
export class Refused extends Error {
  readonly refusal: Refusal | undefined;

  constructor(answers: readonly Simulated[]) {
    const message = answers[0]?.response.message ?? '';
    super(message);
    this.refusal = readRefusal(message);
  }

  get code(): RefusalCode | undefined {
    return this.refusal?.code;
  }
}

/** The endorsers came to different results. */
export class Disagreement extends Error {}

const COLLECTION = implicitCollection('');

function writesSeen([collection, { writes }]: readonly [string, CollectionSet]): SeenWrite[] {
  const mspId = collection.slice(COLLECTION.length);
  return [...writes].map(([key, bytes]) => ({
    mspId,
    document: sha256Hex(key),
    hash: bytes && sha256Hex(bytes),
  }));
}

/**
 * A channel in memory: a peer for each organisation and a chain of valid transactions. It knows what
 * decides whether contracts are right: versions and conflicts, who holds which plaintext, who endorsed.
 */
export class Channel {
  readonly name: string;
  readonly #peers: ReadonlyMap<string, SimulatedPeer>;
  readonly #chain: Committed[] = [];
  /** The state that decides at commit: that of a peer at the chain's full height. */
  readonly #committed = new PeerState();
  #transactions = 0;

  constructor(name: string, mspIds: readonly string[], chaincode: ChaincodeInterface) {
    this.name = name;
    this.#peers = new Map(mspIds.map((mspId) => [mspId, new SimulatedPeer(mspId, this.#chain, chaincode)]));
  }

  /** How many transactions have become valid. */
  get height(): number {
    return this.#chain.length;
  }

  /** Everything that stands in the blocks from a height on, as any member sees it. */
  blocksSince(height: number): string {
    return this.#chain
      .slice(height)
      .map(({ set }) => set.publicText())
      .join('\n');
  }

  /** What the blocks tell of who holds what, transaction by transaction, as any member's application reads it. */
  seen(): SeenTransaction[] {
    return this.#chain.map(({ set }, i) => {
      const members = set.writes.get(compositeKey(keys.members()));
      const seen = { transactionId: `valid-${i}`, writes: [...set.collections].flatMap(writesSeen) };
      if (!members) return seen;
      const document: unknown = JSON.parse(members.toString());
      return membersDocumentChecker.fits(document) ? { ...seen, members: document } : seen;
    });
  }

  peer(mspId: string): SimulatedPeer {
    const peer = this.#peers.get(mspId);
    if (!peer) throw new Error(`no peer of ${mspId}`);
    return peer;
  }

  #proposal(request: Request): ChaincodeProposal {
    const { by, argument } = request;
    const { transaction: name, transient = {} } = onWire({ ...request, transaction: request.name });
    this.#transactions += 1;
    return {
      channel: this.name,
      transactionId: `transaction-${this.#transactions}`,
      creator: { mspid: by.mspId, idBytes: Buffer.from(certificates[by.certificate]) },
      name,
      parameters: argument === undefined ? [] : [argument],
      transient: new Map(Object.entries(transient).map(([key, text]) => [key, Buffer.from(text)])),
    };
  }

  /**
   * Has a transaction endorsed.
   *
   * @param endorsers MSP ids of the organisations whose peers are asked
   * @throws Refused, Disagreement
   */
  async endorse(request: Request, endorsers: readonly string[]): Promise<Envelope> {
    const proposal = this.#proposal(request);
    const answers: Simulated[] = [];
    for (const mspId of endorsers) answers.push(await this.peer(mspId).simulate(proposal));
    const refused = answers.filter(({ response }) => response.status >= 400);
    if (refused.length > 0) throw new Refused(refused);
    const [first, ...others] = answers;
    if (!first) throw new Error('no endorsers');
    if (!others.every((other) => agree(first, other))) throw new Disagreement(request.name);
    const answer = Buffer.from(first.response.payload ?? '').toString();
    const input = [proposal.name, ...proposal.parameters];
    return { set: first.set, endorsers: new Set(endorsers), input, answer };
  }

  /** Puts an endorsed transaction into a block of its own. */
  commit(envelope: Envelope): Validity {
    const validity = this.#validity(envelope);
    if (validity === 'VALID') {
      this.#chain.push(envelope);
      this.#committed.apply(envelope, this.#chain.length);
    }
    return validity;
  }

  #validity(envelope: Envelope): Validity {
    if (!this.#isEndorsed(envelope)) return 'ENDORSEMENT_POLICY_FAILURE';
    if (!this.#isCurrent(envelope.set)) return 'MVCC_READ_CONFLICT';
    const unchanged = envelope.set.ranges.every(
      ({ start, end, found }) =>
        JSON.stringify(found) ===
        JSON.stringify(
          this.#committed.publicData.range(start, end).map(({ key, entry }) => [key, entry.version]),
        ),
    );
    return unchanged ? 'VALID' : 'PHANTOM_READ_CONFLICT';
  }

  /** Public writes need more than half of the organisations, a collection's writes its own organisation. */
  #isEndorsed({ set, endorsers }: Envelope): boolean {
    const byMajority = endorsers.size >= majorityOf(this.#peers.size);
    const owners = new Set([...endorsers].map(implicitCollection));
    return (set.writes.size === 0 || byMajority) && set.writtenCollections.every((name) => owners.has(name));
  }

  #isCurrent(set: ReadWriteSet): boolean {
    const { publicData } = this.#committed;
    const current = [...set.reads].every(
      ([key, version]) => (publicData.get(key)?.version ?? null) === version,
    );
    return (
      current &&
      [...set.collections].every(([name, { reads }]) =>
        [...reads].every(
          ([key, version]) => (this.#committed.hashes(name).get(key)?.version ?? null) === version,
        ),
      )
    );
  }

  /**
   * Endorses and commits a transaction that nothing stands in the way of.
   *
   * @returns the chaincode's answer, parsed
   * @throws Refused, Disagreement, Error when it becomes no valid transaction
   */
  async submit(request: Request, endorsers: readonly string[]): Promise<unknown> {
    const envelope = await this.endorse(request, endorsers);
    const validity = this.commit(envelope);
    if (validity !== 'VALID') throw new Error(validity);
    return JSON.parse(envelope.answer);
  }

  /**
   * Asks one organisation's peer.
   *
   * @returns the chaincode's answer, parsed
   * @throws Refused
   */
  async query(request: Request, at: string): Promise<unknown> {
    const answer = await this.peer(at).simulate(this.#proposal(request));
    if (answer.response.status >= 400) throw new Refused([answer]);
    return JSON.parse(Buffer.from(answer.response.payload ?? '').toString());
  }
}
