import {
  compositeKey,
  implicitCollection,
  keys,
  lotChecker,
  lotName,
  mspOfCollection,
  sha256Hex,
  splitCompositeKey,
  type Lot,
  type LotName,
} from '@jangbu/model';
import type { BlockSource } from '../../core/follow/block-sink';
import type { OwnMember } from '../../core/identity/own-member';
import type { LedgerBlock, LedgerTransaction } from '../../core/follow/ledger-block';
import type { Holdings } from './holdings';

/** A lot of one's own that stands otherwise with another organisation, by a transaction that did not write to its owner. */
export interface LotAlarm {
  readonly lot: LotName;
  /** MSP id of the organisation whose copy was changed: the supervisor's, unless somebody forged for himself alone. */
  readonly changedAt: string;
  /** MSP id of whose client sent it. */
  readonly sentBy: string;
  readonly transactionId: string;
  readonly blockNumber: bigint;
}

/** Where to begin, and when to end. */
export interface LotWatchRequest {
  /** Number of the first block. A watch that goes on where one ended misses nothing. */
  readonly from: bigint;
  /** Tells of every block that has been looked at, so that the next watch can begin behind it. */
  readonly onBlock?: ((blockNumber: bigint) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What is watched: a Ledger, in general. */
export interface WatchedLedger extends BlockSource {
  readonly member: OwnMember;
  readonly holdings: Pick<Holdings, 'lots'>;
}

const LOT = keys.lot({ creator: '', lotId: '' })[0];

interface KnownLot {
  readonly lot: LotName;
  /** Of the lot itself, or of the record that it is spent. */
  readonly key: 'LOT' | 'SPENT';
  /** Whether its owner had set it aside, and so consented that an instruction settles with it. */
  readonly reserved: boolean;
  /** The hash under which it stands with its owner, null where it is spent; undefined before blocks have told. */
  readonly valueHash: string | null | undefined;
}

function lotIn(text: string | null | undefined): Lot | undefined {
  try {
    const lot: unknown = JSON.parse(text ?? 'null');
    return lotChecker.fits(lot) ? lot : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a change is what a settlement of the owner's reserved lot makes with the supervisor, where the owner is away. */
function isSettlement({ key, reserved }: KnownLot, valueHash: string | null): boolean {
  return reserved && (key === 'LOT') === (valueHash === null);
}

function lotKeyHash(lot: LotName): string {
  return sha256Hex(compositeKey(keys.lot(lot)));
}

function spentKeyHash(lot: LotName): string {
  return sha256Hex(compositeKey(keys.spentLot(lot)));
}

/**
 * The member's own lots by the SHA-256 of the keys that say how they stand, as blocks tell of them. Where the peer had not yet been given
 * what a block speaks of, they are listed anew before anything is judged.
 */
class KnownLots {
  readonly #own: string;
  readonly #holdings: Pick<Holdings, 'lots'>;
  readonly #lots = new Map<string, KnownLot>();
  #complete = false;

  constructor({ member, holdings }: WatchedLedger) {
    this.#own = implicitCollection(member.mspId);
    this.#holdings = holdings;
  }

  /** Takes in what a transaction wrote to the member itself. @returns the hashes of the keys that it wrote */
  take({ privateHashes, privateWrites }: LedgerTransaction): ReadonlySet<string> {
    const own = privateHashes.filter(({ collection }) => collection === this.#own);
    const delivered = new Map(
      privateWrites
        .filter(({ collection }) => collection === this.#own)
        .map(({ key, value }) => [sha256Hex(key), { key, value }]),
    );
    for (const { keyHash, valueHash } of own) {
      const write = delivered.get(keyHash);
      const known = this.#lots.get(keyHash);
      const lot = lotIn(write?.value);
      if (known) this.#change(keyHash, { ...known, valueHash }, lot);
      else if (!write) this.#complete = false;
      else if (splitCompositeKey(write.key)?.[0] === LOT && lot) this.#note(lot, valueHash);
    }
    return new Set(own.map(({ keyHash }) => keyHash));
  }

  /** A lot that is not spent has two keys to watch: its own, and that of the record that it is spent. */
  #note({ creator, lotId, status }: LotName & Pick<Lot, 'status'>, valueHash: KnownLot['valueHash']): void {
    const known = { lot: { creator, lotId }, reserved: status === 'RESERVED' };
    this.#lots.set(lotKeyHash(known.lot), { ...known, key: 'LOT', valueHash });
    this.#lots.set(spentKeyHash(known.lot), { ...known, key: 'SPENT', valueHash: null });
  }

  /** Takes in how a lot stands with its owner now; its content where the peer has it. */
  #change(keyHash: string, known: KnownLot, content: Lot | undefined): void {
    const reserved = content ? content.status === 'RESERVED' : known.reserved;
    this.#lots.set(keyHash, { ...known, reserved });
    const spent = this.#lots.get(spentKeyHash(known.lot));
    if (known.key === 'LOT' && spent) this.#lots.set(spentKeyHash(known.lot), { ...spent, reserved });
  }

  async find(keyHash: string): Promise<KnownLot | undefined> {
    if (!this.#complete) {
      for await (const lot of this.#holdings.lots()) {
        if (!this.#lots.has(lotKeyHash(lot))) this.#note(lot, undefined);
      }
      this.#complete = true;
    }
    return this.#lots.get(keyHash);
  }
}

/**
 * Watches over one's own lots, until the signal ends it. Whatever happens to a lot by the rules is written to its
 * owner and to the supervisor in one transaction; but what the owner has reserved settles without it, too. The supervisor and another firm together could change the
 * supervisor's copy alone, and so spend the lot: Fabric cannot keep them from it, and the owner sees it in the block
 * that does it. Any role that may read the firm's lots; one query for 1,000 of them.
 *
 * A watch that begins after a lot's last change knows the lot and not how it stands: it tells of a new supervisor's
 * taking it over as of a change. One that begins before it, with block 0 say, does not.
 *
 * @throws UnavailableError when the peer goes away (begin again with the block that comes next); AbortedError when the
 *   signal ends it; FollowError `DAMAGED`
 */
export async function* watchLots(
  ledger: WatchedLedger,
  { from, onBlock, signal }: LotWatchRequest,
): AsyncIterable<LotAlarm> {
  const known = new KnownLots(ledger);
  for await (const block of ledger.blocks({ from, privateData: 'WITH', signal })) {
    for (const transaction of block.transactions) {
      yield* alarmsIn(block, transaction, ledger.member.mspId, known);
    }
    onBlock?.(block.number);
  }
}

async function* alarmsIn(
  { number }: LedgerBlock,
  transaction: LedgerTransaction,
  mspId: string,
  known: KnownLots,
): AsyncIterable<LotAlarm> {
  const written = known.take(transaction);
  const told = new Set<string>();
  for (const { collection, keyHash, valueHash } of transaction.privateHashes) {
    const changedAt = mspOfCollection(collection);
    if (changedAt === undefined || changedAt === mspId || written.has(keyHash)) continue;
    const own = await known.find(keyHash);
    // The same content again says nothing new: so a new supervisor is given what its owner holds.
    if (!own || own.valueHash === valueHash || isSettlement(own, valueHash)) continue;
    // Spending changes both of a lot's keys, and is one change.
    const what = `${lotName(own.lot)} at ${changedAt}`;
    if (told.has(what)) continue;
    told.add(what);
    yield {
      lot: own.lot,
      changedAt,
      sentBy: transaction.creator.mspId,
      transactionId: transaction.transactionId,
      blockNumber: number,
    };
  }
}
