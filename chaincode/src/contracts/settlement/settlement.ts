import { instructionsAskedChecker, termsAskedChecker, transactions } from '@jangbu/model';
import { asked, askedOrAll, query, type Contract } from '../execution/contract';
import { allowPartial, cancelInstruction } from './consent';
import { divideInstruction } from './divide';
import { recordFail } from './fail';
import { makeInstructions } from './instruct';
import { releaseLot } from './release';
import { reserveLots } from './reserve';
import { setTerms } from './set-terms';
import { settleInstructions } from './settle';
import { instructions, terms } from './queries';

const names = transactions.settlement;

/** Delivery against payment between two firms: instructions, what is reserved for them, their settlement. */
export const settlementRecords = {
  [names.instruct]: makeInstructions,
  [names.setTerms]: setTerms,
  [names.reserve]: reserveLots,
  [names.release]: releaseLot,
  [names.settle]: settleInstructions,
  [names.cancel]: cancelInstruction,
  [names.allowPartial]: allowPartial,
  [names.divide]: divideInstruction,
  [names.fail]: recordFail,
};

/** What is asked of them. */
export const settlementContract: Contract = {
  [names.instructions]: query(askedOrAll(instructionsAskedChecker), instructions),
  [names.terms]: query(asked(termsAskedChecker), terms),
};
