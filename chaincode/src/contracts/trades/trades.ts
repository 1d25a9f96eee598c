import {
  matchNumberChecker,
  pageReferencesChecker,
  pagesAskedChecker,
  pairDayChecker,
  shardsAskedChecker,
  transactions,
  utisAskedChecker,
} from '@jangbu/model';
import { asked, query, type Contract } from '../execution/contract';
import { cancelTrades } from './cancel-trades';
import { matchPages } from './match-pages';
import { recordPage } from './record-page';
import { correctionsDue, matchIndex, matchResult, matchShards, page, pages, utis } from './queries';

const names = transactions.trades;

/** Trades between two firms: their statements in pages, and the matching of the two sides. */
export const tradesRecords = {
  [names.record]: recordPage,
  [names.match]: matchPages,
  [names.cancel]: cancelTrades,
};

/** What is asked of them. */
export const tradesContract: Contract = {
  [names.pages]: query(asked(pagesAskedChecker), pages),
  [names.page]: query(asked(pageReferencesChecker), page),
  [names.matchIndex]: query(asked(pairDayChecker), matchIndex),
  [names.matchShards]: query(asked(shardsAskedChecker), matchShards),
  [names.correctionsDue]: query(asked(pairDayChecker), correctionsDue),
  [names.utis]: query(asked(utisAskedChecker), utis),
  [names.matchResult]: query(asked(matchNumberChecker), matchResult),
};
