import {
  canonicalJson,
  movementChecker,
  partiesToMovement,
  transactions,
  transient,
  type Movement,
} from '@jangbu/model';
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
   * Sends what the store has pending: same ids, same content.
   *
   * @throws what stood in the way of the first that could not be recorded, when all have been tried
   */
  async resume(options: CallOptions): Promise<Recorded[]> {
    const results: Recorded[] = [];
    const failures: unknown[] = [];
    for (const key of await this.#store.pending()) {
      const document = key.startsWith(`${MOVEMENT_KIND}/`) ? await this.#store.get(key) : undefined;
      if (!document) continue;
      try {
        results.push(await this.#send(movementIn(document), document, 'STORED', options));
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
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
