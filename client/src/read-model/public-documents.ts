import {
  businessDayChecker,
  credentialBatchChecker,
  credentialStatusChecker,
  daySealChecker,
  erasureAttestationChecker,
  instrumentDocumentChecker,
  issuerKeyChecker,
  issuerKeyEndChecker,
  issuerKeyStatusChecker,
  killedSetChecker,
  killTagsOf,
  membersDocumentChecker,
  parametersDocumentChecker,
  useAnchorChecker,
  type Checker,
  type EndedGrant,
  type LedgerMember,
} from '@jangbu/model';
import type { Static, TSchema } from '@sinclair/typebox';
import { rowIn, type TableRow } from './row';

/** A kind of public document: how it reads, and the rows that it makes. */
interface PublicKind {
  rows(value: unknown, blockNumber: bigint): readonly TableRow[] | undefined;
}

function kindOf<T extends TSchema>(
  checker: Checker<T>,
  rows: (document: Static<T>, blockNumber: bigint) => readonly TableRow[],
): PublicKind {
  return { rows: (value, block) => (checker.fits(value) ? rows(value, block) : undefined) };
}

function memberRow({ id, mspId, name, lei, status, roles }: LedgerMember): TableRow {
  return rowIn('members', { id, msp_id: mspId, name_en: name.en, name_ko: name.ko, lei, status, roles });
}

function grantRows({ id, issuing }: LedgerMember): TableRow[] {
  const row = ({ grant, iss, from }: EndedGrant, status: string): TableRow =>
    rowIn('issuer_grants', { issuer: id, grant_number: grant, iss, status, ended_from: from ?? null });
  const ended = (issuing?.ended ?? []).map((grant) => row(grant, 'ENDED'));
  return issuing?.inForce ? [...ended, row(issuing.inForce, 'IN_FORCE')] : ended;
}

/** Public documents that have tables of their own. */
const publicKinds: Readonly<Record<string, PublicKind>> = {
  members: kindOf(membersDocumentChecker, ({ members }) =>
    members.flatMap((member) => [memberRow(member), ...grantRows(member)]),
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
  'issuer-key': kindOf(issuerKeyChecker, ({ issuer, kid, iss, grant }, block) => [
    rowIn('issuer_keys', { issuer, kid, iss, grant_number: grant, block_number: String(block) }),
  ]),
  'issuer-key-status': kindOf(issuerKeyStatusChecker, ({ issuer, kid, status, compromisedFrom }) => [
    rowIn('issuer_key_ends', { issuer, kid, status, compromised_from: compromisedFrom ?? null }),
  ]),
  'issuer-key-end': kindOf(issuerKeyEndChecker, ({ issuer, kid, from }) => [
    rowIn('issuer_key_votes', { issuer, kid, ended_from: from ?? null }),
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
  'killed-set': kindOf(killedSetChecker, ({ secret }) =>
    killTagsOf(Buffer.from(secret, 'hex'))
      .flat()
      .map((tag) => rowIn('burnt_tags', { kill_tag: tag })),
  ),
  'use-anchor': kindOf(useAnchorChecker, ({ firm, hour, root }) => [
    rowIn('use_anchors', { firm, hour, root }),
  ]),
  'erasure-attestation': kindOf(erasureAttestationChecker, ({ firm, erasureId, places }) => [
    rowIn('erasure_attestations', { firm, erasure_id: erasureId, places }),
  ]),
};

/** Public documents of which the text is kept and no rows are made. */
const TEXT_ONLY: readonly string[] = [
  'audit-inquiry',
  'day-attestation',
  'instrument-register',
  'outcome',
  'proposal',
  'vote',
];

/** What a public document says: its rows, or that this version knows no such kind or cannot read it. */
export function readPublic(kind: string, text: string, blockNumber: bigint): readonly TableRow[] | 'UNREAD' {
  if (TEXT_ONLY.includes(kind)) return [];
  try {
    return publicKinds[kind]?.rows(JSON.parse(text), blockNumber) ?? 'UNREAD';
  } catch {
    return 'UNREAD';
  }
}
