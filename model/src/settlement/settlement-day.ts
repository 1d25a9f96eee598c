import { addDays } from '../calendar/calendar';
import type { Instruction } from '../documents/instructions';
import { canonicalJson } from '../format/canonical';
import { sha256Hex } from '../format/hash';
import { settlementOf } from './records';

/**
 * The day on which an instruction settled, by the hash of its record: records of one instruction differ by the day alone.
 *
 * @param hash SHA-256 of the record, hexadecimal
 * @param days that are tried, the first and the last included, `YYYY-MM-DD`
 * @returns undefined when it is the record of none of these days
 */
export function settlementDay(
  instruction: Instruction,
  hash: string,
  { from, to }: { readonly from: string; readonly to: string },
): string | undefined {
  const record = settlementOf(instruction, from);
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (sha256Hex(canonicalJson({ ...record, businessDay: day })) === hash) return day;
  }
  return undefined;
}
