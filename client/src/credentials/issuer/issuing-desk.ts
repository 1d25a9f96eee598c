import { sha256Hex, type StatusReason } from '@jangbu/model';
import { randomInt } from 'node:crypto';
import type { Credentials } from '../registry/credentials-facade';
import type { IssuanceRequest, IssuedSet, Issuer } from './issuer';
import { InputError } from '../../core/errors';
import { batchesOf, markRecorded } from './batches';
import type { HandedOut, InvestorRecord, IssuedCopyRecord, IssuedStore } from './issued-store';

/** Why an investor who has a set is issued another. */
export type Reissue =
  /** It is about to run out. The copies that it has are good to their end. */
  | 'RENEWAL'
  /** The device is lost or replaced: the copies on the old one are revoked. */
  | 'NEW_DEVICE'
  /** It was suspended: the copies are revoked. */
  | 'REISSUE';

/** What a desk works with. */
export interface IssuingDeskOptions {
  readonly issuer: Issuer;
  readonly credentials: Pick<Credentials, 'recordBatch' | 'setStatus'>;
  readonly store: IssuedStore;
  /**
   * Within how many seconds the copies of a set are registered, each at a time at random: the longer, the less the
   * ledger tells which were issued together. The first is registered at once. A day when left out.
   */
  readonly spreadSeconds?: number;
  /** How many seconds pass at most from a copy's time to the end of the `work` that registers it; 60 when left out. */
  readonly workSeconds?: number;
  /** Milliseconds since 1970; the system's clock when left out. */
  readonly now?: () => number;
}

/** A set as it is handed to the wallet. */
export interface Issued {
  /** SD-JWTs, one a slot. */
  readonly credentials: readonly string[];
  /** When each is on the ledger, seconds since 1970: for `Wallet.accept`. */
  readonly usableFrom: readonly number[];
  /** 0 for the first set. */
  readonly renewal: number;
}

/** What was done for the ledger. */
export interface IssuingWork {
  readonly batches: number;
  readonly copies: number;
  readonly statuses: number;
}

const DAY_SECONDS = 86_400;
const WORK_SECONDS = 60;
const REASONS: Readonly<Record<Exclude<Reissue, 'RENEWAL'>, StatusReason>> = {
  NEW_DEVICE: 'DEVICE_LOST',
  REISSUE: 'REISSUED',
};

/** Final or not, as the ledger would take it: what was revoked stays so. */
function wanting(
  copy: IssuedCopyRecord,
  status: 'SUSPENDED' | 'REVOKED',
  reason: StatusReason,
): IssuedCopyRecord {
  const stands = copy.wanted?.status;
  if (stands === status || stands === 'REVOKED') return copy;
  return { ...copy, wanted: { status, reason, recorded: false } };
}

/**
 * An issuer's desk: issues sets and remembers them, registers the copies at their times and never two of one set
 * together, suspends and revokes, renews. `work` brings to the ledger what is due; what it was doing when the process
 * died, the next one finishes.
 */
export class IssuingDesk {
  readonly #options: IssuingDeskOptions;
  readonly #spread: number;
  readonly #now: () => number;
  /** Changes go one after the other: each is judged by what the one before it left. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: IssuingDeskOptions) {
    this.#options = options;
    this.#spread = options.spreadSeconds ?? DAY_SECONDS;
    this.#now = options.now ?? Date.now;
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(act);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  #seconds(): number {
    return Math.floor(this.#now() / 1000);
  }

  /**
   * Issues an investor's set. The same request again gets the same set, until its copies are all registered.
   *
   * @param investor the issuer's own name for its customer
   * @param request what the wallet asked, and what the issuer knows; `subjects` are the desk's to give
   * @param reissue why, when the investor has a set: the pseudonyms stay
   * @throws IssuanceError; InputError when the investor has a set and no reason is given, or has none and one is
   */
  issue(investor: string, request: Omit<IssuanceRequest, 'subjects'>, reissue?: Reissue): Promise<Issued> {
    return this.#inTurn(async () => {
      const { store, issuer } = this.#options;
      const before = await store.read(investor);
      const asked = sha256Hex(request.nonce);
      if (before?.handedOut?.request === asked) return { ...before.handedOut, renewal: before.renewal };
      if ((before === undefined) !== (reissue === undefined))
        throw new InputError(before ? 'the investor has a set: say why another' : 'the investor has no set');
      const subjects = before?.copies.map(({ subject }) => subject);
      const set = await issuer.issue({ ...request, ...(subjects ? { subjects } : {}) });
      const dueAt = this.#dueTimes(set.copies.length);
      const handedOut: HandedOut = {
        request: asked,
        credentials: set.copies.map(({ credential }) => credential),
        usableFrom: dueAt.map((due) => due + (this.#options.workSeconds ?? WORK_SECONDS)),
      };
      const renewal = before ? before.renewal + 1 : 0;
      const former = before ? this.#ended(before, reissue) : [];
      await store.write({ investor, renewal, copies: recordsOf(set, dueAt), former, handedOut });
      return { ...handedOut, renewal };
    });
  }

  /** Slots are at random here: which copy is registered at once tells nothing about where it is used. */
  #dueTimes(count: number): number[] {
    const now = this.#seconds();
    const later = () => now + (this.#spread > 0 ? randomInt(this.#spread) : 0);
    return Array.from({ length: count }, (_, slot) => (slot === 0 ? now : later()));
  }

