import {
  canonicalJson,
  instructionName,
  legsOf,
  transactions,
  type CancelRequest,
  type InstructionCancellation,
  type Instruction,
  type InstructionState,
  type InstructRequest,
  type Leg,
  type Lot,
  type ObligationRecord,
  type Reservation,
  type SettlementTerms,
  type ShownTo,
  type TradeStatement,
} from '@jangbu/model';
import { isinOf, statementOf, utiOf } from '@jangbu/model/dist/testing/statements';
import type { Request } from './channel';
import { deskOf, PARAMETERS, TODAY, type SimulatedConsortium } from './consortium';
import { custodianConsortium, depositOf, lotsAt, move } from './holding';
import {
  indexText,
  matchStated,
  matchStateOf,
  pageOf,
  record,
  saltOf,
  shardsWith,
  type Sender,
} from './trading';

export const SHARES = isinOf(1);

/** The trades of the tests: a buys from b 100 for 7,150,000 and 50 for 3,500,000; settled on the day itself. */
const BUYS = [
  statementOf(1, { settlementDate: TODAY }),
  statementOf(2, { settlementDate: TODAY, quantity: '50', price: '70000', amount: '3500000' }),
];
const SELLS = BUYS.map((trade) => ({ ...trade, side: 'SELL' as const }));

/** A consortium in which a and b have traded and matched, and hold what they owe as whole lots. */
export async function matchedConsortium(parameters = PARAMETERS): Promise<SimulatedConsortium> {
  const consortium = await custodianConsortium(parameters);
  const pages = [pageOf('a', 'b', 'bought-01', BUYS), pageOf('b', 'a', 'sold-0001', SELLS)];
  for (const page of pages) await record(consortium, page);
  await matchStated(consortium, ...pages);
  for (const by of ['a', 'b']) await setTerms(consortium, termsOf(by));
  await move(consortium, depositOf('deposit-a', 'a', { lotId: 'won-a-001', amount: '10650000' }));
  await move(
    consortium,
    depositOf('deposit-b', 'b', { lotId: 'share-b-1', amount: '150', instrument: SHARES }),
  );
  return consortium;
}

/** One more trade, as a states it: both state it, and it is matched. */
export async function matchOneMore(consortium: SimulatedConsortium, stated: TradeStatement): Promise<void> {
  const side = stated.side === 'BUY' ? 'SELL' : 'BUY';
  const pages = [
    pageOf('a', 'b', `more-a-${stated.uti.slice(-6)}`, [stated]),
    pageOf('b', 'a', `more-b-${stated.uti.slice(-6)}`, [{ ...stated, side }]),
  ];
  for (const page of pages) await record(consortium, page);
  await matchStated(consortium, ...pages);
}

/** What the tests' trades come to: a receives 150 and pays 10,650,000. */
export const OBLIGATION: ObligationRecord = {
  isin: SHARES,
  settlementDate: TODAY,
  currency: 'KRW',
  accountKinds: ['HOUSE', 'HOUSE'],
  quantity: '150',
  amount: '-10650000',
};

export function instructionOf(
  instructionId: string,
  obligation: ObligationRecord,
  origin: Instruction['origin'] = { kind: 'NET', sequence: 1 },
  changed: Partial<Instruction> = {},
): Instruction {
  const { isin, settlementDate, currency, accountKinds } = obligation;
  return {
    type: 'instruction',
    version: 1,
    creator: 'a',
    instructionId,
    pair: ['a', 'b'],
    tradeDate: TODAY,
    settlementDate,
    isin,
    currency,
    accountKinds,
    origin,
    legs: legsOf(['a', 'b'], obligation),
    salt: saltOf(instructionId),
    ...changed,
  };
}

/** The instruction of the first of the tests' trades by itself. */
export const GROSS = instructionOf(
  'instruct-gross',
  { ...OBLIGATION, quantity: '100', amount: '-7150000' },
  { kind: 'GROSS', sequence: 1, uti: utiOf(1) },
);

/** The net instruction of the tests' trades. */
export const NET = instructionOf('instruct-net', OBLIGATION);

async function textAt(consortium: SimulatedConsortium, name: string, asked: object): Promise<string | null> {
  const text = await consortium.query(consortium.client('a', 'trader'), name, asked);
  return typeof text === 'string' ? text : null;
}

/** A firm's word to the other one of the tests: that it settles gross, unless said otherwise. */
export function termsOf(member: string, changed: Partial<SettlementTerms> = {}): SettlementTerms {
  const round = changed.round ?? 1;
  return {
    type: 'settlement-terms',
    version: 1,
    pair: ['a', 'b'],
    member,
    round,
    gross: true,
    salt: saltOf(`terms of ${member} ${String(round)}`),
    ...changed,
  };
}

/** Records a firm's terms after those that it gave before. */
export function setTerms(
  consortium: SimulatedConsortium,
  terms: SettlementTerms,
  previous: SettlementTerms | null = null,
  sender: Sender = { by: terms.member },
): Promise<unknown> {
  const request = {
    type: 'terms-request',
    version: 1,
    terms: canonicalJson(terms),
    previous: previous && canonicalJson(previous),
  };
  return submitSettlement(consortium, transactions.settlement.setTerms, request, sender);
}

