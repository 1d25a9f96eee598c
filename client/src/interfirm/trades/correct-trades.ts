import {
  canonicalJson,
  Checker,
  closed,
  DateText,
  MemberId,
  pairOf,
  Uti,
  type Correction,
  type PageReference,
  type StatementSource,
  type TradeProblem,
} from '@jangbu/model';
import { checkStatements, type CheckedStatements } from './local-check';
import type { OwnSide, OwnSides } from './own-sides';
import { TradeGroups, type PlacedTrade, type TradeGroup } from '../pages/paging';
import type { TradeResult } from './results';
import { type Statement } from '../pages/statement';
import type { SubmitTradesOptions, TradeSubmission } from './submit-trades';

/** A trade by its name: UTIs are told apart per counterparty and trade date. */
export interface TradeReference {
  readonly uti: string;
  /** Member id of the other firm. */
  readonly counterparty: string;
  /** `YYYY-MM-DD`. */
  readonly tradeDate: string;
}

/** What a correction comes to, given how one's own side stands: an entry to send, or a result at once. */
type Corrected =
  | { readonly entry: Correction }
  | { readonly standsAt: StatementSource }
  | { readonly problem: TradeProblem['code'] };

const referenceChecker = new Checker(closed({ uti: Uti, counterparty: MemberId, tradeDate: DateText }));

function problemOf(side: OwnSide): Corrected {
  return { problem: side.status === 'MATCHED' || side.status === 'CANCELLED' ? side.status : 'NOT_STANDING' };
}

/** A replacement, also of what was withdrawn; none where one's own side says the very same already. */
function replacement(side: OwnSide, { trade }: PlacedTrade): Corrected {
  if (!('revision' in side) || 'withdraws' in trade) return problemOf(side);
  if (side.status === 'OPEN' && canonicalJson(side.statement) === canonicalJson(trade)) {
    return { standsAt: side.source };
  }
  return { entry: { ...trade, replaces: side.revision } };
}

/** A withdrawal; none where one's own side is withdrawn already. */
function withdrawal(side: OwnSide, { trade: { uti } }: PlacedTrade): Corrected {
  if (side.status === 'WITHDRAWN') return { standsAt: side.source };
  return side.status === 'OPEN' ? { entry: { uti, withdraws: side.revision } } : problemOf(side);
}

function checkReferences(trades: readonly TradeReference[]): CheckedStatements {
  const groups = new TradeGroups();
  const seen = new Set<string>();
  const results = trades.map(({ uti, counterparty, tradeDate }, place): TradeResult | undefined => {
    const problems = referenceChecker.problems({ uti, counterparty, tradeDate });
    const name = [counterparty, tradeDate, uti].join('/');
    if (problems.length > 0)
      return { status: 'REFUSED', uti, problem: { position: place, uti, code: 'INVALID', problems } };
    if (seen.has(name))
      return { status: 'REFUSED', uti, problem: { position: place, uti, code: 'UTI_REPEATED' } };
    seen.add(name);
    // What it withdraws is told once one's own side is known.
    groups.add(counterparty, tradeDate, { trade: { uti, withdraws: 1 }, place });
    return undefined;
  });
  return { groups: groups.all(), results };
}

/** Replaces and withdraws one's own statements: finds what stands, and names it in entries of pages. */
export class TradeCorrection {
  readonly #ownId: string;
  readonly #sides: OwnSides;
  readonly #submission: TradeSubmission;

  constructor(ownId: string, sides: OwnSides, submission: TradeSubmission) {
    this.#ownId = ownId;
    this.#sides = sides;
    this.#submission = submission;
  }

  async replace(statements: readonly Statement[], options: SubmitTradesOptions): Promise<TradeResult[]> {
    const checked = checkStatements(statements, this.#ownId);
    return this.#submission.send(statements, await this.#correct(checked, replacement, options), options);
  }

  async withdraw(trades: readonly TradeReference[], options: SubmitTradesOptions): Promise<TradeResult[]> {
    const checked = checkReferences(trades);
    return this.#submission.send(trades, await this.#correct(checked, withdrawal, options), options);
  }

  /** Turns what is asked for into entries; what needs none gets its result. */
  async #correct(
    { groups, results }: CheckedStatements,
    correct: (side: OwnSide, placed: PlacedTrade) => Corrected,
    options: SubmitTradesOptions,
  ): Promise<CheckedStatements> {
    const known = [...results];
    const corrected = await Promise.all(
      groups.map(async (group): Promise<TradeGroup> => {
        const { counterparty, tradeDate } = group;
        const pair = pairOf(this.#ownId, counterparty);
        const utis = group.trades.map(({ trade }) => trade.uti);
        const sides = await this.#sides.of({ pair, tradeDate }, utis, options);
        const trades = group.trades.flatMap((placed): PlacedTrade[] => {
          const outcome = correct(sides.get(placed.trade.uti) ?? { status: 'NOT_STANDING' }, placed);
          if ('entry' in outcome) return [{ trade: outcome.entry, place: placed.place }];
          known[placed.place] = this.#resultOf(outcome, placed, group);
          return [];
        });
        return { counterparty, tradeDate, trades };
      }),
    );
    return { groups: corrected.filter(({ trades }) => trades.length > 0), results: known };
  }

  #resultOf(
    outcome: Exclude<Corrected, { entry: Correction }>,
    { trade: { uti }, place }: PlacedTrade,
    { counterparty, tradeDate }: TradeGroup,
  ): TradeResult {
    if ('problem' in outcome) {
      return { status: 'REFUSED', uti, problem: { position: place, uti, code: outcome.problem } };
    }
    const { pageId, position } = outcome.standsAt;
    const page: PageReference = { submitter: this.#ownId, counterparty, tradeDate, pageId };
    return { status: 'RECORDED', uti, page, position, transactionId: null };
  }
}
