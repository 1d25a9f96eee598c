import { canonicalJson, movementChecker, transactions, transient, type Movement } from '@jangbu/model';
import { readDocument } from '../consortium/answers';
import type { Members } from '../consortium/members';
import { recorded, type Recorded } from '../consortium/recorded';
import type { Engine } from '../engine/engine';
import { OF_THE_CALLER } from '../engine/of-the-caller';
import type { CallOptions } from '../engine/submission';
import { RefusedError } from '../errors';
import type { DocumentStore, NewDocument } from '../store/document-store';

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

/** All that a movement is shown to, besides the supervisor. */
function partiesOf(movement: Movement): readonly string[] {
  switch (movement.kind) {
    case 'DEPOSIT':
      return [movement.by, movement.owner];
    case 'WITHDRAWAL':
      return [movement.by, movement.custodian];
    case 'SPLIT':
      return [movement.by];
    case 'TRANSFER':
      return [movement.by, movement.receiver];
  }
}

function movementIn({ key, texts }: NewDocument): Movement {
  return readDocument(texts[transient.movement] ?? '', movementChecker, key);
}

/** Whether a movement is never to be sent again: one that had been sent before may stand, whoever asks now. */
function isFinal({ retryable, code }: RefusedError, origin: 'NEW' | 'STORED'): boolean {
  return !retryable && (origin === 'NEW' || !OF_THE_CALLER.includes(code));
}

/** Records movements: stores each before it is sent. */
export class MovementRecorder {
  readonly #engine: Engine;
  readonly #members: Members;
  readonly #store: DocumentStore;

  constructor(engine: Engine, members: Members, store: DocumentStore) {
    this.#engine = engine;
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

  async #send(
    movement: Movement,
    { key, texts }: NewDocument,
    origin: 'NEW' | 'STORED',
    options: CallOptions,
  ): Promise<Recorded> {
    const submission = {
      transaction: transactions.holdings.move,
      transient: texts,
      endorsers: this.#members.partiesAndSupervisor(partiesOf(movement)),
    };
    try {
      const result = recorded(await this.#engine.submit(submission, options));
      const transactionId = result.status === 'RECORDED' ? result.transactionId : null;
      // Should the note fail, the movement stays pending, is sent again, and is answered as recorded.
      await this.#store.settle(key, { status: 'COMMITTED', transactionId }).catch(() => undefined);
      return result;
    } catch (error) {
      if (error instanceof RefusedError && isFinal(error, origin)) {
        await this.#store.settle(key, { status: 'REFUSED', refusal: error.refusal }).catch(() => undefined);
      }
      throw error;
    }
  }
}
