import {
  burntTagChecker,
  businessDayChecker,
  credentialBatchChecker,
  credentialStatusChecker,
  daySealChecker,
  erasureAttestationChecker,
  instrumentDocumentChecker,
  issuerKeyChecker,
  issuerKeyStatusChecker,
  membersDocumentChecker,
  parametersDocumentChecker,
  useAnchorChecker,
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
  'issuer-key': kindOf(issuerKeyChecker, ({ issuer, kid, iss }, block) => [
    rowIn('issuer_keys', { issuer, kid, iss, block_number: String(block) }),
  ]),
  'issuer-key-status': kindOf(issuerKeyStatusChecker, ({ issuer, kid, status, compromisedFrom }) => [
    rowIn('issuer_key_ends', { issuer, kid, status, compromised_from: compromisedFrom ?? null }),
  ]),
  'credential-batch': kindOf(credentialBatchChecker, (batch, block) => {
    const { issuer, batchId, kid, validFrom, validUntil, copies } = batch;
    const period = { valid_from: validFrom, valid_until: validUntil };
    return copies.map(({ recordId, killTag }) =>
      rowIn('credential_copies', {
        ...{ issuer, batch_id: batchId, record_id: recordId, kill_tag: killTag, kid },
        ...{ ...period, block_number: String(block) },
      }),
    );
  }),
  'credential-status': kindOf(credentialStatusChecker, ({ issuer, recordId, status, reason }) => [
    rowIn('credential_statuses', { issuer, record_id: recordId, status, reason }),
  ]),
  'burnt-tag': kindOf(burntTagChecker, ({ tag }) => [rowIn('burnt_tags', { kill_tag: tag })]),
  'use-anchor': kindOf(useAnchorChecker, ({ firm, hour, root }) => [
    rowIn('use_anchors', { firm, hour, root }),
  ]),
  'erasure-attestation': kindOf(erasureAttestationChecker, ({ firm, erasureId, places }) => [
    rowIn('erasure_attestations', { firm, erasure_id: erasureId, places }),
  ]),
};