async function termsAt(consortium: SimulatedConsortium): Promise<(string | null)[]> {
  const asked = { pair: ['a', 'b'] };
  return (await consortium.query(consortium.client('a', 'trader'), transactions.settlement.terms, asked)) as (
    string | null
  )[];
}

/** The request that makes instructions, from what stands. */
export async function instructRequest(
  consortium: SimulatedConsortium,
  ...instructions: readonly Instruction[]
): Promise<InstructRequest> {
  const day = { pair: ['a', 'b'], tradeDate: TODAY };
  const { sequence } = await matchStateOf(consortium);
  const results = await Promise.all(
    Array.from({ length: sequence }, (_, i) =>
      textAt(consortium, transactions.trades.matchResult, { ...day, sequence: i + 1 }),
    ),
  );
  return {
    type: 'instruct-request',
    version: 1,
    instructions: instructions.map(canonicalJson),
    index: (await indexText(consortium, ['a', 'b'])) ?? '{}',
    shards: await shardsWith(
      consortium,
      ['a', 'b'],
      instructions.flatMap(({ origin }) => (origin.kind === 'GROSS' ? [origin.uti] : [])),
    ),
    results: results.filter((text) => text !== null),
    terms: instructions.some(({ origin }) => origin.kind === 'GROSS') ? await termsAt(consortium) : [],
    salt: saltOf(`instruction index ${instructions.map(instructionName).join()}`),
  };
}

/** A settlement transaction with its request. */
export function requesting(
  consortium: SimulatedConsortium,
  name: string,
  request: object,
  { by = 'a', certificate = deskOf(by) }: Sender = {},
): Request {
  return {
    by: consortium.client(by, certificate),
    name,
    transient: { request: JSON.stringify(request) },
  };
}

/** Submits a settlement transaction with the peers of the members named. */
export function submitSettlement(
  consortium: SimulatedConsortium,
  name: string,
  request: object,
  sender: Sender = {},
  endorsers: readonly string[] = ['a', 'b', 'kofia'],
): Promise<unknown> {
  return consortium.channel.submit(
    requesting(consortium, name, request, sender),
    consortium.mspIds(...endorsers),
  );
}

export async function recordInstructions(
  consortium: SimulatedConsortium,
  ...instructions: readonly Instruction[]
): Promise<unknown> {
  const request = await instructRequest(consortium, ...instructions);
  return submitSettlement(consortium, transactions.settlement.instruct, request, {
    by: instructions[0]?.creator ?? 'a',
  });
}

export function legAt(instruction: Instruction, place: number): Leg {
  const leg = instruction.legs[place];
  if (!leg) throw new Error(`no leg ${place}`);
  return leg;
}

/** A reservation of a lot for one leg. */
export function reservationOf(
  instruction: Instruction,
  leg: number,
  lot: Lot,
  changed: Partial<Reservation> = {},
): Reservation {
  const { creator, instructionId } = instruction;
  return {
    type: 'reservation',
    version: 1,
    instruction: { creator, instructionId },
    leg,
    lot,
    salt: saltOf(`reservation ${instructionId}-${leg} of ${lot.lotId}`),
    ...changed,
  };
}

/** What is to be reserved, and for which instruction. */
export interface Reserving {
  readonly instruction: Instruction;
  readonly reservation: Reservation;
}

export function reserveRequest(items: readonly Reserving[], shownTo: ShownTo = 'BOTH'): object {
  return {
    type: 'reserve-request',
    version: 1,
    items: items.map(({ instruction, reservation }) => ({
      instruction: canonicalJson(instruction),
      reservation: canonicalJson(reservation),
    })),
    shownTo,
  };
}

/** Reserves with the peers of both parties and the supervisor. */
export function reserve(
  consortium: SimulatedConsortium,
  instruction: Instruction,
  reservation: Reservation,
): Promise<unknown> {
  const request = reserveRequest([{ instruction, reservation }]);
  return submitSettlement(consortium, transactions.settlement.reserve, request, {
    by: reservation.lot.owner,
  });
}

/** What is to be settled: an instruction, and the reservation of each leg. */
export type SettlingItem = readonly [Instruction, readonly (Reservation | null)[]];

export function settleRequest(...items: readonly SettlingItem[]): object {
  return settleRequestWith(['a', 'b'], ...items);
}

/** The request that settles with those parties taking part. */
export function settleRequestWith(parties: readonly string[], ...items: readonly SettlingItem[]): object {
  return {
    type: 'settle-request',
    version: 1,
    parties,
    items: items.map(([instruction, reservations]) => ({
      instruction: canonicalJson(instruction),
      reservations: reservations.map((reservation) => reservation && canonicalJson(reservation)),
    })),
  };
}

export function settle(
  consortium: SimulatedConsortium,
  instruction: Instruction,
  reservations: readonly (Reservation | null)[],
  sender: Sender = {},
): Promise<unknown> {
  const request = settleRequest([instruction, reservations]);
  return submitSettlement(consortium, transactions.settlement.settle, request, sender);
}

