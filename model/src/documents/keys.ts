import type { InquiryName } from './audit';
import type { LotName } from './holdings';
import type { InstructionName } from './instructions';
import type { Pair } from './pair';

/** Parts of a composite key: the kind of record, then what tells one from another. */
export type Key = readonly [kind: string, ...rest: string[]];

const SEPARATOR = '\u0000';

/**
 * A key as Fabric writes composite keys (`shim.CreateCompositeKey`), so that a reader of blocks
 * makes the same keys as the contracts.
 */
export function compositeKey(key: Key): string {
  return SEPARATOR + key.join(SEPARATOR) + SEPARATOR;
}

/** The parts of a composite key; undefined when the text is none. */
export function splitCompositeKey(text: string): Key | undefined {
  if (!text.startsWith(SEPARATOR) || !text.endsWith(SEPARATOR)) return undefined;
  const [kind, ...rest] = text.slice(1, -1).split(SEPARATOR);
  return kind === undefined || kind === '' ? undefined : [kind, ...rest];
}

/** Name of the private data collection that Fabric keeps for one organisation by itself. */
export function implicitCollection(mspId: string): string {
  return `_implicit_org_${mspId}`;
}

const IMPLICIT = implicitCollection('');

/** Whose own collection it is, by MSP id; undefined where it is another one. */
export function mspOfCollection(collection: string): string | undefined {
  return collection.startsWith(IMPLICIT) ? collection.slice(IMPLICIT.length) : undefined;
}

/**
 * Every key of the ledger. Private keys are hashed without salt, and their hashes are public: they
 * hold only what may be public. Records made by a member's client begin with that member's id, so
 * that nobody else can take the id between endorsement and commit.
 */
