import type { InterfirmTransaction } from '@jangbu/model';
import { Described } from '../execution/described';
import { runNamed, type DescribedTransaction } from '../execution/hidden-transaction';
import { LedgerContract, LedgerContext } from '../execution/ledger-contract';
import { Info, Returns, Transaction } from '../execution/library';
import { holdingsRecords } from '../holdings/holdings';
import { settlementRecords } from '../settlement/settlement';
import { supervisionRecords } from '../supervision/supervision';
import { tradesRecords } from '../trades/trades';

/** What members record between them, by the names inside, which the channel does not see. */
export const interfirmRecords: Readonly<Record<InterfirmTransaction, DescribedTransaction>> = {
  ...tradesRecords,
  ...holdingsRecords,
  ...settlementRecords,
  ...supervisionRecords,
};

const byName = new Map(Object.entries(interfirmRecords));

/** The one transaction of all of them. */
@Info({
  title: 'Interfirm',
  description:
    'What members record between them: one transaction for all, so that nobody else sees which it was.',
})
export class InterfirmContract extends LedgerContract {
  constructor() {
    super('interfirm');
  }

  @Transaction()
  @Returns('Receipt')
  @Described(
    'Records something between members. What it is, and its documents, travel as transient data; the channel sees neither.',
  )
  record(ctx: LedgerContext): Promise<string> {
    return runNamed(byName, ctx);
  }
}
