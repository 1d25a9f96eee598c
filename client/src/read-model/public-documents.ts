import {
  businessDayChecker,
  daySealChecker,
  instrumentDocumentChecker,
  membersDocumentChecker,
  parametersDocumentChecker,
  type Checker,
} from '@jangbu/model';
import type { Static, TSchema } from '@sinclair/typebox';
import { rowIn, type TableRow } from './row';

/** A kind of public document: how it reads, and the rows that it makes. */
export interface PublicKind {
  rows(value: unknown, blockNumber: bigint): readonly TableRow[] | undefined;
}

function kindOf<T extends TSchema>(
  checker: Checker<T>,
  rows: (document: Static<T>, blockNumber: bigint) => readonly TableRow[],
): PublicKind {
  return { rows: (value, block) => (checker.fits(value) ? rows(value, block) : undefined) };
}

/** Public documents that have tables of their own; of the others only the text is kept. */
export const publicKinds: Readonly<Record<string, PublicKind>> = {
  members: kindOf(membersDocumentChecker, ({ members }) =>
    members.map(({ id, mspId, name, lei, status, roles }) =>
      rowIn('members', { id, msp_id: mspId, name_en: name.en, name_ko: name.ko, lei, status, roles }),
    ),
  ),
  parameters: kindOf(parametersDocumentChecker, ({ parameters: { amountTolerance, failPenalty } }) => [
    rowIn('parameters', { amount_tolerance: amountTolerance, fail_penalty: failPenalty }),
  ]),
  instrument: kindOf(instrumentDocumentChecker, ({ instrument }) => {
    const { isin, name, kind, quantityScale, priceScale, currency, status } = instrument;
    const scales = { quantity_scale: quantityScale, price_scale: priceScale };
    return [
      rowIn('instruments', { isin, name_en: name.en, name_ko: name.ko, kind, ...scales, currency, status }),
    ];
  }),
  'business-day': kindOf(businessDayChecker, ({ sequence, date, phase }, block) => [
    rowIn('business_days', { sequence, date, phase, block_number: String(block) }),
  ]),
  'day-seal': kindOf(daySealChecker, ({ claim: { date, block, transactions }, members }) => [
    rowIn('day_seals', {
      date,
      block_number: block.number,
      block_hash: block.hash,
      transactions: transactions.count,
      root: transactions.root,
      sealed_by: members,
    }),
  ]),
};