/** Settles with one party alone and the supervisor: the other's peer is not asked. */
export function settleWithout(
  consortium: SimulatedConsortium,
  absent: 'a' | 'b',
  by: 'a' | 'b' | 'kofia',
  ...items: readonly SettlingItem[]
): Promise<unknown> {
  const party = absent === 'a' ? 'b' : 'a';
  const request = settleRequestWith([party], ...items);
  return submitSettlement(consortium, transactions.settlement.settle, request, { by }, [party, 'kofia']);
}

/** Claims what settled without a firm, with its own peer and no other. */
export function claim(
  consortium: SimulatedConsortium,
  member: string,
  items: readonly (readonly [Instruction, settlement: string, reservations: readonly (string | null)[]])[],
  sender: Sender = { by: member },
): Promise<unknown> {
  const request = {
    type: 'claim-request',
    version: 1,
    member,
    items: items.map(([instruction, settlement, reservations]) => ({
      instruction: canonicalJson(instruction),
      settlement,
      reservations,
    })),
  };
  return submitSettlement(consortium, transactions.settlement.claim, request, sender, [member]);
}

export function releaseRequest(reservation: Reservation, instruction: Instruction = NET): object {
  return {
    type: 'release-request',
    version: 1,
    instruction: canonicalJson(instruction),
    reservation: canonicalJson(reservation),
  };
}

/** Releases with the peers of the owner and the supervisor only. */
export function release(consortium: SimulatedConsortium, reservation: Reservation): Promise<unknown> {
  const { owner } = reservation.lot;
  const request = releaseRequest(reservation);
  return submitSettlement(consortium, transactions.settlement.release, request, { by: owner }, [
    owner,
    'kofia',
  ]);
}

export function instructionCancellationOf(instruction: Instruction, member: string): InstructionCancellation {
  const { creator, instructionId } = instruction;
  return {
    type: 'instruction-cancellation',
    version: 1,
    instruction: { creator, instructionId },
    member,
    salt: saltOf(`consent of ${member}`),
  };
}

export async function consentToCancelling(
  consortium: SimulatedConsortium,
  instruction: Instruction,
  member: string,
  sender: Sender = { by: member },
): Promise<unknown> {
  const request = await cancelRequestOf(consortium, instruction, member);
  return submitSettlement(consortium, transactions.settlement.cancel, request, sender);
}

/** The request by which a firm consents to cancelling an instruction, from what stands. */
export async function cancelRequestOf(
  consortium: SimulatedConsortium,
  instruction: Instruction,
  member: string,
): Promise<CancelRequest> {
  const { origin } = instruction;
  const name = `${instructionName(instruction)} of ${member}`;
  return {
    type: 'cancel-request',
    version: 1,
    instruction: canonicalJson(instruction),
    consent: canonicalJson(instructionCancellationOf(instruction, member)),
    index: (await indexText(consortium, ['a', 'b'])) ?? '{}',
    shards: await shardsWith(consortium, ['a', 'b'], origin.kind === 'GROSS' ? [origin.uti] : []),
    salts: { index: saltOf(`index ${name}`), result: saltOf(`result ${name}`) },
  };
}

/** The one lot of an instrument that a firm has free. */
export async function lotOf(
  consortium: SimulatedConsortium,
  owner: string,
  instrument: string,
): Promise<Lot> {
  const [lot] = await lotsAt(consortium, owner, { instrument, status: 'FREE' });
  if (!lot) throw new Error(`${owner} has no free lot of ${instrument}`);
  return lot;
}

/** Reserves both legs of the net instruction: b's shares, a's won. */
export async function reserveBoth(
  consortium: SimulatedConsortium,
): Promise<readonly [Reservation, Reservation]> {
  const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
  const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
  await reserve(consortium, NET, shares);
  await reserve(consortium, NET, won);
  return [shares, won];
}

/** Where the instructions stand that a member holds. */
export async function instructionsAt(
  consortium: SimulatedConsortium,
  id: string,
  asked: object = {},
): Promise<InstructionState[]> {
  const client = consortium.client(id, deskOf(id));
  return (await consortium.query(client, transactions.settlement.instructions, asked)) as InstructionState[];
}

export function failRequest(
  instruction: Instruction,
  reservations: readonly (string | null)[],
  witness: string,
): object {
  return {
    type: 'fail-request',
    version: 1,
    instruction: canonicalJson(instruction),
    reservations,
    witness,
    salt: saltOf(`fail with ${witness}`),
  };
}

/** Records a fail with the peers of the witness and the supervisor only. */
export function fail(
  consortium: SimulatedConsortium,
  instruction: Instruction,
  reservations: readonly (string | null)[],
  witness: string,
  sender: Sender = { by: witness },
): Promise<unknown> {
  const request = failRequest(instruction, reservations, witness);
  return submitSettlement(consortium, transactions.settlement.fail, request, sender, [witness, 'kofia']);
}

/** Closes settlement on the business day in force. */
export function closeSettlement(consortium: SimulatedConsortium): Promise<void> {
  return consortium.toPhase('SETTLEMENT_CLOSED');
}
