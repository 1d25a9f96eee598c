import { readStored, type DocumentSchema } from './parse';

/**
 * Reads a document that nearly every transaction reads and few write, keeping the latest reading: the
 * same bytes are parsed once, however many transactions find them.
 */
export class KeptReading<T> {
  readonly #schema: DocumentSchema<T>;
  readonly #kept = new Map<string, { readonly bytes: Buffer; readonly document: T }>();

  constructor(schema: DocumentSchema<T>) {
    this.#schema = schema;
  }

  /**
   * @param channel whose ledger it is
   * @param key where it stands
   * @throws LedgerFault when the bytes are no such document
   */
  read(channel: string, key: string, bytes: Buffer): T {
    const name = `${channel}/${key}`;
    const kept = this.#kept.get(name);
    if (kept?.bytes.equals(bytes)) return kept.document;
    const document = readStored(key, this.#schema, bytes);
    this.#kept.set(name, { bytes, document });
    return document;
  }
}
