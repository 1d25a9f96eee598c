import { Checker, closed, DateText, MemberId, pairOf, type Pair, type PairDay } from '@jangbu/model';
import { InputError } from '../../core/errors';

/**
 * A pair's trade date: for a party the other firm and the date; with the pair itself, as the
 * supervisor names it.
 */
export type PairDayInput =
  | { readonly counterparty: string; readonly tradeDate: string }
  | { readonly pair: readonly [string, string]; readonly tradeDate: string };

const checker = new Checker(closed({ first: MemberId, second: MemberId, tradeDate: DateText }));

/**
 * A pair in the order of its ids, in which the ledger names it.
 *
 * @throws InputError when it is one member twice
 */
export function pairNamed([a, b]: Pair): [string, string] {
  if (a === b) throw new InputError('a pair is two members');
  return [...pairOf(a, b)];
}

/**
 * A pair's trade date with its pair in order.
 *
 * @param ownId the calling member
 * @throws InputError when it names no two members or no date
 */
export function toPairDay(input: PairDayInput, ownId: string): PairDay {
  const [a, b] = 'pair' in input ? input.pair : [ownId, input.counterparty];
  const { tradeDate } = input;
  const named = { first: a, second: b, tradeDate };
  if (!checker.fits(named)) throw new InputError('no such pair or date', checker.problems(named));
  return { pair: pairNamed([a, b]), tradeDate };
}
