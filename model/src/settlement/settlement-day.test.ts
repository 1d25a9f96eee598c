import type { Instruction } from '../documents/instructions';
import { canonicalJson } from '../format/canonical';
import { sha256Hex } from '../format/hash';
import { settlementOf } from './records';
import { settlementDay } from './settlement-day';

const instruction = {
  creator: 'a',
  instructionId: 'instruction-1',
  salt: '5a'.repeat(32),
} as unknown as Instruction;
const hash = sha256Hex(canonicalJson(settlementOf(instruction, '2026-03-12')));

describe('the day on which an instruction settled', () => {
  it.each([
    ['2026-03-10', '2026-03-14', '2026-03-12'],
    ['2026-03-12', '2026-03-12', '2026-03-12'],
    ['2026-03-10', '2026-03-11', undefined],
    ['2026-03-13', '2026-03-14', undefined],
    ['2026-03-13', '2026-03-12', undefined],
  ])('is found by its record from %s to %s: %s', (from, to, found) => {
    expect(settlementDay(instruction, hash, { from, to })).toBe(found);
  });

  it('is not found by the record of another instruction', () => {
    const other = { ...instruction, salt: '5b'.repeat(32) };
    expect(settlementDay(other, hash, { from: '2026-03-10', to: '2026-03-14' })).toBeUndefined();
  });
});
