import { termsAskedChecker, transactions } from '@jangbu/model';
import { claimSettled } from './claim';
import { allowPartial, cancelInstruction } from './consent';
import { readInstructionsAsked } from './asked';
import { answer, asked } from '../execution/contract';
import { Described } from '../execution/described';
import { LedgerContract, LedgerContext } from '../execution/ledger-contract';
import { Info, Param, Returns, Transaction } from '../execution/library';
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
  [names.instruct]: {
    ...makeInstructions,
    description: 'Makes instructions out of what matching found.',
    transient: { request: 'InstructRequest' },
  },
  [names.setTerms]: {
    ...setTerms,
    description: "Records a firm's word on how it settles with another one.",
    transient: { request: 'TermsRequest' },
  },
  [names.reserve]: {
    ...reserveLots,
    description: "Sets the sender's lots aside for what it delivers.",
    transient: { request: 'ReserveRequest' },
  },
  [names.release]: {
    ...releaseLot,
    description: 'Gives a firm a reserved lot back.',
    transient: { request: 'ReleaseRequest' },
  },
  [names.settle]: {
    ...settleInstructions,
    description: 'Settles instructions: of each, all legs or none.',
    transient: { request: 'SettleRequest' },
  },
  [names.claim]: {
    ...claimSettled,
    description: "Writes to the sender's own collection what settled without it.",
    transient: { request: 'ClaimRequest' },
  },
  [names.cancel]: {
    ...cancelInstruction,
    description: "Records one firm's consent to cancelling an instruction.",
    transient: { request: 'CancelRequest' },
  },
  [names.allowPartial]: {
    ...allowPartial,
    description: "Records one firm's consent to dividing an instruction.",
    transient: { request: 'AllowPartialRequest' },
  },
  [names.divide]: {
    ...divideInstruction,
    description: 'Puts two instructions in the place of one.',
    transient: { request: 'DivideRequest' },
  },
  [names.fail]: {
    ...recordFail,
    description: 'Records that an instruction did not settle on its day.',
    transient: { request: 'FailRequest' },
  },
};

/** What is asked of them. */
@Info({ title: 'Settlement', description: 'What is asked of instructions and what became of them.' })
export class SettlementContract extends LedgerContract {
  constructor() {
    super('settlement');
  }

  @Transaction(false)
  @Param('query', 'InstructionsAsked')
  @Returns('InstructionState[]')
  @Described('Instructions that the member holds, with what has become of each.')
  instructions(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, instructions, readInstructionsAsked(query));
  }

  @Transaction(false)
  @Param('query', 'TermsAsked')
  @Returns('TextOrNull[]')
  @Described("How two firms settle with each other: both firms' words, in the pair's order.")
  terms(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, terms, asked(termsAskedChecker, query));
  }
}
