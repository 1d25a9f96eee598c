import type { MembersDocument } from '../documents/consortium';
import { compositeKey, type Key } from '../documents/keys';
import { sha256Hex } from '../format/hash';

/** A change of one organisation's own collection, as every peer's blocks have it. */
export interface SeenWrite {
  readonly mspId: string;
  /** SHA-256 of the key, hexadecimal. */
  readonly document: string;
  /** SHA-256 of the content; null when it was deleted or purged. */
  readonly hash: string | null;
}

/** A valid transaction of a block, as far as it bears on who agreed to what. */
export interface SeenTransaction {
  readonly transactionId: string;
  /** The members document, where it wrote one. */
  readonly members?: MembersDocument | undefined;
  readonly writes: readonly SeenWrite[];
}

/** What the supervisor of the time and others came to hold alike, by one transaction. */
export interface Agreed {
  /** Null where they took away what stood there. */
  readonly hash: string | null;
  /** MSP ids of all that it was written to, or taken away from, the supervisor's included. */
  readonly holders: readonly string[];
  readonly supervisor: string;
  readonly transactionId: string;
}

/**
 * How a key stands with the supervisor in force. `STANDS`: nothing has to be done. `DUE`: it does not hold what was
 * agreed last. `DISPUTED`: it does, or nothing was ever agreed; but a former supervisor holds otherwise.
 */
export type KeyStanding = 'STANDS' | 'DUE' | 'DISPUTED';

/** What the supervisor in force wrote by itself and is not what was agreed last. */
export interface Doubt {
  readonly document: string;
  /** It holds other content; or it has marked that nothing stands there. */
  readonly kind: 'HELD_OTHERWISE' | 'SET_ASIDE';
}

/**
 * What was agreed and nobody concerned agreed otherwise since: a later agreement takes an earlier one's place where one of
 * its parties took part, and not where the supervisor made it with a stranger.
 */
export function currentOf(agreed: readonly Agreed[]): readonly Agreed[] {
  return agreed.filter(({ holders }, i) =>
    agreed
      .slice(i + 1)
      .every((later) => !later.holders.some((each) => each !== later.supervisor && holders.includes(each))),
  );
}

/** A key's name in blocks: its SHA-256. */
export function documentName(key: Key): string {
  return sha256Hex(compositeKey(key));
}
