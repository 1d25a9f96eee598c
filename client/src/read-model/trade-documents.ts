import {
  breaksOf,
  cancellationConsentChecker,
  correctionsDueChecker,
  duePageChecker,
  matchIndexChecker,
  matchResultChecker,
  matchShardChecker,
  openShardChecker,
  pageBodyChecker,
  pageHeaderChecker,
  revisionOf,
  utiRegisterChecker,
  utiShelfChecker,
  waitingOf,
  type Key,
  type MatchIndex,
  type MatchResult,
  type OpenShard,
  type PageEntry,
} from '@jangbu/model';
import { privateKind, type Holders, type PrivateKind } from './private-kind';
import { accountColumns, pairColumns, rowIn, type TableRow } from './row';

/** Whose page it is, by its key: the body names nobody. */
function pageOf([, submitter = '', counterparty = '', tradeDate = '', pageId = '']: Key): {
  readonly members: readonly string[];
  readonly columns: Readonly<Record<string, string>>;
} {
  const columns = { submitter, counterparty, trade_date: tradeDate, page_id: pageId };
  return { members: [submitter, counterparty], columns };
}

function entryColumns(entry: PageEntry): Record<string, unknown> {
  if ('withdraws' in entry) {
    return { entry: 'WITHDRAWAL', uti: entry.uti, revision: revisionOf(entry) };
  }
  const { uti, side, isin, quantity, price, currency, amount, reference } = entry;
  return {
    entry: 'replaces' in entry ? 'REPLACEMENT' : 'STATEMENT',
    revision: revisionOf(entry),
    ...{ uti, side, isin, quantity, price, currency, amount, reference },
    clean_price: entry.cleanPrice,
    accrued_interest: entry.accruedInterest,
    settlement_date: entry.settlementDate,
    account_kind: entry.accountKind,
  };
}

function openRows({ pair, tradeDate, open }: OpenShard): TableRow[] {
  const day = { ...pairColumns(pair), trade_date: tradeDate };
  // With no tolerance: the tolerance in force may change later, and the view `breaks` applies it.
  const breaks = breaksOf(pair, open, 0n).flatMap(({ uti, differences }) =>
    differences.map(({ code, stated: [first, second] }) =>
      rowIn('break_differences', { ...day, uti, code, first_stated: first, second_stated: second }),
    ),
  );
  const waiting = waitingOf(open).map(({ statement: { uti }, source }) =>
    rowIn('waiting_trades', { ...day, uti, stated_by: source.submitter }),
  );
  return [...breaks, ...waiting];
}

function indexRows({ pair, tradeDate, obligations }: MatchIndex): TableRow[] {
  const day = { ...pairColumns(pair), trade_date: tradeDate };
  return obligations.map(({ isin, settlementDate, currency, accountKinds, quantity, amount }) =>
    rowIn('obligations', {
      ...day,
      ...accountColumns(accountKinds),
      ...{ isin, settlement_date: settlementDate, currency, quantity, amount },
    }),
  );
}

function resultRows({ pair, tradeDate, sequence, businessDay, matched, cancelled }: MatchResult): TableRow[] {
  const day = { ...pairColumns(pair), trade_date: tradeDate };
  const trades = matched.map((trade) => {
    const { uti, seller, buyer, isin, quantity, price, currency, amount } = trade;
    return rowIn('matched_trades', {
      ...day,
      ...accountColumns(trade.accountKinds),
      ...{ uti, sequence, matched_on: businessDay, seller, buyer, isin, quantity, price, currency, amount },
      clean_price: trade.cleanPrice,
      accrued_interest: trade.accruedInterest,
      amount_difference: trade.amountDifference,
      settlement_date: trade.settlementDate,
    });
  });
  const gone = cancelled.map(({ trade: { uti }, instead }) =>
    rowIn('cancelled_trades', { ...day, uti, instead }),
  );
  return [...trades, ...gone];
}

function pairHolds({ pair }: { readonly pair: readonly string[] }): Holders {
  return { members: pair };
}

/** Private documents of trading, by the kind in their key. */
export const tradeKinds: Readonly<Record<string, PrivateKind>> = {
  page: privateKind(pageHeaderChecker, ({ submitter, counterparty }) => ({
    members: [submitter, counterparty],
  })),
  'page-body': privateKind(
    pageBodyChecker,
    (_, key) => ({ members: pageOf(key).members }),
    ({ trades }, key) =>
      trades.map((entry, position) =>
        rowIn('trades', { ...pageOf(key).columns, position, ...entryColumns(entry) }),
      ),
  ),
  'cancellation-consent': privateKind(cancellationConsentChecker, ({ submitter, counterparty }) => ({
    members: [submitter, counterparty],
  })),
  'match-index': privateKind(matchIndexChecker, pairHolds, indexRows),
  'match-shard': privateKind(matchShardChecker, pairHolds),
  'open-shard': privateKind(openShardChecker, pairHolds, openRows),
  'due-page': privateKind(duePageChecker, (_, key) => ({ members: pageOf(key).members })),
  'corrections-due': privateKind(correctionsDueChecker, ({ submitter, counterparty }) => ({
    members: [submitter, counterparty],
  })),
  'match-result': privateKind(matchResultChecker, pairHolds, resultRows),
  'uti-register': privateKind(utiRegisterChecker, pairHolds),
  'uti-shelf': privateKind(utiShelfChecker, pairHolds),
};
