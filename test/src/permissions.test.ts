import { randomBytes, randomInt } from 'node:crypto';
import {
  canonicalJson,
  legsOf,
  settlementOf,
  makePage,
  pairOf,
  thumbprintOf,
  transactions,
  type Attestation,
  type CancellationConsent,
  type CancellationRequest,
  type DayMove,
  type ErasureAttestation,
  type CredentialBatch,
  type Instruction,
  type IssuerKey,
  type LoginConsent,
  type Lot,
  type MatchRequest,
  type ClientRole,
  type Movement,
  type PageTexts,
  type Proposal,
  type RefusalCode,
  type Reservation,
  type Vote,
} from '@jangbu/model';
import { foundingList } from '@jangbu/network';
import { supervisorId, type NetworkContext } from 'jangbu';
import { sharedNetwork } from './network/networks';
import { RawClient, refusalIn, type RawProposal } from './network/raw-client';
import { freshUti, readMarket, type TestMarket } from './network/trading';

/** Refusals that say: not you. */
const NOT_YOU: readonly RefusalCode[] = [
  'ROLE_REQUIRED',
  'NOT_A_MEMBER',
  'NOT_A_PARTY',
  'NOT_THE_SUBMITTER',
  'NOT_THE_SUPERVISOR',
  'INQUIRY_REQUIRED',
];
const ROLES: readonly ClientRole[] = ['admin', 'operator', 'trader', 'issuer', 'verifier', 'auditor'];
/** The firm that acts, its counterparty, and a firm that has nothing to do with it. */
const [FIRM, OTHER, OUTSIDER] = ['hanwha', 'ktb', 'sk'];
const SUPERVISOR = 'kofia';

/** Roles by member. */
type Who = Readonly<Record<string, readonly ClientRole[]>>;

