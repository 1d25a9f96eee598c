import fc from 'fast-check';
import type { MatchIndex } from '../documents/matching';
import { statementOf, utiOf } from '../../testing/statements';
import { match, type StatedPage } from './match';
import { gathered, grownTo, scattered, SHARD_TRADES, shardOf, shardsOf, shardsToMatch } from './shards';
import { noMatches, type GivenShard, type MatchState } from './state';

const PAIR = ['a', 'b'] as const;
const DAY = '2026-03-11';
const SALT = '0'.repeat(64);

/** A pair's trade date as it stands on a ledger: a head, and shards by their numbers. */
class Kept {
  index: MatchIndex | undefined;
  readonly shards = new Map<number, GivenShard>();
  /** The most shards that one match took, and the most trades that one of them had. */
  most = 0;
  longest = 0;

  #given(numbers: readonly number[]): GivenShard[] {
    this.most = Math.max(this.most, numbers.length);
    const given = numbers.map((shard) => this.shards.get(shard) ?? { shard, matched: null, open: null });
    for (const { matched } of given) {
      this.longest = Math.max(this.longest, Object.keys(matched?.matched ?? {}).length);
    }
    return given;
  }

  take(pages: readonly StatedPage[]): void {
    const utis = pages.flatMap(({ trades }) => trades.map(({ uti }) => uti));
    const shards = this.#given(shardsToMatch(this.index, utis));
    const { state } = match({
      pair: PAIR,
      tradeDate: DAY,
      state: gathered(PAIR, DAY, this.index, shards),
      pages,
      amountTolerance: 0n,
      businessDay: DAY,
      matchedBy: 'a',
      salt: SALT,
    });
    const written = scattered({ index: this.index, shards }, state, grownTo(this.index), SALT);
    this.index = written.index;
    for (const each of written.matched) this.#keep(each.shard, { matched: each });
    for (const each of written.open) this.#keep(each.shard, { open: each });
  }

  #keep(shard: number, part: Partial<GivenShard>): void {
    const before = this.shards.get(shard) ?? { shard, matched: null, open: null };
    this.shards.set(shard, { ...before, ...part });
  }

  whole(): MatchState {
    return gathered(PAIR, DAY, this.index, [...this.shards.values()]);
  }
}

function pageOf(submitter: string, pageId: string, numbers: readonly number[]): StatedPage {
  const side = submitter === 'a' ? 'BUY' : 'SELL';
  return { submitter, pageId, trades: numbers.map((n) => statementOf(n, { side })) };
}

describe('shards', () => {
  it('take trades as far as they are many: one more shard shares the trades of one other', () => {
    for (let shards = 1; shards < 40; shards += 1) {
      for (let n = 0; n < 200; n += 1) {
        const [before, after] = [shardOf(utiOf(n), shards), shardOf(utiOf(n), shards + 1)];
        expect(after === before || after === shards).toBe(true);
        expect(after).toBeLessThan(shards + 1);
      }
    }
  });

  it('come to the same as one state, whatever pages are taken in and in how many turns', () => {
    const turn = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.array(fc.nat(2000), { maxLength: 300 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 6 }), (turns) => {
        const kept = new Kept();
        let whole: MatchState = noMatches(PAIR, DAY);
        turns.forEach((pages, i) => {
          const stated = pages.map(([submitter, numbers], j) =>
            pageOf(submitter, `page-${i}-${j}`, [...new Set(numbers)]),
          );
          kept.take(stated);
          const input = { pair: PAIR, tradeDate: DAY, amountTolerance: 0n, businessDay: DAY, matchedBy: 'a' };
          whole = match({ ...input, state: whole, pages: stated, salt: SALT }).state;
          expect(kept.whole()).toEqual(whole);
          const { index } = kept;
          expect(index?.matched).toBe(Object.keys(whole.matched).length);
          const open = new Set(whole.open.map(({ statement }) => shardOf(statement.uti, index?.shards ?? 1)));
          expect(index?.open).toEqual([...open].sort((x, y) => x - y));
        });
      }),
      { numRuns: 10 },
    );
  });

  it('keep what one match takes the same, however many trades there were', () => {
    const kept = new Kept();
    for (let i = 0; i < 60; i += 1) {
      const numbers = Array.from({ length: 200 }, (_, n) => i * 200 + n);
      kept.take([pageOf('a', `page-${i}`, numbers), pageOf('b', `page-${i}`, numbers)]);
    }
    expect(kept.index?.matched).toBe(12_000);
    kept.most = 0;
    kept.longest = 0;
    for (let n = 20_000; n < 20_100; n += 1) {
      kept.take([pageOf('a', `page-${n}`, [n]), pageOf('b', `page-${n}`, [n])]);
    }
    expect(kept.most).toBeLessThanOrEqual(2);
    expect(kept.longest).toBeLessThan(3 * SHARD_TRADES);
    expect(shardsOf(kept.index, [utiOf(1)])).toHaveLength(1);
  });
});
