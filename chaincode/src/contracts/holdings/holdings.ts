import {
  lotsAskedChecker,
  movementsAskedChecker,
  outstandingAskedChecker,
  transactions,
} from '@jangbu/model';
import { answer, askedOrAll } from '../execution/contract';
import { Described } from '../execution/described';
import { LedgerContract, LedgerContext } from '../execution/ledger-contract';
import { Info, Param, Returns, Transaction } from '../execution/library';
import { lots, movements, outstanding, positions } from './queries';
import { moveLots } from './move-lots';

const names = transactions.holdings;

/** What firms hold: lots, and the movements that make and consume them. */
export const holdingsRecords = {
  [names.move]: {
    ...moveLots,
    description: 'Moves lots: a deposit, a withdrawal, a split or a transfer.',
    transient: { movement: 'Movement' },
  },
};

/** What is asked of it. */
@Info({ title: 'Holdings', description: 'What is asked of lots and their movements.' })
export class HoldingsContract extends LedgerContract {
  constructor() {
    super('holdings');
  }

  @Transaction(false)
  @Param('query', 'LotsAsked')
  @Returns('string[]')
  @Described("The member's own lots, as canonical texts; spent ones only when asked for.")
  lots(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, lots, askedOrAll(lotsAskedChecker, query));
  }

  @Transaction(false)
  @Param('query', 'MovementsAsked')
  @Returns('string[]')
  @Described('Movements that the member holds, as canonical texts.')
  movements(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, movements, askedOrAll(movementsAskedChecker, query));
  }

  @Transaction(false)
  @Returns('LedgerPosition[]')
  @Described("The member's own positions.")
  positions(ctx: LedgerContext): Promise<string> {
    return answer(ctx, positions);
  }

  @Transaction(false)
  @Param('query', 'OutstandingAsked')
  @Returns('Outstanding[]')
  @Described("All deposits, withdrawals and lots by instrument, for the supervisor's operator.")
  outstanding(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, outstanding, askedOrAll(outstandingAskedChecker, query));
  }
}
