import {
  isCancelled,
  isInstructed,
  isMatched,
  RefusalError,
  sha256Hex,
  type CancellationConsent,
  type CancellationProblem,
  type CancellationProblemCode,
  type CancellationRequest,
  type MatchedTradeRecord,
  type MatchState,
  type PairDay,
  type TradeToCancel,
} from '@jangbu/model';
import { invalid } from '../../documents/parse';
import { readTrustedResult } from '../../documents/trusted';
import { requireHeldByAll, type HeldHashes } from '../records/held';

/** A matched trade, and the number of the match that found it. */
export interface TradeInResult {
  readonly trade: MatchedTradeRecord;
  readonly sequence: number;
}

/** What a cancellation is judged by, besides the consent. */
export interface CancellationGround {
  /** What stands of them, and of the UTIs under which they are stated anew. */
  readonly state: MatchState;
  /** The trades as they were matched, by UTI. */
  readonly trades: ReadonlyMap<string, TradeInResult>;
}

type GivenResult = CancellationRequest['results'][number];

/** Requires that a match result stands, as given, with all who must hold it. */
export function requireMatchResult(
  { pair, tradeDate }: PairDay,
  { sequence, text }: GivenResult,
  hashes: HeldHashes,
): void {
  const id = [...pair, tradeDate, sequence].join('/');
  requireHeldByAll(hashes, { document: 'match-result', id, hash: sha256Hex(text) });
}

/** The matched trades of match results that stand (see {@link requireMatchResult}), by UTI. */
export function tradesIn(results: readonly GivenResult[]): ReadonlyMap<string, TradeInResult> {
  const matched = results.flatMap(({ sequence, text }) =>
    readTrustedResult(text).matched.map((trade) => ({ trade, sequence })),
  );
  return new Map(matched.map((found) => [found.trade.uti, found]));
}

/** UTIs of the trades that a consent names, and of those under which they are stated anew. */
export function utisIn({ trades }: CancellationConsent): string[] {
  return trades.flatMap(({ uti, instead }) => (instead === null ? [uti] : [uti, instead]));
}

/** Whether the UTI for stating a trade anew is the cancelled one itself, or was cancelled before. */
function isUsed(state: MatchState, { uti, instead }: TradeToCancel): boolean {
  return instead === uti || (instead !== null && isCancelled(state, instead));
}

function cancellationProblemOf(
  each: TradeToCancel,
  { state, trades }: CancellationGround,
): CancellationProblemCode | undefined {
  if (isCancelled(state, each.uti)) return 'CANCELLED';
  if (!isMatched(state, each.uti)) return 'NOT_MATCHED';
  const found = trades.get(each.uti);
  if (!found) throw invalid('cancellation-request', { path: '/results', message: `lack ${each.uti}` });
  if (isInstructed(found.trade, found.sequence, state)) return 'SETTLING';
  return isUsed(state, each) ? 'NEW_UTI_USED' : undefined;
}

/**
 * Takes the trades of a consent whole, or refuses it with a reason for each that cannot be cancelled.
 *
 * @throws RefusalError CANCELLATION_IMPOSSIBLE; INVALID_DOCUMENT when a trade's match result is not given
 */
export function requireCancellable(consent: CancellationConsent, ground: CancellationGround): void {
  const seen = new Set<string>();
  const problems = consent.trades.flatMap((each, position): CancellationProblem[] => {
    const { uti } = each;
    const code = seen.has(uti) ? 'UTI_REPEATED' : cancellationProblemOf(each, ground);
    seen.add(uti);
    return code ? [{ position, uti, code }] : [];
  });
  if (problems.length > 0) throw new RefusalError('CANCELLATION_IMPOSSIBLE', { trades: problems });
}
