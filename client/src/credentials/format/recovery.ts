import { killKeyOf, killTagOf, readRecoveryCode, type KillTarget } from '@jangbu/model';
import { WalletError } from '../../core/errors';

/** How many renewals a wallet prepares for; then it asks for the recovery code again. */
export const RENEWALS_PREPARED = 16;

/** The sets that a recovery code can end: those on one channel of one consortium. */
export type KillScope = Pick<KillTarget, 'consortium' | 'channel'>;

/** What ends one copy. */
export interface KillKey {
  readonly slot: number;
  readonly renewal: number;
  /** 32 bytes; whoever sees it can end the copy. */
  readonly key: Buffer;
  /** `killTagOf` the key, as the ledger lists it beside the copy. */
  readonly tag: string;
}

function killKeysOf(code: Uint8Array, scope: KillScope, slots: number, renewals: number): KillKey[] {
  return Array.from({ length: slots * renewals }, (_, i) => {
    const target = { slot: Math.floor(i / renewals), renewal: i % renewals };
    const key = killKeyOf(code, { ...scope, ...target });
    return { ...target, key, tag: killTagOf(key) };
  });
}

/**
 * The bytes of a recovery code as its holder typed it.
 *
 * @throws WalletError RECOVERY_CODE when it is none, or mistyped
 */
export function requireRecoveryCode(text: string): Buffer {
  const code = readRecoveryCode(text);
  if (!code) throw new WalletError('RECOVERY_CODE', 'the recovery code is none, or mistyped');
  return code;
}

/** Kill tags of a set by slot and renewal. */
export function killTagsOf(code: Uint8Array, scope: KillScope, slots: number): string[][] {
  const keys = killKeysOf(code, scope, slots, RENEWALS_PREPARED);
  return Array.from({ length: slots }, (_, slot) =>
    keys.filter((key) => key.slot === slot).map(({ tag }) => tag),
  );
}

/**
 * The kill keys of a whole set in all its renewals, from the recovery code alone: neither the phone nor
 * the issuer is needed. A member's index tells by the tags which of them the ledger lists.
 *
 * @param text the recovery code as its holder typed it
 * @param slots how many copies a set has
 * @throws WalletError RECOVERY_CODE when it is none, or mistyped
 */
export function killKeys(text: string, scope: KillScope, slots: number): readonly KillKey[] {
  return killKeysOf(requireRecoveryCode(text), scope, slots, RENEWALS_PREPARED);
}
