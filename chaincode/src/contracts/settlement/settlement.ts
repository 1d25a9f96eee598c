import { instructionsAskedChecker, pairDayChecker, transactions } from '@jangbu/model';
import { allowPartial } from './allow-partial';
import { cancelInstruction } from './cancel';
import { asked, askedOrAll, noArgument, query, submitted, type Contract } from '../execution/contract';
import { divideInstruction } from './divide';
import { recordFail } from './fail';
import { makeInstructions } from './instruct';
import { releaseLot } from './release';
import { reserveLots } from './reserve';
import { settleInstructions } from './settle';
import { index, instructions } from './queries';

const names = transactions.settlement;

/** Delivery against payment between two firms: instructions, what is reserved for them, their settlement. */
export const settlementContract: Contract = {
  [names.instruct]: submitted(noArgument, makeInstructions),
  [names.reserve]: submitted(noArgument, reserveLots),
  [names.release]: submitted(noArgument, releaseLot),
  [names.settle]: submitted(noArgument, settleInstructions),
  [names.cancel]: submitted(noArgument, cancelInstruction),
  [names.allowPartial]: submitted(noArgument, allowPartial),
  [names.divide]: submitted(noArgument, divideInstruction),
  [names.fail]: submitted(noArgument, recordFail),
  [names.index]: query(asked(pairDayChecker), index),
  [names.instructions]: query(askedOrAll(instructionsAskedChecker), instructions),
};
