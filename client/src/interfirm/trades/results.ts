import type { PageReference, TradeProblem } from '@jangbu/model';
import type { JangbuError } from '../../core/errors';

/** What became of one trade that was submitted. */
export type TradeResult =
  /** It stands on the ledger. */
  | {
      readonly status: 'RECORDED';
      readonly uti: string;
      readonly page: PageReference;
      /** Its place in the page, from zero. */
      readonly position: number;
      /** The transaction that recorded the page; null when it was on the ledger already. */
      readonly transactionId: string | null;
    }
  /** It is wrong, by the SDK's check or by the contracts': nothing of it stands. */
  | { readonly status: 'REFUSED'; readonly uti: string; readonly problem: TradeProblem }
  /**
   * Something else stood in the way of its page. Where `pending` names a page, the page is stored
   * and may yet be recorded: `resume()` sends it again, and the trade must not be submitted anew.
   */
  | {
      readonly status: 'FAILED';
      readonly uti: string;
      readonly error: JangbuError;
      readonly pending: PageReference | null;
    };

/** How far a submission has come. */
export interface TradesProgress {
  readonly total: number;
  readonly recorded: number;
  readonly refused: number;
  readonly failed: number;
}
