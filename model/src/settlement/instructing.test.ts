import { sha256Hex } from '../format/hash';
import type { Instruction } from '../documents/instructions';
import type { MatchedTradeRecord } from '../documents/matching';
import type { ObligationRecord } from '../documents/obligations';
import { noMatches, type MatchState } from '../matching/state';
import { isinOf, utiOf } from '../../testing/statements';
import { afterInstruction, leftToInstruct } from './instructing';
import { isInstructed, owedBy } from './taken-up';
import { legsOf } from './legs';

const PAIR = ['a', 'b'] as const;
const frame = {
  isin: isinOf(1),
  settlementDate: '2026-03-13',
  currency: 'KRW',
  accountKinds: ['HOUSE', 'CLIENT'] as ['HOUSE', 'CLIENT'],
};
const obligation: ObligationRecord = { ...frame, quantity: '100', amount: '-7150000' };

function instructionOf(origin: Instruction['origin'], changed: Partial<Instruction> = {}): Instruction {
  return {
    type: 'instruction',
    version: 1,
    creator: 'a',
    instructionId: 'instruct-1',
    pair: [...PAIR],
    tradeDate: '2026-03-11',
    ...frame,
    origin,
    legs: legsOf(PAIR, obligation),
    salt: sha256Hex('instruction'),
    ...changed,
  };
}

function tradeOf(n: number, changed: Partial<MatchedTradeRecord> = {}): MatchedTradeRecord {
  const source = { submitter: 'a', pageId: 'page-0001', position: 0 };
  return {
    uti: utiOf(n),
    seller: 'b',
    buyer: 'a',
    quantity: '10',
    price: '1',
    amount: '10',
    amountDifference: '0',
    ...frame,
    sources: [source, { ...source, submitter: 'b' }],
    ...changed,
  };
}

describe('the legs of an obligation', () => {
  it('are securities one way and money the other', () => {
    expect(legsOf(PAIR, obligation)).toEqual([
      { from: 'b', to: 'a', instrument: isinOf(1), amount: '100' },
      { from: 'a', to: 'b', instrument: 'KRW', amount: '7150000' },
    ]);
  });

  it('may both go one way, or be one alone, once trades have been netted', () => {
    expect(legsOf(PAIR, { ...obligation, amount: '5' }).map(({ from }) => from)).toEqual(['b', 'b']);
    expect(legsOf(PAIR, { ...obligation, quantity: '0' })).toEqual([
      { from: 'a', to: 'b', instrument: 'KRW', amount: '7150000' },
    ]);
    expect(legsOf(PAIR, { ...obligation, quantity: '0', amount: '0' })).toEqual([]);
  });

  it('are in the settlement won only', () => {
    expect(() => legsOf(PAIR, { ...obligation, currency: 'USD' })).toThrow(RangeError);
  });
});

describe('what stands of a pair', () => {
  const before = noMatches(PAIR, '2026-03-11');
  const after = (state: MatchState, origin: Instruction['origin'], quantity: bigint) =>
    afterInstruction(state, instructionOf(origin), { quantity, amount: -quantity });

  it('leaves of an obligation what no instruction has taken up', () => {
    const first = after(before, { kind: 'NET', sequence: 1 }, 60n);
    const leftOf = ({ instructed }: MatchState) => leftToInstruct({ obligations: [obligation], instructed });
    expect(leftOf(first)).toMatchObject([{ owed: { quantity: 40n } }]);
    const second = after(first, { kind: 'NET', sequence: 2 }, 40n);
    expect(leftOf(second)).toMatchObject([{ owed: { quantity: 0n } }]);
    expect(second).toMatchObject({
      instructed: [{ quantity: '100', netted: [{ matches: [[1, 1]] }, { matches: [[2, 2]] }] }],
    });
  });

  it('leaves the way back where an obligation has come to nothing since', () => {
    const { instructed } = after(before, { kind: 'NET', sequence: 1 }, 60n);
    expect(leftToInstruct({ obligations: [], instructed })).toMatchObject([
      { of: frame, owed: { quantity: -60n, amount: 60n } },
    ]);
  });

  it('knows a trade that was instructed by itself', () => {
    const index = after(before, { kind: 'GROSS', sequence: 1, uti: utiOf(1) }, 10n);
    expect(isInstructed(tradeOf(1), 1, index)).toBe(true);
    expect(isInstructed(tradeOf(2), 1, index)).toBe(false);
    expect(isInstructed(tradeOf(1), 1, before)).toBe(false);
  });

  it('knows the trades that were netted: those of the matches that an instruction has taken up', () => {
    const index = after(before, { kind: 'NET', sequence: 2 }, 10n);
    expect([1, 2, 3].map((sequence) => isInstructed(tradeOf(1), sequence, index))).toEqual([
      true,
      true,
      false,
    ]);
    expect(isInstructed(tradeOf(1, { isin: isinOf(2) }), 1, index)).toBe(false);
  });
});

describe('what a trade makes owed', () => {
  it('is seen from the first of the pair', () => {
    expect(owedBy(tradeOf(1), PAIR)).toEqual({ quantity: 10n, amount: -10n });
    expect(owedBy(tradeOf(1, { seller: 'a', buyer: 'b' }), PAIR)).toEqual({ quantity: -10n, amount: 10n });
  });
});
