import {
  canonicalJson,
  TAKE_OVER_MAX,
  transactions,
  transient,
  type Key,
  type SettledWhole,
  type TakenDocument,
  type TakenSettlement,
} from '@jangbu/model';
import { RefusedError } from '../../core/errors';
import { chunksOf } from '../../core/lists/chunks';
import type { CallOptions } from '../../core/submit/submission';
import type { ContractClient } from '../../core/submit/contract-client';

/** A transaction takes no more text over than this, so that it stays far below Fabric's limit for a message. */
const TEXT_MOST = 2_000_000;

/** Refusals of what is not as the blocks had it when they were read. */
const MOVED: ReadonlySet<RefusedError['code']> = new Set(['DOCUMENT_NOT_HELD', 'RECORD_MOVED'] as const);

/** What one transaction writes to the supervisor's collection. */
interface Sent {
  readonly documents?: readonly TakenDocument[];
  readonly settled?: readonly TakenSettlement[];
  readonly upheld?: readonly string[];
}

/** What came of sending: keys that were taken over, and those of what had moved since the blocks were read. */
export interface SentResult {
  readonly taken: readonly Key[];
  readonly moved: readonly Key[];
}

/** Documents of one transaction: no more than it takes, in number and in length. */
function batched(documents: readonly TakenDocument[]): TakenDocument[][] {
  const batches: TakenDocument[][] = [];
  let length = 0;
  for (const document of documents) {
    const last = batches.at(-1);
    length += document.text.length;
    if (last && last.length < TAKE_OVER_MAX && length <= TEXT_MOST) last.push(document);
    else {
      batches.push([document]);
      length = document.text.length;
    }
  }
  return batches;
}

/** Sends what is taken over to the contract, endorsed by the supervisor's own peer alone. */
export class TakenSender {
  readonly #contracts: ContractClient;
  readonly #mspId: string;
  readonly #options: CallOptions;

  constructor(contracts: ContractClient, mspId: string, options: CallOptions) {
    this.#contracts = contracts;
    this.#mspId = mspId;
    this.#options = options;
  }

  documents(documents: readonly TakenDocument[]): Promise<SentResult> {
    return this.#sendAll(
      batched(documents),
      (part) => ({ documents: part }),
      ({ key }) => keyOf(key),
    );
  }

  settled(whole: readonly SettledWhole[]): Promise<SentResult> {
    return this.#sendAll(
      [...chunksOf(whole, TAKE_OVER_MAX)],
      (part) => ({ settled: part.map(({ settlement }) => settlement) }),
      ({ key }) => key,
    );
  }

  async upheld(documents: readonly string[]): Promise<void> {
    for (const part of chunksOf(documents, TAKE_OVER_MAX)) await this.#submit({ upheld: part });
  }

  async #sendAll<T>(
    batches: readonly (readonly T[])[],
    sent: (part: readonly T[]) => Sent,
    named: (each: T) => Key,
  ): Promise<SentResult> {
    const [taken, moved]: [Key[], Key[]] = [[], []];
    for (const batch of batches) {
      const hasMoved = await this.#send(batch, sent);
      for (const each of batch) (hasMoved.has(each) ? moved : taken).push(named(each));
    }
    return { taken, moved };
  }

  /** Where one of several has moved since the blocks were read, the others are taken all the same. */
  async #send<T>(part: readonly T[], sent: (part: readonly T[]) => Sent): Promise<ReadonlySet<T>> {
    try {
      await this.#submit(sent(part));
      return new Set();
    } catch (error) {
      if (!(error instanceof RefusedError) || !MOVED.has(error.code)) throw error;
      if (part.length === 1) return new Set(part);
      const half = Math.ceil(part.length / 2);
      const first = await this.#send(part.slice(0, half), sent);
      const second = await this.#send(part.slice(half), sent);
      return new Set([...first, ...second]);
    }
  }

  async #submit({ documents = [], settled = [], upheld = [] }: Sent): Promise<void> {
    const request = canonicalJson({ type: 'take-over-request', version: 1, documents, settled, upheld });
    const organizations = [this.#mspId];
    await this.#contracts.submit(
      {
        transaction: transactions.supervision.takeOver,
        transient: { [transient.request]: request },
        endorsers: () => Promise.resolve({ rule: 'ALL', organizations }),
        finalRefusals: [...MOVED],
      },
      this.#options,
    );
  }
}

/** A key of its parts. */
export function keyOf([kind = '', ...rest]: readonly string[]): Key {
  return [kind, ...rest];
}
