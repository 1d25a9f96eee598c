import {
  type CancellationProblemCode,
  REFUSAL_CODES,
  REFUSALS,
  type RefusalCode,
  type RefusalFacts,
  type TradeProblemCode,
} from '@jangbu/model';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as client from '../../entries/index';

const page = readFileSync(join(__dirname, '../../../../../docs/errors.md'), 'utf8');

/** The sections of a part of the page, by heading. */
function sections(part: string): Map<string, string> {
  const begin = page.indexOf(`\n## ${part}\n`);
  const end = page.indexOf('\n## ', begin + 1);
  const text = page.slice(begin, end < 0 ? undefined : end);
  return new Map(
    text
      .split('\n### ')
      .slice(1)
      .map((section) => [section.slice(0, section.indexOf('\n')), section.slice(section.indexOf('\n'))]),
  );
}

function line(section: string, name: string): string {
  return new RegExp(`^- ${name}: (.*)$`, 'm').exec(section)?.[1] ?? '(not told)';
}

function factsTold(section: string): string[] {
  return [...line(section, 'Facts').matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? '').sort();
}

/** One of each class, to see what it has. The compiler does not know this list to be whole; a test does. */
const examples: Readonly<Record<string, client.JangbuError>> = {
  AbortedError: new client.AbortedError('SIGNAL'),
  CommitFailedError: new client.CommitFailedError('BAD_PAYLOAD'),
  ConflictError: new client.ConflictError(),
  DeadlineError: new client.DeadlineError('ENDORSE'),
  DisagreementError: new client.DisagreementError(),
  FollowError: new client.FollowError('GAP', 1n, 'gap'),
  IdentityError: new client.IdentityError('no'),
  InputError: new client.InputError('no'),
  IssuanceError: new client.IssuanceError('NONCE', 'no'),
  OverloadedError: new client.OverloadedError('ENDORSE'),
  PeerError: new client.PeerError('no'),
  ProfileError: new client.ProfileError('no'),
  ReceiptError: new client.ReceiptError('SEAL', 'no'),
  ReadModelError: new client.ReadModelError('NEWER_SCHEMA', 'newer'),
  RefusedError: new client.RefusedError({ code: 'NO_PARAMETERS', facts: {} }),
  StoreError: new client.StoreError('CLOSED', 'closed'),
  UnavailableError: new client.UnavailableError('ENDORSE'),
  UncertainCommitError: new client.UncertainCommitError('tx'),
  WalletError: new client.WalletError('EMPTY', 'no'),
};

/** Whether an error class is retryable in some cases only; all others are as their example is. */
const BY_CASE: Readonly<Record<string, string>> = {
  ReadModelError: 'by reason',
  RefusedError: 'by code',
  StoreError: 'by reason',
};

