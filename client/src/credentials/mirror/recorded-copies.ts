import type { RecordedCopy } from './mirror-snapshot';

/**
 * Copies that issuers have recorded, by issuer and record id: what another member lists under the same id is that
 * member's copy and nobody else's. Of an issuer's own listings the first one stands.
 */
export class RecordedCopies {
  readonly #byIssuer = new Map<string, Map<string, RecordedCopy>>();
  readonly #byTag = new Map<string, RecordedCopy[]>();

  add(copy: RecordedCopy): void {
    const { issuer } = copy.batch;
    const own = this.#byIssuer.get(issuer) ?? new Map<string, RecordedCopy>();
    if (own.has(copy.recordId)) return;
    this.#byIssuer.set(issuer, own.set(copy.recordId, copy));
    const listed = this.#byTag.get(copy.killTag);
    if (listed) listed.push(copy);
    else this.#byTag.set(copy.killTag, [copy]);
  }

  find(issuer: string, recordId: string): RecordedCopy | undefined {
    return this.#byIssuer.get(issuer)?.get(recordId);
  }

  /** Those that stand beside a kill tag, of all issuers. */
  withTag(killTag: string): readonly RecordedCopy[] {
    return this.#byTag.get(killTag) ?? [];
  }

  *[Symbol.iterator](): IterableIterator<RecordedCopy> {
    for (const own of this.#byIssuer.values()) yield* own.values();
  }
}
