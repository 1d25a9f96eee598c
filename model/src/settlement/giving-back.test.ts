import fc from 'fast-check';
import type { Instruction } from '../documents/instructions';
import type { MatchedTradeRecord } from '../documents/matching';
import { noMatches, type MatchState } from '../matching/state';
import { netObligations } from '../matching/obligations';
import { sha256Hex } from '../format/hash';
import { isinOf, utiOf } from '../../testing/statements';
import { divideLegs } from './dividing';
import { afterGivingBack, afterInstruction, leftToInstruct } from './instructing';
import { legsOf } from './legs';
import { freeOf, isInstructed, isNothing, owedBy, settledBy, type Owed } from './taken-up';

const PAIR = ['a', 'b'] as const;
const frame = {
  isin: isinOf(1),
  settlementDate: '2026-03-13',
  currency: 'KRW',
  accountKinds: ['HOUSE', 'CLIENT'] as ['HOUSE', 'CLIENT'],
};

function tradeOf(n: number, size: number, buyer: string): MatchedTradeRecord {
  const source = { submitter: 'a', pageId: 'page-0001', position: 0 };
  return {
    ...{ uti: utiOf(n), buyer, seller: buyer === 'a' ? 'b' : 'a', quantity: String(size), price: '7' },
    ...{ amount: String(size * 7), amountDifference: '0', ...frame },
    sources: [source, { ...source, submitter: 'b' }],
  };
}

/** A pair's day, played by the functions of which the contracts are made, and what is known of it besides. */
class Day {
  state: MatchState = noMatches(PAIR, '2026-03-11');
  readonly trades: { readonly trade: MatchedTradeRecord; readonly sequence: number }[] = [];
  live: Instruction[] = [];
  #made = 0;

  match(size: number, buyer: string): void {
    const sequence = this.state.sequence + 1;
    const trade = tradeOf(this.trades.length + 1, size, buyer);
    this.trades.push({ trade, sequence });
    const obligations = netObligations(PAIR, this.state.obligations, { matched: [trade] });
    this.state = { ...this.state, sequence, obligations };
  }

  #instruct(origin: Instruction['origin'], owed: Owed): void {
    this.#made += 1;
    const { isin, currency } = frame;
    const texts = { quantity: String(owed.quantity), amount: String(owed.amount) };
    const instruction: Instruction = {
      ...{ type: 'instruction', version: 1, creator: 'a', instructionId: `made-${String(this.#made)}` },
      ...{ pair: [...PAIR], tradeDate: '2026-03-11', ...frame, origin },
      legs: legsOf(PAIR, { isin, currency, ...texts }),
      salt: sha256Hex('salt'),
    };
    this.state = afterInstruction(this.state, instruction, owed);
    this.live.push(instruction);
  }

  net(): void {
    const [left] = leftToInstruct(this.state);
    if (left && !isNothing(left.owed))
      this.#instruct({ kind: 'NET', sequence: this.state.sequence }, left.owed);
  }

  gross(which: number): void {
    const found = this.trades[which % Math.max(1, this.trades.length)];
    if (!found) return;
    const free = freeOf(found.trade, found.sequence, this.state);
    if (isNothing(free)) return;
    const { quantity, amount } = free;
    const owed = owedBy({ ...found.trade, quantity: String(quantity), amount: String(amount) }, PAIR);
    this.#instruct({ kind: 'GROSS', sequence: found.sequence, uti: found.trade.uti }, owed);
  }

  divide(which: number, share: number): void {
    const found = this.live[which % Math.max(1, this.live.length)];
    const legs = found && divideLegs(found, BigInt(share));
    if (!legs) return;
    this.live = this.live.filter((each) => each !== found);
    this.#made += 1;
    for (const [name, own] of Object.entries(legs) as ['part' | 'rest', typeof legs.part][]) {
      this.live.push({ ...found, instructionId: `${name}-${String(this.#made)}`, legs: [...own] });
    }
  }

  cancel(which: number): void {
    const found = this.live[which % Math.max(1, this.live.length)];
    if (!found) return;
    this.live = this.live.filter((each) => each !== found);
    this.state = afterGivingBack(this.state, found);
  }

  /** Sums, from the pair's first member. */
  sums() {
    const add = (a: Owed, b: Owed): Owed => ({
      quantity: a.quantity + b.quantity,
      amount: a.amount + b.amount,
    });
    const none = { quantity: 0n, amount: 0n };
    const [instructed] = this.state.instructed;
    const [left] = leftToInstruct(this.state);
    return {
      live: this.live.map(settledBy).reduce(add, none),
      instructed: {
        quantity: BigInt(instructed?.quantity ?? 0),
        amount: BigInt(instructed?.amount ?? 0),
      },
      left: left?.owed ?? none,
      free: this.trades
        .map(({ trade, sequence }) => {
          const { quantity, amount } = freeOf(trade, sequence, this.state);
          return owedBy({ ...trade, quantity: String(quantity), amount: String(amount) }, PAIR);
        })
        .reduce(add, none),
    };
  }
}

type Step = readonly [kind: number, which: number, size: number, buys: boolean];

function play(steps: readonly Step[], look: (day: Day) => void): Day {
  const day = new Day();
  for (const [kind, which, size, buys] of steps) {
    if (kind === 0) day.match(10 * size, buys ? 'a' : 'b');
    else if (kind === 1) day.net();
    else if (kind === 2) day.gross(which);
    else if (kind === 3) day.divide(which, size);
    else day.cancel(which);
    look(day);
  }
  return day;
}

/** What is divided, cancelled and netted again takes several steps in a row about the same thing, of few. */
const steps = fc.array(
  fc.tuple(fc.integer({ min: 0, max: 5 }), fc.nat(2), fc.integer({ min: 2, max: 9 }), fc.boolean()),
  { minLength: 6, maxLength: 25 },
);

describe('instructing, dividing and cancelling in any order', () => {
  it('says of an obligation exactly what stands in instructions, and what is left', () => {
    fc.assert(
      fc.property(steps, (all) => {
        play(all, (day) => {
          const { live, instructed } = day.sums();
          expect(instructed).toEqual(live);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('has what is free of the trades come to what is left, but for parts of what was netted and divided', () => {
    fc.assert(
      fc.property(steps, (all) => {
        play(all, (day) => {
          if (day.state.instructed.some(({ netted }) => netted.some(({ returned }) => returned))) return;
          const { left, free } = day.sums();
          expect(free).toEqual(left);
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('frees no trade of which a part was netted anew, whatever else of it comes back', () => {
    const day = new Day();
    day.match(100, 'a');
    day.net();
    day.divide(0, 40);
    day.cancel(0);
    day.net();
    day.cancel(0);
    day.net();
    day.cancel(0);
    const [found] = day.trades;
    expect(day.live.map(({ legs }) => legs[0]?.amount)).toEqual(['60']);
    expect(found && isInstructed(found.trade, found.sequence, day.state)).toBe(true);
    day.cancel(0);
    expect(found && isInstructed(found.trade, found.sequence, day.state)).toBe(false);
  });

  it('leaves nothing taken up once all is cancelled', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const day = play(all, () => undefined);
        while (day.live.length > 0) day.cancel(0);
        expect(day.state.instructed).toEqual([]);
        for (const { trade, sequence } of day.trades) {
          expect(isInstructed(trade, sequence, day.state)).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