/** Every fact of every refusal; the compiler keeps this table whole. */
const refusalFacts: {
  readonly [C in RefusalCode]: {
    readonly [F in keyof Pick<RefusalFacts[C], string & keyof RefusalFacts[C]>]: true;
  };
} = {
  INVALID_DOCUMENT: { document: true, problems: true },
  NOT_CANONICAL: { document: true },
  NOT_A_MEMBER: { mspId: true },
  ROLE_REQUIRED: { required: true, given: true },
  NOT_THE_SUBMITTER: { claimed: true, caller: true },
  NOT_A_PARTY: { caller: true, parties: true },
  NOT_THE_SUPERVISOR: { caller: true },
  NO_SUPERVISOR: {},
  MEMBER_UNKNOWN: { member: true },
  SAME_PARTY: { member: true },
  NOT_FOUNDED: {},
  FOUNDING_LIST_MISMATCH: { approved: true, given: true },
  NO_PARAMETERS: {},
  CANCELLATION_IMPOSSIBLE: { trades: true },
  DAY_NOT_OPENED: {},
  PHASE_CLOSED: { date: true, phase: true, required: true },
  DAY_MOVED: { date: true, phase: true, sequence: true },
  DAY_NOT_CLOSED: { date: true, current: true, phase: true },
  SIGNATURE_WRONG: { document: true, field: true },
  ANOTHER_CHANNEL: { claimed: true, channel: true },
  DAY_MOVE_IMPOSSIBLE: { reason: true },
  DAY_MOVE_EARLY: { date: true, phase: true, cutOff: true, from: true, clock: true },
  ID_TAKEN: { document: true, id: true },
  TRADE_DATE_OUTSIDE_WINDOW: { tradeDate: true, from: true, to: true },
  PAGE_INCONSISTENT: { field: true },
  TRADES_REFUSED: { trades: true, untold: true },
  DOCUMENT_NOT_HELD: { document: true, id: true, members: true },
  HANDOVER_DUE: { document: true, id: true, former: true },
  MATCH_INDEX_MOVED: { pair: true, tradeDate: true },
  CORRECTIONS_LEFT_OUT: { pages: true },
  CORRECTIONS_DUE: { most: true },
  PAGE_OF_ANOTHER_PAIR: { page: true },
  PROPOSAL_UNKNOWN: { proposer: true, proposalId: true },
  PROPOSAL_ENDED: { proposer: true, proposalId: true, status: true },
  LAST_DAY_OUT_OF_RANGE: { lastDay: true, from: true, to: true },
  BASIS_MOVED: { position: true, kind: true },
  NO_SUCH_BUSINESS_DAY: { date: true },
  ATTESTATION_SEALED: { date: true, member: true },
  VOTE_CAST: { choice: true },
  ACTION_IMPOSSIBLE: { position: true, kind: true, reason: true },
  NOT_A_CUSTODIAN: { member: true },
  SUPERVISOR_HOLDS_NO_LOTS: { member: true },
  INSTRUMENT_NOT_ACTIVE: { instrument: true, status: true },
  MOVEMENT_INCONSISTENT: { lot: true, field: true },
  NOT_CONSERVED: { instrument: true, accountKind: true, consumed: true, produced: true },
  BUSINESS_DAY_OVER: { given: true, today: true },
  LOT_SPENT: { lot: true },
  LOT_RESERVED: { lot: true },
  RECORD_MOVED: { document: true, id: true },
  INSTRUCTION_MISMATCH: { instruction: true, field: true },
  ALREADY_INSTRUCTED: { instruction: true },
  GROSS_NOT_AGREED: { members: true },
  MATCHING_OPEN: { instruction: true, tradeDate: true },
  INSTRUCTION_SETTLED: { instruction: true },
  INSTRUCTION_CANCELLED: { instruction: true },
  INSTRUCTION_DIVIDED: { instruction: true },
  PARTIAL_NOT_ALLOWED: { instruction: true, members: true },
  PART_OUT_OF_RANGE: { instruction: true, least: true, most: true },
  NOT_THE_DELIVERER: { instruction: true, leg: true, member: true },
  AMOUNT_MISMATCH: { lot: true, required: true, given: true },
  INSTRUMENT_MISMATCH: { lot: true, required: true, given: true },
  ACCOUNT_KIND_MISMATCH: { lot: true, required: true, given: true },
  LEG_RESERVED: { instruction: true, leg: true },
  RESERVATION_INCONSISTENT: { instruction: true, field: true },
  ITEMS_REFUSED: { items: true, untold: true },
  NOT_RESERVED: { instruction: true, leg: true },
  INSTRUCTION_FINAL: { instruction: true },
  TOO_EARLY: { instruction: true, settlementDate: true, dueDate: true, today: true },
  WITNESS_AT_FAULT: { instruction: true, witness: true },
  NOT_AN_ISSUER: { member: true },
  ISS_NOT_GRANTED: { iss: true, granted: true },
  KEY_UNKNOWN: { kid: true },
  KEY_NOT_ACTIVE: { kid: true, status: true },
  BATCH_UNKNOWN: { issuer: true, batchId: true },
  CREDENTIAL_UNKNOWN: { recordId: true },
  STATUS_FINAL: { recordId: true, status: true },
  KILL_REFUSED: {},
  INQUIRY_REQUIRED: { parties: true },
  INQUIRY_UNKNOWN: { inquiryId: true },
  INQUIRY_OF_ANOTHER: { inquiryId: true },
  OUTSIDE_INQUIRY: { inquiryId: true, transaction: true },
  TRANSACTION_UNKNOWN: { transaction: true },
  TRANSIENT_MISSING: { name: true },
};

