import {
  canonicalJson,
  movementChecker,
  partiesToMovement,
  transactions,
  transient,
  type Movement,
} from '@jangbu/model';
import { JangbuError } from '../../core/errors';
import { readDocument } from '../../core/submit/answers';
import type { Members } from '../../consortium/governance/members';
import type { Recorded } from '../../core/submit/recorded';
import type { ContractClient } from '../../core/submit/contract-client';
import type { CallOptions } from '../../core/submit/submission';
import type { DocumentStore, NewDocument } from '../../core/documents/document-store';
import { submitStored, type Origin } from '../../core/documents/submit-stored';

/** The kind under which movements are stored. */
export const MOVEMENT_KIND = 'movement';

function documentOf(movement: Movement): NewDocument {
  return {
    key: [MOVEMENT_KIND, movement.by, movement.movementId].join('/'),
    kind: MOVEMENT_KIND,
    texts: { [transient.movement]: canonicalJson(movement) },
    terms: [],
    notes: {},
  };
}

function movementIn({ key, texts }: NewDocument): Movement {
  return readDocument(texts[transient.movement] ?? '', movementChecker, key);
}

/**
 * The movements that a store has pending: what a process that died, or a call that failed without certainty, has left.
 *
 * @throws StoreError
 */
export async function pendingMovements(store: DocumentStore): Promise<readonly Movement[]> {
  const found: Movement[] = [];
  for (const key of await store.pending()) {
    const document = key.startsWith(`${MOVEMENT_KIND}/`) ? await store.get(key) : undefined;
    if (document) found.push(movementIn(document));
  }
  return found;
}

/** What became of a movement that was sent again. */
export type ResumedMovement = Pick<Movement, 'movementId' | 'kind'> &
  /** Not recorded now. Unless the contracts have refused it for good, it stays pending. */
  (Recorded | { readonly status: 'FAILED'; readonly error: JangbuError });

/** Records movements: stores each before it is sent. */
export class MovementRecorder {
  readonly #contracts: ContractClient;
  readonly #members: Members;
  readonly #store: DocumentStore;

  constructor(contracts: ContractClient, members: Members, store: DocumentStore) {
    this.#contracts = contracts;
    this.#members = members;
    this.#store = store;
  }

  async record(movement: Movement, options: CallOptions): Promise<Recorded> {
    const document = documentOf(movement);
    await this.#store.put(document);
    return this.#send(movement, document, 'NEW', options);
  }

  /** A movement that the store has; undefined when it has none of that id. */
  async stored(by: string, movementId: string): Promise<Movement | undefined> {
    const document = await this.#store.get([MOVEMENT_KIND, by, movementId].join('/'));
    return document && movementIn(document);
  }

  /** Sends a movement that the store has, whatever is known of it. */
  again(movement: Movement, options: CallOptions): Promise<Recorded> {
    return this.#send(movement, documentOf(movement), 'STORED', options);
  }

  /**
   * Sends what the store has pending: same ids, same content. One that fails stands in no other's way.
   *
   * @param only which of them
   */
  async resume(
    only: (movement: Movement) => boolean,
    options: CallOptions,
  ): Promise<readonly ResumedMovement[]> {
    const results: ResumedMovement[] = [];
    for (const movement of (await pendingMovements(this.#store)).filter(only)) {
      const { movementId, kind } = movement;
      try {
        results.push({ movementId, kind, ...(await this.again(movement, options)) });
      } catch (error) {
        if (!(error instanceof JangbuError)) throw error;
        results.push({ movementId, kind, status: 'FAILED', error });
      }
    }
    return results;
  }

  #send(
    movement: Movement,
    { key, texts }: NewDocument,
    origin: Origin,
    options: CallOptions,
  ): Promise<Recorded> {
    const submission = {
      transaction: transactions.holdings.move,
      transient: texts,
      endorsers: this.#members.partiesAndSupervisor(partiesToMovement(movement)),
    };
    return submitStored(
      { contracts: this.#contracts, store: this.#store },
      { key, origin, submission },
      options,
    );
  }
}