  /** The copies of the earlier sets that are still good for something, as the new set leaves them. */
  #ended({ copies, former }: InvestorRecord, reissue: Reissue | undefined): IssuedCopyRecord[] {
    const living = [...former, ...copies].filter(({ validUntil }) => validUntil > this.#seconds());
    if (!reissue || reissue === 'RENEWAL') return living;
    const reason = REASONS[reissue];
    return living.map((copy) => wanting(copy, 'REVOKED', reason));
  }

  /**
   * Suspends all copies of an investor: they are refused everywhere until the investor gets a new set. `work` brings it
   * to the ledger; so does this call, which returns when it is there.
   *
   * @throws InputError when the investor has no set
   */
  suspend(investor: string, reason: StatusReason): Promise<IssuingWork> {
    return this.#end(investor, 'SUSPENDED', reason);
  }

  /** Revokes all copies of an investor, for good. See `suspend`. */
  revoke(investor: string, reason: StatusReason): Promise<IssuingWork> {
    return this.#end(investor, 'REVOKED', reason);
  }

  async #end(investor: string, status: 'SUSPENDED' | 'REVOKED', reason: StatusReason): Promise<IssuingWork> {
    await this.#inTurn(async () => {
      const record = await this.#options.store.read(investor);
      if (!record) throw new InputError('the investor has no set');
      const end = (copy: IssuedCopyRecord) => wanting(copy, status, reason);
      await this.#options.store.write({
        ...record,
        copies: record.copies.map(end),
        former: record.former.map(end),
      });
    });
    return this.work();
  }

  /**
   * Brings to the ledger what is due: batches, and statuses. To be called every minute or so.
   *
   * @throws what the facade throws; what was not done is done by the next call
   */
  work(): Promise<IssuingWork> {
    return this.#inTurn(async () => {
      const copies = await this.#recordBatches();
      return { ...copies, statuses: await this.#recordStatuses() };
    });
  }

  async #recordBatches(): Promise<{ readonly batches: number; readonly copies: number }> {
    const { store } = this.#options;
    const records: InvestorRecord[] = [];
    const pending = await store.pendingBatches();
    const waiting = new Set(pending.flatMap(({ batch }) => batch.copies.map(({ recordId }) => recordId)));
    for await (const record of store.unfinished()) records.push(record);
    const fresh = batchesOf(records, waiting, this.#seconds());
    let copies = 0;
    for (const each of fresh) await store.putBatch(each);
    for (const each of [...pending, ...fresh]) {
      await this.#options.credentials.recordBatch(each.batch);
      copies += each.batch.copies.length;
      await this.#settle(each.investors, (record) => markRecorded(record, each));
      await store.removeBatch(each.batch.batchId);
    }
    return { batches: pending.length + fresh.length, copies };
  }

  async #settle(
    investors: readonly string[],
    change: (record: InvestorRecord) => InvestorRecord,
  ): Promise<void> {
    for (const investor of investors) {
      const record = await this.#options.store.read(investor);
      if (record) await this.#options.store.write(change(record));
    }
  }

  async #recordStatuses(): Promise<number> {
    let count = 0;
    for await (const record of this.#options.store.unfinished()) {
      const due = [...record.copies, ...record.former].filter(isStatusDue);
      for (const { batchId, recordId, wanted } of due) {
        if (batchId === null || !wanted) continue;
        const { status, reason } = wanted;
        await this.#options.credentials.setStatus(batchId, [{ recordId, status, reason }]);
        count += 1;
      }
      if (due.length > 0) await this.#settle([record.investor], withStatusesRecorded);
    }
    return count;
  }

  /**
   * Forgets an investor whose sets have run out or were revoked: what `retention` or the investor asks for.
   *
   * @throws InputError while a copy is good, or a status not on the ledger
   */
  forget(investor: string): Promise<void> {
    return this.#inTurn(async () => {
      const record = await this.#options.store.read(investor);
      const now = this.#seconds();
      const living = [...(record?.copies ?? []), ...(record?.former ?? [])].filter(
        ({ validUntil, wanted, recorded }) =>
          validUntil > now && recorded && !(wanted?.status === 'REVOKED' && wanted.recorded),
      );
      if (living.length > 0) throw new InputError('revoke the copies first: some are still good');
      await this.#options.store.remove(investor);
    });
  }
}

function recordsOf(
  { kid, validFrom, validUntil, copies }: IssuedSet,
  dueAt: readonly number[],
): IssuedCopyRecord[] {
  return copies.map(({ slot, subject, recordId, killTag, statusIndex }) => ({
    ...{ slot, subject, recordId, killTag, statusIndex, kid, validFrom, validUntil },
    ...{ dueAt: dueAt[slot] ?? 0, batchId: null, recorded: false, wanted: null },
  }));
}

function isStatusDue({ recorded, wanted }: IssuedCopyRecord): boolean {
  return recorded && wanted !== null && !wanted.recorded;
}

function withStatusesRecorded(record: InvestorRecord): InvestorRecord {
  const done = (copy: IssuedCopyRecord): IssuedCopyRecord =>
    isStatusDue(copy) && copy.wanted ? { ...copy, wanted: { ...copy.wanted, recorded: true } } : copy;
  return { ...record, copies: record.copies.map(done), former: record.former.map(done) };
}
