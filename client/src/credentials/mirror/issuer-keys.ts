import {
  earlierOf,
  type IssuerKey,
  type IssuerKeyEnd,
  type IssuerKeyStatusChange,
  type MembersDocument,
} from '@jangbu/model';
import type { RegisteredKey } from '../format/credential-registry';
import type { IssuersKey } from './mirror-snapshot';

/** Heights from which on records don't count; of several the earliest holds. */
class Ends {
  readonly #from = new Map<string, number>();

  note(name: string, from: number): void {
    this.#from.set(name, Math.min(from, this.#from.get(name) ?? from));
  }

  get(name: string): number | undefined {
    return this.#from.get(name);
  }

  entries(): [string, number][] {
    return [...this.#from];
  }
}

/**
 * Issuers' keys by what they sign for and by thumbprint: a URL is granted to one member, so whoever registers the same
 * key under another name changes nothing. Three have a say in a key: its issuer, a vote on it, a vote on its grant.
 */
export class IssuerKeys {
  readonly #keys = new Map<string, IssuersKey>();
  readonly #issOf = new Map<string, string>();
  readonly #grantEnds = new Ends();
  readonly #keyEnds = new Ends();

  register({ issuer, iss, grant, kid, x, y }: IssuerKey): void {
    this.add({ issuer, iss, grant, kid, jwk: { kty: 'EC', crv: 'P-256', x, y }, status: 'ACTIVE' });
  }

  add(key: IssuersKey): void {
    this.#keys.set(`${key.iss} ${key.kid}`, key);
    this.#issOf.set(`${key.issuer}/${key.kid}`, key.iss);
  }

  /** Takes its issuer's word on a key. */
  change({ issuer, kid, status, compromisedFrom }: IssuerKeyStatusChange): void {
    const name = `${this.#issOf.get(`${issuer}/${kid}`) ?? ''} ${kid}`;
    const key = this.#keys.get(name);
    if (!key) return;
    this.#keys.set(name, { ...key, status, ...(compromisedFrom === undefined ? {} : { compromisedFrom }) });
  }

  /**
   * Takes the members' vote on a key. What was recorded up to the vote's own block stands, unless it says otherwise.
   *
   * @param block the height of the block that the vote stands in
   */
  end({ issuer, kid, from }: IssuerKeyEnd, block: number): void {
    this.#keyEnds.note(`${issuer}/${kid}`, earlierOf(from, block + 1) ?? 0);
  }

  /** Takes in which grants have ended, by vote or by suspension; as {@link end}, of all keys under them. */
  endGrants({ members }: MembersDocument, block: number): void {
    for (const { id, issuing } of members) {
      for (const { grant, from } of issuing?.ended ?? []) {
        this.#grantEnds.note(`${id}/${grant}`, earlierOf(from, block + 1) ?? 0);
      }
    }
  }

  find(iss: string, kid: string): RegisteredKey | undefined {
    const found = this.#keys.get(`${iss} ${kid}`);
    if (!found) return undefined;
    const { grant, ...key } = found;
    const { issuer, status } = key;
    const ended = earlierOf(this.#keyEnds.get(`${issuer}/${kid}`), this.#grantEnds.get(`${issuer}/${grant}`));
    if (ended === undefined) return key;
    return { ...key, status: status === 'ACTIVE' ? 'ENDED' : status, endedFrom: ended };
  }

  content(): { keys: IssuersKey[]; grantEnds: [string, number][]; keyEnds: [string, number][] } {
    const [grantEnds, keyEnds] = [this.#grantEnds.entries(), this.#keyEnds.entries()];
    return { keys: [...this.#keys.values()], grantEnds, keyEnds };
  }

  restore({
    keys,
    grantEnds,
    keyEnds,
  }: Readonly<Record<'grantEnds' | 'keyEnds', readonly (readonly [string, number])[]>> & {
    readonly keys: readonly IssuersKey[];
  }): void {
    for (const key of keys) this.add(key);
    for (const [name, from] of grantEnds) this.#grantEnds.note(name, from);
    for (const [name, from] of keyEnds) this.#keyEnds.note(name, from);
  }
}
