import { killSecretOf, killTagsOf, readRecoveryCode, SLOTS_MAX, type KillScope } from '@jangbu/model';
import { InputError, WalletError } from '../../core/errors';

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

/**
 * Kill tags of a set by slot and renewal.
 *
 * @throws InputError when the set has more copies than a recovery code ends
 */
export function setTagsOf(code: Uint8Array, scope: KillScope, copies: number): string[][] {
  if (copies > SLOTS_MAX) {
    throw new InputError(`a set has at most ${SLOTS_MAX} copies: its recovery code ends no more`);
  }
  return killTagsOf(killSecretOf(code, scope), copies);
}

/**
 * What ends a whole set in all its renewals, from the recovery code alone: neither the phone nor the issuer is needed.
 * Whoever sees it can end the set.
 *
 * @param text the recovery code as its holder typed it
 * @returns 32 bytes
 * @throws WalletError RECOVERY_CODE when it is none, or mistyped
 */
export function killSecret(text: string, scope: KillScope): Buffer {
  return killSecretOf(requireRecoveryCode(text), scope);
}
