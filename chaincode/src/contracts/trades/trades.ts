import {
  matchNumberChecker,
  pageReferencesChecker,
  pairDayChecker,
  transactions,
  utisAskedChecker,
} from '@jangbu/model';
import { asked, query, type Contract } from '../execution/contract';
import { cancelTrades } from './cancel-trades';
import { matchPages } from './match-pages';
import { recordPage } from './record-page';
import { matchIndex, matchResult, page, pages, utis } from './queries';

const names = transactions.trades;

/** Trades between two firms: their statements in pages, and the matching of the two sides. */
export const tradesContract: Contract = {
  [names.record]: recordPage,
  [names.match]: matchPages,
  [names.cancel]: cancelTrades,
  [names.pages]: query(asked(pairDayChecker), pages),
  [names.page]: query(asked(pageReferencesChecker), page),
  [names.matchIndex]: query(asked(pairDayChecker), matchIndex),
  [names.utis]: query(asked(utisAskedChecker), utis),
  [names.matchResult]: query(asked(matchNumberChecker), matchResult),
};
