import { sha256 } from '../format/hash';

/** Crockford's base 32: no I, L, O or U, so that nothing is misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const RECOVERY_CODE_BYTES = 16;
const CHECK_BITS = 12n;
const CHARACTERS = 28;
const domain = 'jangbu:recovery-code:1\n';

function checkOf(code: Uint8Array): bigint {
  return BigInt(sha256(domain, code).readUInt16BE(0)) >> (16n - CHECK_BITS);
}

/**
 * A recovery code as it is shown to its holder: seven groups of four characters, the last twelve bits of
 * which are a check (one mistake in 4,096 goes unnoticed).
 *
 * @param code 16 bytes
 * @throws RangeError when it has another length
 */
export function recoveryCodeText(code: Uint8Array): string {
  if (code.length !== RECOVERY_CODE_BYTES) throw new RangeError('a recovery code has 16 bytes');
  let number = (BigInt(`0x${Buffer.from(code).toString('hex')}`) << CHECK_BITS) | checkOf(code);
  let text = '';
  for (let i = 0; i < CHARACTERS; i += 1) {
    text = `${ALPHABET[Number(number & 31n)] ?? ''}${text}`;
    number >>= 5n;
  }
  return text.replace(/(.{4})(?=.)/g, '$1-');
}

/**
 * Reads a recovery code as a person types it: in either case, with or without spaces and hyphens, I and L
 * for 1, O for 0.
 *
 * @returns 16 bytes, or undefined when it is none or mistyped
 */
export function readRecoveryCode(text: string): Buffer | undefined {
  if (text.length > 4 * CHARACTERS) return undefined;
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replaceAll('O', '0');
  const digits = Array.from(plain).map((character) => ALPHABET.indexOf(character));
  if (digits.length !== CHARACTERS || digits.includes(-1)) return undefined;
  const number = digits.reduce((sum, digit) => (sum << 5n) | BigInt(digit), 0n);
  const hex = (number >> CHECK_BITS).toString(16).padStart(2 * RECOVERY_CODE_BYTES, '0');
  const code = Buffer.from(hex, 'hex');
  return checkOf(code) === (number & ((1n << CHECK_BITS) - 1n)) ? code : undefined;
}
