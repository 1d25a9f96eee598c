import { lotsAskedChecker, movementsAskedChecker, transactions } from '@jangbu/model';
import { askedOrAll, noArgument, query, type Contract } from '../execution/contract';
import { lots, movements, outstanding, positions } from './queries';
import { moveLots } from './move-lots';

const names = transactions.holdings;

/** What firms hold: lots, and the movements that make and consume them. */
export const holdingsRecords = { [names.move]: moveLots };

/** What is asked of it. */
export const holdingsContract: Contract = {
  [names.lots]: query(askedOrAll(lotsAskedChecker), lots),
  [names.movements]: query(askedOrAll(movementsAskedChecker), movements),
  [names.positions]: query(noArgument, positions),
  [names.outstanding]: query(noArgument, outstanding),
};