interface Rule {
  /** Anybody else is refused. */
  readonly may: Who;
  /** A request that is in order, but for who sends it. */
  readonly request: (market: TestMarket, context: NetworkContext) => RawProposal;
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');
const id = (): string => hex(16);
const MEMBERS = [FIRM, OTHER, OUTSIDER, SUPERVISOR];

function all(...roles: readonly ClientRole[]): Who {
  return Object.fromEntries(MEMBERS.map((member) => [member, roles]));
}

const everyone = { may: all(...ROLES) };
/** Those who read what a pair is party to: both firms, and the supervisor's operator. Its auditor does so by `audit:read`. */
const parties = { may: { [FIRM]: ROLES, [OTHER]: ROLES, [SUPERVISOR]: ['operator'] } as Who };
const asks = (argument?: unknown): RawProposal =>
  argument === undefined ? {} : { arguments: [JSON.stringify(argument)] };
const says = (document: object): RawProposal => ({ arguments: [canonicalJson(document)] });
const privately = (request: object): RawProposal => ({ transient: { request: canonicalJson(request) } });
const bytes32 = (): string => randomBytes(32).toString('base64url');
const pair = pairOf(FIRM, OTHER);

function loginConsent(): LoginConsent {
  return {
    ...({ type: 'login-consent', version: 1, firm: FIRM, consentId: bytes32() } as const),
    ...{ pseudonym: hex(32), terms: { id: 'login/1', hash: hex(32) } },
    ...{ givenAt: 1_790_000_000, presentation: hex(32) },
  };
}

function erasure(): ErasureAttestation {
  return { type: 'erasure-attestation', version: 1, firm: FIRM, erasureId: bytes32(), places: [] };
}

function page(market: TestMarket, context: NetworkContext): PageTexts {
  const { tradeDate, settlementDate } = market;
  const frame = { submitter: FIRM, counterparty: OTHER, tradeDate, pageId: id(), salt: id(), seed: hex(32) };
  const trade = {
    uti: freshUti(context, FIRM),
    side: 'SELL',
    isin: 'KR7000660001',
    quantity: '10',
    price: '562000',
    currency: 'KRW',
    amount: '5620000',
    settlementDate,
    accountKind: 'CLIENT',
    reference: 'T-1',
  } as const;
  return makePage(frame, [trade]);
}

function matchRequest(market: TestMarket, context: NetworkContext): RawProposal {
  const { tradeDate } = market;
  const request: MatchRequest = {
    type: 'match-request',
    version: 1,
    pair: [...pair],
    tradeDate,
    pages: [page(market, context)],
    index: null,
    shards: [{ shard: 0, matched: null, open: null }],
    corrections: [null, null],
    utis: {
      register: canonicalJson({ type: 'uti-register', version: 1, pair, secret: id() + id() }),
      shelves: [],
    },
    salts: { index: id(), result: id() },
  };
  return { transient: { request: JSON.stringify(request) } };
}

function cancellation({ tradeDate }: TestMarket, context: NetworkContext): string {
  const consent: CancellationConsent = {
    type: 'cancellation-consent',
    version: 1,
    submitter: FIRM,
    counterparty: OTHER,
    tradeDate,
    consentId: id(),
    trades: [{ uti: freshUti(context, FIRM), instead: null }],
    salt: id(),
  };
  const request: CancellationRequest = {
    type: 'cancellation-request',
    version: 1,
    consent: canonicalJson(consent),
    index: '{}',
    results: [{ sequence: 1, text: '{}' }],
    shards: [],
    salts: { index: id(), result: id() },
  };
  return JSON.stringify(request);
}

const ISIN = 'KR7000660001';

function lot(): Lot {
  return {
    type: 'lot',
    version: 1,
    creator: FIRM,
    lotId: id(),
    owner: FIRM,
    instrument: ISIN,
    accountKind: 'HOUSE',
    amount: '10',
    origin: { kind: 'DEPOSIT', by: SUPERVISOR, id: id() },
    status: 'FREE',
    salt: id(),
  };
}

function split({ tradeDate: businessDay }: TestMarket): RawProposal {
  const movementId = id();
  const made: Lot = { ...lot(), origin: { kind: 'SPLIT', by: FIRM, id: movementId } };
  const frame = { type: 'movement', version: 1, by: FIRM, movementId, businessDay, salt: id() } as const;
  const movement: Movement = { ...frame, kind: 'SPLIT', consumed: [lot()], produced: [made] };
  return { transient: { movement: canonicalJson(movement) } };
}

function deposit({ tradeDate: businessDay }: TestMarket): RawProposal {
  const movementId = id();
  const origin = { kind: 'DEPOSIT', by: SUPERVISOR, id: movementId } as const;
  const produced: Lot[] = [{ ...lot(), creator: SUPERVISOR, origin }];
  const frame = {
    type: 'movement',
    version: 1,
    by: SUPERVISOR,
    movementId,
    businessDay,
    salt: id(),
  } as const;
  const movement: Movement = { ...frame, kind: 'DEPOSIT', owner: FIRM, produced };
  return { transient: { movement: canonicalJson(movement) } };
}

function instruction({ tradeDate, settlementDate }: TestMarket): Instruction {
  return {
    type: 'instruction',
    version: 1,
    creator: FIRM,
    instructionId: id(),
    pair: [...pair],
    tradeDate,
    settlementDate,
    isin: ISIN,
    currency: 'KRW',
    accountKinds: ['HOUSE', 'HOUSE'],
    origin: { kind: 'NET', sequence: 1 },
    legs: legsOf(pair, { isin: ISIN, currency: 'KRW', quantity: '-10', amount: '1000' }),
    salt: id(),
  };
}

function reservation({ creator, instructionId }: Instruction): Reservation {
  return {
    type: 'reservation',
    version: 1,
    instruction: { creator, instructionId },
    leg: 0,
    lot: lot(),
    salt: id(),
  };
}

/** A request of settlement about one instruction. */
function requests(
  type: string,
  fields: (instructed: Instruction) => object,
): (market: TestMarket) => RawProposal {
  return (market) => ({
    transient: { request: JSON.stringify({ type, version: 1, ...fields(instruction(market)) }) },
  });
}

function consent({ creator, instructionId }: Instruction): string {
  const name = { creator, instructionId };
  const salt = id();
  return canonicalJson({
    type: 'instruction-cancellation',
    version: 1,
    instruction: name,
    member: FIRM,
    salt,
  });
}

/** A firm's word on how it settles with the other one. */
function termsRequest(): object {
  const terms = canonicalJson({
    ...{ type: 'settlement-terms', version: 1, pair: [...pair], member: FIRM, round: 1, gross: true },
    salt: hex(32),
  });
  return { type: 'terms-request', version: 1, terms, previous: null };
}

function partialConsent({ creator, instructionId, salt }: Instruction): string {
  return canonicalJson({
    type: 'partial-consent',
    version: 1,
    instruction: { creator, instructionId },
    member: FIRM,
    minimum: '1',
    salt,
  });
}

const KID = 'k'.repeat(43);

function issuerKey(): IssuerKey {
  const iss = 'https://hanwha.jangbu.example';
  const point = { x: KID, y: KID };
  const kid = thumbprintOf(point);
  return {
    type: 'issuer-key',
    version: 1,
    issuer: FIRM,
    iss,
    grant: 1,
    kid,
    ...point,
    proof: 'A'.repeat(86),
  };
}

function batch(): CredentialBatch {
  return {
    type: 'credential-batch',
    version: 1,
    issuer: FIRM,
    batchId: id(),
    kid: KID,
    validFrom: 1,
    validUntil: 2,
    copies: [{ recordId: hex(32), killTag: hex(32) }],
  };
}

function proposal(): Proposal {
  const action = { kind: 'GRANT_ROLE', member: FIRM, role: 'custodian' } as const;
  return {
    type: 'proposal',
    version: 1,
    proposer: FIRM,
    proposalId: id(),
    title: 'T',
    actions: [action],
    lastDay: null,
    basis: [null],
  };
}

function vote(): Vote {
  return { type: 'vote', version: 1, proposer: FIRM, proposalId: id(), voter: FIRM, choice: 'FOR' };
}

function move({ tradeDate }: TestMarket): DayMove {
  return { type: 'day-move', version: 1, from: null, to: { date: tradeDate, phase: 'MATCHING_CLOSED' } };
}

function attestation({ tradeDate }: TestMarket): Attestation {
  return {
    type: 'day-attestation',
    version: 1,
    member: FIRM,
    claim: {
      type: 'day-claim',
      version: 1,
      channel: 'interfirm',
      date: tradeDate,
      block: { number: 1, hash: hex(32), commitHash: hex(32) },
      transactions: { count: 1, root: hex(32) },
    },
    certificate: 'A'.repeat(100),
    signature: 'A'.repeat(96),
  };
}

/** Who may do what. A transaction that is missing here fails the first test below. */
const RULES: Readonly<Record<string, Rule>> = {
  // The caller's certificate is read before the founding list is: any member's admin may send it again.
  [transactions.consortium.found]: {
    may: all('admin'),
    request: (_, context) => says(foundingList(context.consortium)),
  },
  [transactions.consortium.propose]: { may: { [FIRM]: ['admin'] }, request: () => says(proposal()) },
  [transactions.consortium.vote]: { may: { [FIRM]: ['admin'] }, request: () => says(vote()) },
  [transactions.consortium.tally]: {
    may: all('admin'),
    request: () => says({ proposer: FIRM, proposalId: id() }),
  },
  [transactions.consortium.withdraw]: {
    may: { [FIRM]: ['admin'] },
    request: () => says({ proposer: FIRM, proposalId: id() }),
  },
  [transactions.days.move]: {
    may: { [SUPERVISOR]: ['operator'] },
    request: (market) => says(move(market)),
  },
  [transactions.days.attest]: {
    may: { [FIRM]: ['operator'] },
    request: (market) => says(attestation(market)),
  },
  [transactions.trades.record]: {
    may: { [FIRM]: ['trader'] },
    request: (market, context) => ({ transient: { ...page(market, context) } }),
  },
  [transactions.trades.match]: {
    may: { [FIRM]: ['trader'], [OTHER]: ['trader'], [SUPERVISOR]: ['operator'] },
    request: matchRequest,
  },
  [transactions.trades.cancel]: {
    may: { [FIRM]: ['trader'] },
    request: (market, context) => ({ transient: { request: cancellation(market, context) } }),
  },
  [transactions.holdings.move]: { may: { [FIRM]: ['trader'] }, request: split },
  [`${transactions.holdings.move} of a deposit`]: { may: { [SUPERVISOR]: ['operator'] }, request: deposit },
  [transactions.supervision.takeOver]: {
    may: { [SUPERVISOR]: ['operator'] },
    request: () => ({
      transient: {
        request: canonicalJson({
          type: 'take-over-request',
          version: 1,
          documents: [],
          settled: [],
          upheld: [],
        }),
      },
    }),
  },
  [transactions.supervision.documents]: {
    may: { [SUPERVISOR]: ['operator'] },
    request: () => says({ member: SUPERVISOR }),
  },
  [transactions.settlement.instruct]: {
    may: { [FIRM]: ['trader'] },
    request: requests('instruct-request', (instructed) => ({
      instructions: [canonicalJson(instructed)],
      index: '{}',
      shards: [],
      results: [],
      terms: [],
      salt: id(),
    })),
  },
  [transactions.settlement.setTerms]: {
    may: { [FIRM]: ['trader'] },
    request: () => ({ transient: { request: canonicalJson(termsRequest()) } }),
  },
  [transactions.settlement.reserve]: {
    may: { [FIRM]: ['trader'] },
    request: requests('reserve-request', (instructed) => ({
      items: [
        {
          instruction: canonicalJson(instructed),
          reservation: canonicalJson(reservation(instructed)),
        },
      ],
      shownTo: 'BOTH',
    })),
  },
  [transactions.settlement.release]: {
    may: { [FIRM]: ['trader'] },
    request: requests('release-request', (instructed) => ({
      instruction: canonicalJson(instructed),
      reservation: canonicalJson(reservation(instructed)),
    })),
  },
  [transactions.settlement.settle]: {
    may: { [FIRM]: ['trader'], [OTHER]: ['trader'], [SUPERVISOR]: ['operator'] },
    request: requests('settle-request', (instructed) => ({
      parties: [...pair],
      items: [
        {
          instruction: canonicalJson(instructed),
          reservations: [canonicalJson(reservation(instructed)), null],
        },
      ],
    })),
  },
  [transactions.settlement.claim]: {
    may: { [FIRM]: ['trader'] },
    request: requests('claim-request', (instructed) => ({
      member: FIRM,
      items: [
        {
          instruction: canonicalJson(instructed),
          settlement: canonicalJson(settlementOf(instructed, instructed.settlementDate)),
          reservations: [canonicalJson(reservation(instructed)), null],
        },
      ],
    })),
  },
  [transactions.settlement.cancel]: {
    may: { [FIRM]: ['trader'] },
    request: requests('cancel-request', (instructed) => ({
      instruction: canonicalJson(instructed),
      consent: consent(instructed),
      index: '{}',
      shards: [],
      salts: { index: id(), result: id() },
    })),
  },
  [transactions.settlement.allowPartial]: {
    may: { [FIRM]: ['trader'] },
    request: requests('allow-partial-request', (instructed) => ({
      instruction: canonicalJson(instructed),
      consent: partialConsent(instructed),
    })),
  },
  [transactions.settlement.divide]: {
    may: { [FIRM]: ['trader'] },
    request: requests('divide-request', (instructed) => ({
      instruction: canonicalJson(instructed),
      consents: [null, null],
      part: canonicalJson({ ...instructed, instructionId: id() }),
      rest: canonicalJson({ ...instructed, instructionId: id() }),
    })),
  },
  [transactions.settlement.fail]: {
    may: { [FIRM]: ['trader'], [SUPERVISOR]: ['operator'] },
    request: requests('fail-request', (instructed) => ({
      instruction: canonicalJson(instructed),
      reservations: [null, null],
      witness: FIRM,
      salt: id(),
    })),
  },
  [transactions.credentials.registerKey]: { may: { [FIRM]: ['issuer'] }, request: () => says(issuerKey()) },
  [transactions.credentials.endKey]: {
    may: { [FIRM]: ['issuer'] },
    request: () => says({ type: 'issuer-key-status', version: 1, issuer: FIRM, kid: KID, status: 'RETIRED' }),
  },
  [transactions.credentials.recordBatch]: { may: { [FIRM]: ['issuer'] }, request: () => privately(batch()) },
  [transactions.credentials.setStatus]: {
    may: { [FIRM]: ['issuer'] },
    request: () =>
      says({
        ...{ type: 'credential-status-request', version: 1, issuer: FIRM, batchId: id() },
        items: [{ recordId: hex(32), status: 'REVOKED', reason: 'RULE' }],
      }),
  },
  [transactions.credentials.kill]: {
    may: all('operator', 'trader', 'issuer', 'verifier'),
    request: () => says({ type: 'kill-request', version: 1, issuer: FIRM, batchId: id(), secret: hex(32) }),
  },
  [transactions.credentials.beat]: {
    may: { [FIRM]: ROLES },
    request: () => says({ type: 'heartbeat', version: 1, member: FIRM }),
  },
  [transactions.logins.consent]: {
    may: { [FIRM]: ['verifier'] },
    request: () => privately({ type: 'consent-request', version: 1, firm: FIRM, consents: [loginConsent()] }),
  },
  [transactions.logins.anchor]: {
    may: { [FIRM]: ['verifier'] },
    request: () =>
      says({ type: 'use-anchor', version: 1, firm: FIRM, hour: randomInt(400_000), root: hex(32) }),
  },
  [transactions.logins.erase]: {
    may: { [FIRM]: ['verifier'] },
    request: () => privately({ type: 'erasure-request', version: 1, attestation: erasure(), consents: [] }),
  },
  [transactions.logins.consents]: { ...everyone, request: () => asks() },
  [transactions.logins.anchorOf]: { ...everyone, request: () => asks({ firm: FIRM, hour: 1 }) },
  [transactions.logins.erasureOf]: { ...everyone, request: () => asks({ firm: FIRM, erasureId: bytes32() }) },
  [transactions.audit.open]: {
    may: { [SUPERVISOR]: ['auditor'] },
    request: ({ tradeDate }) =>
      says({
        ...{ type: 'audit-inquiry', version: 1, supervisor: SUPERVISOR, businessDay: tradeDate },
        ...{ inquiryId: id(), certificate: hex(32), scopes: [hex(32)] },
      }),
  },
  [transactions.audit.read]: {
    may: { [SUPERVISOR]: ['auditor'] },
    request: ({ tradeDate }) => {
      const read = { kind: 'HOLDINGS', member: FIRM };
      const frame = { type: 'audit-scope', version: 1, supervisor: SUPERVISOR, businessDay: tradeDate };
      const scope = { ...frame, inquiryId: id(), read, reason: 'T', salt: hex(16) };
      return asks({ scope, transaction: transactions.holdings.positions, argument: '' });
    },
  },
  [transactions.audit.inquiries]: {
    ...everyone,
    request: ({ tradeDate }) => asks({ supervisor: SUPERVISOR, businessDay: tradeDate }),
  },
  [transactions.credentials.keys]: { ...everyone, request: () => asks() },
  [transactions.credentials.batch]: { ...everyone, request: () => asks({ issuer: FIRM, batchId: id() }) },
  [transactions.holdings.lots]: { ...everyone, request: () => asks({}) },
  [transactions.holdings.movements]: { ...everyone, request: () => asks({}) },
  [transactions.holdings.positions]: { ...everyone, request: () => asks() },
  [transactions.holdings.outstanding]: { may: { [SUPERVISOR]: ['operator'] }, request: () => asks() },
  [transactions.trades.correctionsDue]: { ...parties, request: ({ tradeDate }) => asks({ pair, tradeDate }) },
  [transactions.trades.matchShards]: {
    ...parties,
    request: ({ tradeDate }) => asks({ pair, tradeDate, shards: [0] }),
  },
  [transactions.settlement.instructions]: { ...everyone, request: () => asks({}) },
  [transactions.settlement.terms]: { ...parties, request: () => asks({ pair }) },
  [transactions.fabric.metadata]: { ...everyone, request: () => asks() },
  [transactions.consortium.ping]: { ...everyone, request: () => asks() },
  [transactions.consortium.members]: { ...everyone, request: () => asks() },
  [transactions.consortium.parameters]: { ...everyone, request: () => asks() },
  [transactions.consortium.instruments]: { ...everyone, request: () => asks(['KR7000660001']) },
  [transactions.consortium.proposal]: {
    ...everyone,
    request: () => asks({ proposer: SUPERVISOR, proposalId: 'founding-vote' }),
  },
  [transactions.consortium.proposals]: { ...everyone, request: () => asks() },
  [transactions.days.current]: { ...everyone, request: () => asks() },
  [transactions.days.seal]: { ...everyone, request: ({ tradeDate }) => asks({ date: tradeDate }) },
  [transactions.trades.pages]: { ...parties, request: ({ tradeDate }) => asks({ pair, tradeDate }) },
  [transactions.trades.page]: {
    ...parties,
    request: ({ tradeDate }) =>
      asks([{ submitter: FIRM, counterparty: OTHER, tradeDate, pageId: 'page-0001' }]),
  },
  [transactions.trades.utis]: { ...parties, request: () => asks({ pair, prefixes: [] }) },
  [transactions.trades.matchIndex]: { ...parties, request: ({ tradeDate }) => asks({ pair, tradeDate }) },
  [transactions.trades.matchResult]: {
    ...parties,
    request: ({ tradeDate }) => asks({ pair, tradeDate, sequence: 1 }),
  },
};

/** The transaction of a rule; what follows it tells one kind of request from another. */
function transactionIn(rule: string): string {
  return rule.split(' ')[0] ?? rule;
}

describe('who may do what', () => {
  let context: NetworkContext;
  let market: TestMarket;
  const clients = new Map<string, RawClient>();

  beforeAll(async () => {
    context = await sharedNetwork();
    expect(supervisorId(context.consortium)).toBe(SUPERVISOR);
    market = await readMarket(context);
    for (const member of MEMBERS) {
      for (const role of ROLES) {
        clients.set(`${member}/${role}`, await RawClient.open({ stateDir: context.stateDir, member, role }));
      }
    }
  });

  afterAll(() => {
    for (const client of clients.values()) client.close();
  });

  test('is told of every transaction', () => {
    const names = Object.values(transactions).flatMap((contract) => Object.values<string>(contract));
    const told = new Set(Object.keys(RULES).map(transactionIn));
    expect([...told].sort()).toEqual(names.sort());
  });

  /** A request that is malformed would tell nothing of who may send it. */
  function verdict(code: string | null): 'may' | 'may not' | 'malformed' {
    if (NOT_YOU.some((each) => each === code)) return 'may not';
    return code === 'INVALID_DOCUMENT' || code === 'NOT_CANONICAL' ? 'malformed' : 'may';
  }

  /** The code with which a request is refused; null when it is not refused. Nothing is sent for ordering. */
  async function refusedWith(client: RawClient, name: string, request: RawProposal): Promise<string | null> {
    const organisations = [client.mspId];
    return (await refusalIn(client.endorse(name, { ...request, organisations })))?.code ?? null;
  }

  describe.each(Object.entries(RULES))('%s', (name, { may, request }) => {
    const told = Object.entries(may).map(([member, roles]) => `${member} (${roles.join(', ')})`);
    test(`${told.join(', ')}, and nobody else`, async () => {
      const outcomes = await Promise.all(
        [...clients].map(async ([who, client]) => {
          const code = await refusedWith(client, transactionIn(name), request(market, context));
          return [who, verdict(code)] as const;
        }),
      );
      const expected = MEMBERS.flatMap((member) =>
        ROLES.map((role) => {
          const allowed = may[member]?.includes(role) ?? false;
          return [`${member}/${role}`, allowed ? 'may' : 'may not'] as const;
        }),
      );
      expect(Object.fromEntries(outcomes)).toEqual(Object.fromEntries(expected));
    });
  });
});