const tradeProblems: { readonly [C in TradeProblemCode]: true } = {
  INVALID: true,
  UTI_REPEATED: true,
  INSTRUMENT_UNKNOWN: true,
  INSTRUMENT_NOT_ACTIVE: true,
  CURRENCY_NOT_OF_INSTRUMENT: true,
  BOND_FIELDS_MISSING: true,
  BOND_FIELDS_UNFIT: true,
  PAYMENT_MISSING: true,
  PAYMENT_UNFIT: true,
  AMOUNT_NOT_BY_PRICE: true,
  NOT_STANDING: true,
  MATCHED: true,
  CANCELLED: true,
  SETTLEMENT_DATE_NOT_BUSINESS_DAY: true,
  SETTLEMENT_DATE_BEFORE_TRADE_DATE: true,
  SETTLEMENT_DATE_NOT_BY_RULE: true,
};

const cancellationProblems: { readonly [C in CancellationProblemCode]: true } = {
  UTI_REPEATED: true,
  NOT_MATCHED: true,
  CANCELLED: true,
  SETTLING: true,
  NEW_UTI_USED: true,
};

describe('docs/errors.md: error classes', () => {
  const told = sections('Error classes');
  const exported = Object.entries(client).flatMap(([name, value]) =>
    typeof value === 'function' && value.prototype instanceof client.JangbuError ? [name] : [],
  );

  test('has a section for each class that the SDK exports, in order, and no other', () => {
    expect([...told.keys()]).toEqual(exported.sort());
    expect(Object.keys(examples).sort()).toEqual(exported.sort());
  });

  test.each(Object.entries(examples))(
    '%s: what it says of retrying and of its facts is so',
    (name, error) => {
      const section = told.get(name) ?? '';
      expect(error.name).toBe(name);
      expect(line(section, 'Retryable')).toBe(BY_CASE[name] ?? (error.retryable ? 'yes' : 'no'));
      const common = ['name', 'message', 'stack', 'cause', 'retryable', 'transactionId'];
      const own = Object.keys(error).filter((key) => !common.includes(key));
      expect(factsTold(section)).toEqual(own.sort());
    },
  );
});

describe('docs/errors.md: refusal codes', () => {
  const told = sections('Refusal codes');

  test('has a section for each code, in order, and no other', () => {
    expect([...told.keys()]).toEqual([...REFUSAL_CODES]);
  });

  test.each(REFUSAL_CODES)(
    "%s: its sentence, its facts and whether it is worth a retry are the code's",
    (code) => {
      const section = told.get(code) ?? '';
      expect(section).toContain(`_${REFUSALS[code].says}_`);
      expect(line(section, 'Retryable')).toBe(REFUSALS[code].retryable ? 'yes' : 'no');
      expect(factsTold(section)).toEqual(Object.keys(refusalFacts[code]).sort());
    },
  );

  test.each([
    ['TRADES_REFUSED', tradeProblems],
    ['CANCELLATION_IMPOSSIBLE', cancellationProblems],
  ])('%s: each code of a single trade has its row', (code, problems) => {
    const rows = [...(told.get(code) ?? '').matchAll(/^\| `([A-Z_]+)` +\|/gm)].map(([, row]) => row);
    expect(rows.sort()).toEqual(Object.keys(problems).sort());
  });
});
