import { INTERFIRM_RECORD, type InterfirmTransaction } from '@jangbu/model';
import type { Contract } from '../execution/contract';
import { oneOf, type HiddenTransaction } from '../execution/hidden-transaction';
import { holdingsRecords } from '../holdings/holdings';
import { settlementRecords } from '../settlement/settlement';
import { supervisionRecords } from '../supervision/supervision';
import { tradesRecords } from '../trades/trades';

const records: Readonly<Record<InterfirmTransaction, HiddenTransaction>> = {
  ...tradesRecords,
  ...holdingsRecords,
  ...settlementRecords,
  ...supervisionRecords,
};

/** What members record between them: one transaction for all, so that nobody else sees which it was. */
export const interfirmContract: Contract = { [INTERFIRM_RECORD]: oneOf(records) };