export const keys = {
  members: (): Key => ['members'],
  parameters: (): Key => ['parameters'],
  businessDay: (): Key => ['business-day'],
  closedDay: (date: string): Key => ['closed-day', date],
  attestation: (date: string, member: string): Key => ['day-attestation', date, member],
  daySeal: (date: string): Key => ['day-seal', date],
  instrument: (isin: string): Key => ['instrument', isin],
  instrumentRegister: (): Key => ['instrument-register'],
  instrumentPart: (part: number): Key => ['instrument-part', String(part)],
  proposal: (proposer: string, proposalId: string): Key => ['proposal', proposer, proposalId],
  vote: (proposer: string, proposalId: string, voter: string): Key => ['vote', proposer, proposalId, voter],
  outcome: (proposer: string, proposalId: string): Key => ['outcome', proposer, proposalId],
  page: (submitter: string, counterparty: string, tradeDate: string, pageId: string): Key => [
    'page',
    submitter,
    counterparty,
    tradeDate,
    pageId,
  ],
  pageBody: (submitter: string, counterparty: string, tradeDate: string, pageId: string): Key => [
    'page-body',
    submitter,
    counterparty,
    tradeDate,
    pageId,
  ],
  /** Stands until a match takes the page in: so the pages that are due are found among no others. */
  duePage: (submitter: string, counterparty: string, tradeDate: string, pageId: string): Key => [
    'due-page',
    submitter,
    counterparty,
    tradeDate,
    pageId,
  ],
  correctionsDue: (submitter: string, counterparty: string, tradeDate: string): Key => [
    'corrections-due',
    submitter,
    counterparty,
    tradeDate,
  ],
  cancellationConsent: (
    submitter: string,
    counterparty: string,
    tradeDate: string,
    consentId: string,
  ): Key => ['cancellation-consent', submitter, counterparty, tradeDate, consentId],
  matchIndex: (pair: Pair, tradeDate: string): Key => ['match-index', ...pair, tradeDate],
  matchShard: (pair: Pair, tradeDate: string, shard: number): Key => [
    'match-shard',
    ...pair,
    tradeDate,
    String(shard),
  ],
  openShard: (pair: Pair, tradeDate: string, shard: number): Key => [
    'open-shard',
    ...pair,
    tradeDate,
    String(shard),
  ],
  matchResult: (pair: Pair, tradeDate: string, sequence: number): Key => [
    'match-result',
    ...pair,
    tradeDate,
    String(sequence).padStart(6, '0'),
  ],
  utiRegister: (pair: Pair): Key => ['uti-register', ...pair],
  /** The name derives from the pair's secret: UTIs can be guessed. */
  utiShelf: (pair: Pair, name: string): Key => ['uti-shelf', ...pair, name],
  lot: ({ creator, lotId }: LotName): Key => ['lot', creator, lotId],
  /** Where a lot stands for good once it is spent: so what is held is found among what is held, and nothing else. */
  spentLot: ({ creator, lotId }: LotName): Key => ['spent-lot', creator, lotId],
  movement: (by: string, movementId: string): Key => ['movement', by, movementId],
  /** Stands for good: so what happened on a business day is found, however much happened on others. */
  dayMovement: (day: string, by: string, movementId: string): Key => ['day-movement', day, by, movementId],
  instruction: ({ creator, instructionId }: InstructionName): Key => ['instruction', creator, instructionId],
  /** Stands until the instruction has ended: so those that are open are found among no others. */
  openInstruction: ({ creator, instructionId }: InstructionName): Key => [
    'open-instruction',
    creator,
    instructionId,
  ],
  /** By the business day on which it settled, was cancelled or divided. */
  endedInstruction: (day: string, { creator, instructionId }: InstructionName): Key => [
    'ended-instruction',
    day,
    creator,
    instructionId,
  ],
  /** By the business day on which it did not settle. */
  failedInstruction: (day: string, { creator, instructionId }: InstructionName): Key => [
    'failed-instruction',
    day,
    creator,
    instructionId,
  ],
  reservation: ({ creator, instructionId }: InstructionName, leg: number): Key => [
    'reservation',
    creator,
    instructionId,
    String(leg),
  ],
  settlement: ({ creator, instructionId }: InstructionName): Key => ['settlement', creator, instructionId],
  instructionCancellation: ({ creator, instructionId }: InstructionName, member: string): Key => [
    'instruction-cancellation',
    creator,
    instructionId,
    member,
  ],
  issuerKey: (issuer: string, kid: string): Key => ['issuer-key', issuer, kid],
  issuerKeyStatus: (issuer: string, kid: string): Key => ['issuer-key-status', issuer, kid],
  issuerKeyEnd: (issuer: string, kid: string): Key => ['issuer-key-end', issuer, kid],
  credentialBatch: (issuer: string, batchId: string): Key => ['credential-batch', issuer, batchId],
  credentialStatus: (issuer: string, recordId: string): Key => ['credential-status', issuer, recordId],
  /** Nobody can take it before its time: the holder alone has the secret. */
  killedSet: (secret: string): Key => ['killed-set', secret],
  loginConsent: (consentId: string): Key => ['login-consent', consentId],
  useAnchor: (firm: string, hour: number): Key => ['use-anchor', firm, String(hour).padStart(8, '0')],
  erasureAttestation: (firm: string, erasureId: string): Key => ['erasure-attestation', firm, erasureId],
  auditInquiry: ({ supervisor, businessDay, inquiryId }: InquiryName): Key => [
    'audit-inquiry',
    supervisor,
    businessDay,
    inquiryId,
  ],
  heartbeat: (member: string): Key => ['heartbeat', member],
  partialConsent: ({ creator, instructionId }: InstructionName, member: string): Key => [
    'partial-consent',
    creator,
    instructionId,
    member,
  ],
  settlementTerms: ([first, second]: readonly [string, string], member: string): Key => [
    'settlement-terms',
    first,
    second,
    member,
  ],
  division: ({ creator, instructionId }: InstructionName): Key => ['division', creator, instructionId],
  /** Each witness's record has a key of its own: where both are at fault, one does not take the other's place. */
  fail: ({ creator, instructionId }: InstructionName, businessDay: string, witness: string): Key => [
    'fail',
    creator,
    instructionId,
    businessDay,
    witness,
  ],
  /** In the supervisor's collection only. `document`: SHA-256 of the key that it is about, as in blocks. */
  upheld: (term: number, document: string): Key => ['upheld', String(term).padStart(6, '0'), document],
} as const;
