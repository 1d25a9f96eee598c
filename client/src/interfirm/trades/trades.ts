import type { PageReference, TradeReceipt } from '@jangbu/model';
import type { CallOptions } from '../../core/submit/submission';
import type { Listing } from '../../core/lists/listing';
import type { Cancellation, CancellationResult } from './cancel-trades';
import type { TradeReference } from './correct-trades';
import type { DueObligation } from '../matching/due-obligations';
import type { TradeStatus } from './find-trade';
import type { MatchSummary } from '../matching/match-trades';
import type { MatchedTrade, TradeBreak, WaitingTrade } from '../matching/match-view';
import type { OwnSide } from './own-sides';
import type { PairDayInput } from '../matching/pair-day';
import type { TradeResult } from './results';
import type { Statement } from '../pages/statement';
import type { SubmitTradesOptions } from './submit-trades';

/** Which side's statement a receipt proves. */
export interface ReceiptOptions extends CallOptions {
  readonly statedBy?: string | undefined;
}

/** One's own statements of trades, and their matching: private to the two firms and the supervisor. */
export interface Trades {
  /**
   * Records one's own statements. For a trader. They go in pages of one counterparty and trade
   * date; each page is stored before it is sent. Trades that are refused are left out and the others
   * sent again. A statement that one's own store has already, word for word, is not sent anew.
   *
   * Costs one transaction for up to 500 trades of a counterparty and trade date, and one more for
   * each page of which trades were refused. With `gatherMs`, many small calls share such a page.
   *
   * @returns a result for each statement, in their order. What goes wrong on the way is told there:
   *   a refusal of the whole page (`PHASE_CLOSED`, `TRADE_DATE_OUTSIDE_WINDOW`, `ROLE_REQUIRED`…),
   *   UnavailableError, UncertainCommitError, StoreError, AbortedError…
   * @throws AbortedError when the signal is aborted while a call waits for others (`gatherMs`);
   *   InputError when `allOrNothing` is asked for what does not fit one page
   */
  submit(statements: readonly Statement[], options?: SubmitTradesOptions): Promise<readonly TradeResult[]>;
  /**
   * Replaces one's own statements that are not matched yet by new ones of the same UTI, counterparty
   * and trade date. For a trader. The match that takes the replacement in compares the new statement;
   * where the trade was matched before that, the replacement has no effect ({@link MatchSummary}
   * tells it). Asking for what is stated already sends nothing.
   *
   * Costs two queries and more for each counterparty and trade date, and then as `submit` does.
   *
   * @returns a result for each statement, as `submit` gives; refused with `MATCHED`, `CANCELLED` or
   *   `NOT_STANDING` where there is nothing to replace
   * @throws UnavailableError, PeerError and others when how one's own side stands cannot be read;
   *   InputError as `submit`
   */
  replace(statements: readonly Statement[], options?: SubmitTradesOptions): Promise<readonly TradeResult[]>;
  /**
   * Takes one's own statements back that are not matched yet. For a trader. In effect with the match
   * that takes the withdrawal in, as a replacement is. Withdrawing twice sends nothing. The UTI may be
   * stated anew by `replace`, or by `submit` where the store has the withdrawal; by `submit` under another reference at
   * least: it does not send again what the store has word for word, so that submitting a file twice brings no
   * withdrawn trade back.
   *
   * Costs as `replace` does.
   *
   * @returns a result for each trade; refused as with `replace`
   * @throws as `replace`
   */
  withdraw(trades: readonly TradeReference[], options?: SubmitTradesOptions): Promise<readonly TradeResult[]>;
  /**
   * Consents to cancelling matched trades, on behalf of one's own side. For a trader of either party.
   * A trade is cancelled when both sides have consented to the same; until then it stands and is owed.
   * To state a trade anew under another UTI, both name that one as `instead` and submit it.
   *
   * Costs one transaction for up to 100 trades of a counterparty and trade date, none for what was
   * consented to before; two queries, and one for each match since the trades were matched.
   *
   * @returns for each trade whether it is cancelled or waits for the other side
   * @throws RefusedError `CANCELLATION_IMPOSSIBLE` with a reason for each bad trade (then nothing was
   *   recorded), `PHASE_CLOSED`, `ROLE_REQUIRED`…; InputError for no trades, or more than 100
   */
  cancel(
    pairDay: PairDayInput,
    trades: readonly Cancellation[],
    options?: CallOptions,
  ): Promise<readonly CancellationResult[]>;
  /**
   * Sends the pages that the store has pending: what a process that died, or a call that failed
   * without certainty, has left. Same ids, same content, so it is harmless for pages that did get
   * through. One transaction a page that did not.
   *
   * @returns a result for each trade of those pages
   * @throws StoreError, AbortedError
   */
  resume(options?: CallOptions): Promise<readonly TradeResult[]>;
  /**
   * Matches what both sides have recorded and no match has taken in. For a trader of either party,
   * or the supervisor's operator. One transaction for up to 16 pages (3 MB), none when there is nothing new;
   * three queries and more.
   *
   * @throws RefusedError `NOT_A_PARTY`, `PHASE_CLOSED`, `DOCUMENT_NOT_HELD`…
   */
  match(pairDay: PairDayInput, options?: CallOptions): Promise<MatchSummary>;
  /**
   * Where one trade stands. For the parties and the supervisor. One to three queries for a trade
   * that is not matched; for a matched one a query for each match since, besides.
   *
   * @param uti the trade
   * @param pairDay where to look; without it, where one's own store has the UTI
   * @returns undefined when nothing is known of it there
   */
  find(uti: string, pairDay?: PairDayInput, options?: CallOptions): Promise<TradeStatus | undefined>;
  /** Trades that both sides stated and on which they differ, as of the last match. Two queries. */
  breaks(pairDay: PairDayInput, options?: CallOptions): Promise<readonly TradeBreak[]>;
  /** Trades that wait for their other side, as of the last match. Two queries. */
  waiting(pairDay: PairDayInput, options?: CallOptions): Promise<readonly WaitingTrade[]>;
  /** Net obligations of the matched trades, as of the last match, and when each is due. Three queries. */
  obligations(pairDay: PairDayInput, options?: CallOptions): Promise<readonly DueObligation[]>;
  /**
   * The receipt of one trade: it proves to an outsider, who needs the channel's configuration block and
   * `verifyReceipt` only, that a side stated this trade and that the ledger held it when the day was
   * sealed, and shows none of its neighbours. For the parties and the supervisor. A few queries and the
   * blocks of the day on which the page was recorded.
   *
   * @param uti the trade
   * @param options `statedBy`: whose statement, by member id; one's own when left out
   * @throws InputError when there is no such statement, or its day is not sealed yet
   */
  receipt(uti: string, pairDay: PairDayInput, options?: ReceiptOptions): Promise<TradeReceipt>;
  /**
   * All trades that stand matched on a pair's trade date. One query, and one for each match there was.
   */
  matched(pairDay: PairDayInput, options?: CallOptions): Listing<MatchedTrade>;
  /**
   * How the own sides of trades stand, with what is recorded and no match has taken in yet. Two queries, and one
   * for eight pages that neither the store has nor a match has taken in.
   *
   * @param utis trades of the pair's trade date
   */
  stated(
    pairDay: PairDayInput,
    utis: readonly string[],
    options?: CallOptions,
  ): Promise<ReadonlyMap<string, OwnSide>>;
  /** The pages of a pair's trade date on the ledger, of both sides. One query. */
  pages(pairDay: PairDayInput, options?: CallOptions): Promise<readonly PageReference[]>;
}
