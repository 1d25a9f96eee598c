import {
  matchNumberChecker,
  pageReferencesChecker,
  pagesAskedChecker,
  pairDayChecker,
  shardsAskedChecker,
  transactions,
  utisAskedChecker,
} from '@jangbu/model';
import { answer, asked } from '../execution/contract';
import { Described } from '../execution/described';
import { LedgerContract, LedgerContext } from '../execution/ledger-contract';
import { Info, Param, Returns, Transaction } from '../execution/library';
import { cancelTrades } from './cancel-trades';
import { matchPages } from './match-pages';
import { recordPage } from './record-page';
import { correctionsDue, matchIndex, matchResult, matchShards, page, pages, utis } from './queries';

const names = transactions.trades;

/** Trades between two firms: their statements in pages, and the matching of the two sides. */
export const tradesRecords = {
  [names.record]: {
    ...recordPage,
    description: "Records a page of the sender's statements of trades, or corrections of them.",
    transient: { header: 'PageHeader', body: 'PageBody', 'corrections?': 'CorrectionsDueOrNull' },
  },
  [names.match]: {
    ...matchPages,
    description: "Matches two sides' pages, and nets what is matched.",
    transient: { request: 'MatchRequest' },
  },
  [names.cancel]: {
    ...cancelTrades,
    description:
      "Records one side's consent to cancelling matched trades; with the other's they are cancelled.",
    transient: { request: 'CancellationRequest' },
  },
};

/** What is asked of them. */
@Info({
  title: 'Trades',
  description: 'What is asked of trades between two firms: pages, matches, obligations.',
})
export class TradesContract extends LedgerContract {
  constructor() {
    super('trades');
  }

  @Transaction(false)
  @Param('query', 'PagesAsked')
  @Returns('PageReference[]')
  @Described("Both sides' pages of a pair's trade date.")
  pages(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, pages, asked(pagesAskedChecker, query));
  }

  @Transaction(false)
  @Param('query', 'PageReferences')
  @Returns('PageTextsOrNull[]')
  @Described(
    'Pages with their content, in the order in which they are asked for; null where the peer has none.',
  )
  page(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, page, asked(pageReferencesChecker, query));
  }

  @Transaction(false)
  @Param('query', 'PairDay')
  @Returns('TextOrNull')
  @Described("Where a pair's trade date stands: the canonical text of its match index.")
  matchIndex(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, matchIndex, asked(pairDayChecker, query));
  }

  @Transaction(false)
  @Param('query', 'ShardsAsked')
  @Returns('ShardTexts[]')
  @Described("Shards of a pair's trade date: what is matched, and what is open.")
  matchShards(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, matchShards, asked(shardsAskedChecker, query));
  }

  @Transaction(false)
  @Param('query', 'PairDay')
  @Returns('TextOrNull[]')
  @Described(
    "Which corrections no match has taken in: both sides' lists, in the pair's order, as canonical texts.",
  )
  correctionsDue(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, correctionsDue, asked(pairDayChecker, query));
  }

  @Transaction(false)
  @Param('query', 'UtisAsked')
  @Returns('UtisHeld')
  @Described('What a match is given of the UTIs that the pair has matched before.')
  utis(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, utis, asked(utisAskedChecker, query));
  }

  @Transaction(false)
  @Param('query', 'MatchNumber')
  @Returns('TextOrNull')
  @Described('What a match brought about: the canonical text of its result.')
  matchResult(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, matchResult, asked(matchNumberChecker, query));
  }
}
