import {
  canonicalJson,
  keys,
  lotText,
  PHASES,
  settlementOf,
  transactions,
  type Instruction,
  type Lot,
  type Reservation,
} from '@jangbu/model';
import { isinOf, statementOf, utiOf } from '@jangbu/model/dist/testing/statements';
import { cancellationConsentOf, consent as consentToCancel } from '../../../testing/cancelling';
import { TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { forgeDocuments } from '../../../testing/forgery';
import { depositOf, lotsAt, move, positionsAt, splitOf, withdrawalOf } from '../../../testing/holding';
import { refusal } from '../../../testing/refusals';
import {
  consentToCancelling,
  GROSS,
  instructionOf,
  instructionsAt,
  instructRequest,
  lotOf,
  matchedConsortium,
  matchOneMore,
  NET,
  OBLIGATION,
  recordInstructions,
  release,
  releaseRequest,
  requesting,
  reservationOf,
  reserve,
  reserveBoth,
  reserveRequest,
  settle,
  settleRequest,
  SHARES,
  submitSettlement,
} from '../../../testing/settling';
import { saltOf } from '../../../testing/trading';

const names = transactions.settlement;
const REST = { ...OBLIGATION, quantity: '50', amount: '-3500000' };

async function instructed(...instructions: readonly Instruction[]): Promise<SimulatedConsortium> {
  const consortium = await matchedConsortium();
  await recordInstructions(consortium, ...(instructions.length > 0 ? instructions : [NET]));
  return consortium;
}

function free(instrument: string, amount: string): object {
  return { instrument, accountKind: 'HOUSE', free: amount, reserved: '0' };
}

describe('instructions', () => {
  it('are listed in parts, with all that stands of each', async () => {
    const consortium = await matchedConsortium();
    await recordInstructions(consortium, NET);
    const whole = await instructionsAt(consortium, 'a');
    expect(await instructionsAt(consortium, 'a', { limit: 5 })).toEqual(whole);
    expect(await instructionsAt(consortium, 'kofia', { limit: 1 })).toEqual(whole);
    expect(await instructionsAt(consortium, 'a', { limit: 1, pair: ['a', 'c'] })).toEqual([]);
    const after = { creator: NET.creator, instructionId: NET.instructionId };
    expect(await instructionsAt(consortium, 'a', { limit: 1, after })).toEqual([]);
    const before = { creator: NET.creator, instructionId: 'aaaaaaaa' };
    expect(await instructionsAt(consortium, 'a', { limit: 1, after: before })).toEqual(whole);
    const auditor = consortium.client('kofia', 'auditor');
    const { instructions } = transactions.settlement;
    expect(await consortium.query(auditor, instructions, { limit: 5 })).toEqual([]);
  });
});

describe('pages of instructions', () => {
  it('put together are the whole list, each instruction with its own records only', async () => {
    const rest = instructionOf('instruct-rest', REST);
    const consortium = await instructed(GROSS, rest);
    const cut = splitOf(
      'split-001',
      'b',
      [await lotOf(consortium, 'b', SHARES)],
      { lotId: 'share-b-3', amount: '100', instrument: SHARES },
      { lotId: 'share-b-4', amount: '50', instrument: SHARES },
    );
    await move(consortium, cut);
    const [hundred, fifty] = cut.produced as [Lot, Lot];
    await reserve(consortium, GROSS, reservationOf(GROSS, 0, hundred));
    await reserve(consortium, rest, reservationOf(rest, 0, fifty));
    await consentToCancelling(consortium, GROSS, 'a');
    for (const id of ['a', 'b', 'kofia']) {
      const whole = await instructionsAt(consortium, id);
      expect(
        whole.map(({ consents, reservations }) => [consents, reservations.filter(Boolean).length]),
      ).toEqual([
        [['a'], 1],
        [[], 1],
      ]);
      const [first, ...more] = await instructionsAt(consortium, id, { limit: 1 });
      const { creator, instructionId } = JSON.parse(first?.instruction ?? '') as Instruction;
      const after = { creator, instructionId };
      expect([first, ...more, ...(await instructionsAt(consortium, id, { limit: 1, after }))]).toEqual(whole);
    }
  });
});

describe('an instruction', () => {
  it("is made out of a pair's net obligation", async () => {
    const consortium = await matchedConsortium();
    expect(await recordInstructions(consortium, NET)).toEqual({ status: 'RECORDED' });
    for (const id of ['a', 'b', 'kofia']) {
      expect(await instructionsAt(consortium, id)).toEqual([
        {
          instruction: canonicalJson(NET),
          day: null,
          dueDate: TODAY,
          status: 'PENDING',
          settlement: null,
          unclaimed: null,
          reservations: [null, null],
          reserved: [false, false],
          consents: [],
          partial: [],
          division: null,
          fails: [],
        },
      ]);
    }
    expect(await instructionsAt(consortium, 'c')).toEqual([]);
    expect(await instructionsAt(consortium, 'a', { settlementDate: '2026-03-12' })).toEqual([]);
    expect(await instructionsAt(consortium, 'a', { pair: ['a', 'c'] })).toEqual([]);
  });

  it('is made out of one matched trade, and the net of what is left', async () => {
    const consortium = await matchedConsortium();
    const rest = instructionOf('instruct-rest', REST);
    expect(await recordInstructions(consortium, GROSS, rest)).toEqual({ status: 'RECORDED' });
    expect(
      await refusal('ALREADY_INSTRUCTED', recordInstructions(consortium, { ...NET, legs: rest.legs })),
    ).toEqual({
      instruction: 'a/instruct-net',
    });
  });

  it('sent again is harmless; other content under its id is refused', async () => {
    const consortium = await matchedConsortium();
    const request = await instructRequest(consortium, NET);
    await submitSettlement(consortium, names.instruct, request);
    expect(await submitSettlement(consortium, names.instruct, request)).toEqual({
      status: 'ALREADY_RECORDED',
    });
    const other = { ...request, instructions: [canonicalJson({ ...NET, salt: saltOf('other') })] };
    expect(await refusal('ID_TAKEN', submitSettlement(consortium, names.instruct, other))).toEqual({
      document: 'instruction',
      id: 'a/instruct-net',
    });
  });

  it('takes a trade or an obligation up once, by whoever and in whatever way', async () => {
    const consortium = await instructed();
    const again = { ...NET, creator: 'b', instructionId: 'instruct-2' };
    await refusal('ALREADY_INSTRUCTED', recordInstructions(consortium, again));
    await refusal('ALREADY_INSTRUCTED', recordInstructions(consortium, GROSS));
    const other = await instructed(GROSS);
    await refusal('ALREADY_INSTRUCTED', recordInstructions(other, { ...GROSS, instructionId: 'instruct-2' }));
    const whole = recordInstructions(other, NET);
    expect((await refusal('INSTRUCTION_MISMATCH', whole)).field).toBe('legs');
  });

  it('takes up what a later match adds, and no more', async () => {
    const consortium = await instructed();
    const more = statementOf(3, { settlementDate: TODAY, quantity: '10', price: '70000', amount: '700000' });
    await matchOneMore(consortium, more);
    const owed = { ...OBLIGATION, quantity: '10', amount: '-700000' };
    const third = instructionOf('instruct-3', owed, { kind: 'GROSS', sequence: 2, uti: utiOf(3) });
    expect(await recordInstructions(consortium, third)).toEqual({ status: 'RECORDED' });
    const net = instructionOf('instruct-4', owed, { kind: 'NET', sequence: 2 });
    await refusal('ALREADY_INSTRUCTED', recordInstructions(consortium, net));
  });

  it('is made the other way when later trades undo what was instructed, wholly too', async () => {
    const consortium = await instructed();
    const sold = { side: 'SELL', quantity: '150', price: '71000', amount: '10650000' } as const;
    await matchOneMore(consortium, statementOf(3, { settlementDate: TODAY, ...sold }));
    const origin = { kind: 'NET', sequence: 2 } as const;
    const again = instructionOf('instruct-2', OBLIGATION, origin);
    expect((await refusal('INSTRUCTION_MISMATCH', recordInstructions(consortium, again))).field).toBe('legs');
    const owed = { ...OBLIGATION, quantity: '-150', amount: '10650000' };
    const back = instructionOf('instruct-back', owed, origin);
    expect(await recordInstructions(consortium, back)).toEqual({ status: 'RECORDED' });
    const third = instructionOf('instruct-3', owed, origin);
    await refusal('ALREADY_INSTRUCTED', recordInstructions(consortium, third));
  });

  it('takes up no trade that both firms have cancelled', async () => {
    const consortium = await matchedConsortium();
    for (const [by, other] of [
      ['a', 'b'],
      ['b', 'a'],
    ] as const) {
      await consentToCancel(
        consortium,
        cancellationConsentOf(by, other, `consent-${by}1`, { uti: utiOf(1), instead: null }),
      );
    }
    const late = recordInstructions(consortium, GROSS);
    expect((await refusal('INSTRUCTION_MISMATCH', late)).field).toBe('trade');
  });

  it('of two at once lets one through; the other is told that the index has moved', async () => {
    const consortium = await matchedConsortium();
    const [ours, theirs] = [NET, { ...NET, creator: 'b', instructionId: 'instruct-b' }];
    const requests = [await instructRequest(consortium, ours), await instructRequest(consortium, theirs)];
    await submitSettlement(consortium, names.instruct, requests[0] ?? {});
    const second = submitSettlement(consortium, names.instruct, requests[1] ?? {}, { by: 'b' });
    expect(await refusal('MATCH_INDEX_MOVED', second)).toEqual({
      pair: ['a', 'b'],
      tradeDate: TODAY,
    });
  });

  it.each<[string, Partial<Instruction>]>([
    ['legs', { legs: [...NET.legs].reverse() }],
    ['legs', { legs: NET.legs.slice(0, 1) }],
    ['legs', { legs: NET.legs.map((leg) => ({ ...leg, amount: '1' })) }],
    ['obligation', { settlementDate: '2026-03-13' }],
    ['obligation', { accountKinds: ['CLIENT', 'HOUSE'] }],
    ['sequence', { origin: { kind: 'NET', sequence: 2 } }],
    ['trade', { origin: { kind: 'GROSS', sequence: 1, uti: utiOf(9) } }],
    ['trade', { origin: { kind: 'GROSS', sequence: 1, uti: utiOf(1) }, isin: isinOf(2) }],
  ])('that does not say what the match says is refused: %s', async (field, changed) => {
    const consortium = await matchedConsortium();
    const attempt = recordInstructions(consortium, { ...NET, ...changed });
    expect(await refusal('INSTRUCTION_MISMATCH', attempt)).toEqual({ instruction: 'a/instruct-net', field });
  });

  it('from a match that does not stand so is refused', async () => {
    const consortium = await matchedConsortium();
    const request = await instructRequest(consortium, NET);
    const grown = request.index.replace('"150"', '"950"');
    await refusal(
      'MATCH_INDEX_MOVED',
      submitSettlement(consortium, names.instruct, { ...request, index: grown }),
    );
    const gross = await instructRequest(consortium, GROSS);
    const { members } = await refusal(
      'DOCUMENT_NOT_HELD',
      submitSettlement(consortium, names.instruct, { ...gross, results: ['{}'] }),
    );
    expect(members).toEqual(['a', 'b', 'kofia']);
    const later = { ...GROSS, origin: { kind: 'GROSS', sequence: 7, uti: utiOf(1) } } as const;
    await refusal('DOCUMENT_NOT_HELD', recordInstructions(consortium, later));
  });

  it('is made by either party or the supervisor, in their own name, and by nobody else', async () => {
    const consortium = await matchedConsortium();
    const request = await instructRequest(consortium, NET);
    await refusal('NOT_A_PARTY', submitSettlement(consortium, names.instruct, request, { by: 'c' }));
    expect(
      await refusal('NOT_THE_SUBMITTER', submitSettlement(consortium, names.instruct, request, { by: 'b' })),
    ).toEqual({ claimed: 'a', caller: 'b' });
    await refusal(
      'ROLE_REQUIRED',
      submitSettlement(consortium, names.instruct, request, { certificate: 'auditor' }),
    );
    const bySupervisor = { ...NET, creator: 'kofia' };
    expect(await recordInstructions(consortium, bySupervisor)).toEqual({ status: 'RECORDED' });
  });

  it('is one of a pair and trade date, named once', async () => {
    const consortium = await matchedConsortium();
    await refusal('INVALID_DOCUMENT', recordInstructions(consortium, NET, NET));
    const otherPair = { ...GROSS, pair: ['a', 'c'] as ['a', 'c'] };
    expect(
      (await refusal('INSTRUCTION_MISMATCH', recordInstructions(consortium, NET, otherPair))).field,
    ).toBe('pair');
    const otherDay = { ...GROSS, tradeDate: '2026-03-10' };
    const mixed = await refusal('INSTRUCTION_MISMATCH', recordInstructions(consortium, NET, otherDay));
    expect(mixed.field).toBe('tradeDate');
  });
});

describe('a reservation', () => {
  it("sets the owner's exact lot aside; the other firm sees that lot and nothing else", async () => {
    const consortium = await instructed();
    const more = depositOf('deposit-2', 'b', { lotId: 'share-b-2', amount: '999', instrument: SHARES });
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    await move(consortium, more);
    expect(await reserve(consortium, NET, shares)).toEqual({ status: 'RECORDED' });
    expect(await positionsAt(consortium, 'b')).toEqual([
      { instrument: SHARES, accountKind: 'HOUSE', free: '999', reserved: '150' },
    ]);
    const [state] = await instructionsAt(consortium, 'a');
    expect(state?.reservations).toEqual([canonicalJson(shares), null]);
    expect(JSON.stringify(state)).not.toContain('999');
    expect((await lotsAt(consortium, 'a')).map(({ owner }) => owner)).toEqual(['a']);
  });

  it('sent again is harmless; once it is released the same lot may be set aside anew', async () => {
    const consortium = await instructed();
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    await reserve(consortium, NET, shares);
    expect(await reserve(consortium, NET, shares)).toEqual({ status: 'ALREADY_RECORDED' });
    await release(consortium, shares);
    expect(await positionsAt(consortium, 'b')).toEqual([free(SHARES, '150')]);
    expect(await reserve(consortium, NET, shares)).toEqual({ status: 'RECORDED' });
    expect(await positionsAt(consortium, 'b')).toMatchObject([{ free: '0', reserved: '150' }]);
  });

  it('is not of an instrument that is suspended', async () => {
    const consortium = await instructed();
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    await consortium.carry({ kind: 'SET_INSTRUMENT_STATUS', isin: SHARES, status: 'SUSPENDED' });
    await refusal('INSTRUMENT_NOT_ACTIVE', reserve(consortium, NET, shares));
    const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
    expect(await reserve(consortium, NET, won)).toEqual({ status: 'RECORDED' });
  });

  it('is not made after the reservation cut-off', async () => {
    const consortium = await instructed();
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    await consortium.toPhase('RESERVATION_CLOSED');
    await refusal('PHASE_CLOSED', reserve(consortium, NET, shares));
  });

  it('keeps its lot from being spent or reserved elsewhere', async () => {
    const consortium = await instructed(GROSS, instructionOf('instruct-rest', REST));
    const rest = instructionOf('instruct-rest', REST);
    const cut = splitOf(
      'split-001',
      'b',
      [await lotOf(consortium, 'b', SHARES)],
      { lotId: 'share-b-3', amount: '100', instrument: SHARES },
      { lotId: 'share-b-4', amount: '50', instrument: SHARES },
    );
    await move(consortium, cut);
    const [hundred, fifty] = cut.produced as [Lot, Lot];
    await reserve(consortium, GROSS, reservationOf(GROSS, 0, hundred));
    await refusal('LOT_RESERVED', move(consortium, withdrawalOf('withdraw-1', 'b', hundred)));
    const wrong = reservationOf(rest, 0, { ...hundred, amount: '50' });
    await refusal('DOCUMENT_NOT_HELD', reserve(consortium, rest, wrong));
    await move(consortium, withdrawalOf('withdraw-1', 'b', fifty));
    await refusal('LOT_SPENT', reserve(consortium, rest, reservationOf(rest, 0, fifty)));
  });

  it('is of the exact amount, the instrument and the kind of account that the leg delivers', async () => {
    const consortium = await instructed();
    const made = depositOf(
      'deposit-2',
      'b',
      { lotId: 'share-b-2', amount: '149', instrument: SHARES },
      { lotId: 'share-b-3', amount: '150', instrument: SHARES, accountKind: 'CLIENT' },
      { lotId: 'share-b-4', amount: '150', instrument: isinOf(2) },
    );
    await move(consortium, made);
    const [less, clients, others] = made.produced as [Lot, Lot, Lot];
    const attempt = (lot: Lot): Promise<unknown> => reserve(consortium, NET, reservationOf(NET, 0, lot));
    expect(await refusal('AMOUNT_MISMATCH', attempt(less))).toEqual({
      lot: 'kofia/share-b-2',
      required: '150',
      given: '149',
    });
    expect((await refusal('ACCOUNT_KIND_MISMATCH', attempt(clients))).required).toBe('HOUSE');
    expect((await refusal('INSTRUMENT_MISMATCH', attempt(others))).given).toBe(isinOf(2));
  });

  it("is the owner's own, for what it delivers itself", async () => {
    const consortium = await instructed();
    const shares = await lotOf(consortium, 'b', SHARES);
    const reservation = reservationOf(NET, 0, shares);
    const request = reserveRequest([{ instruction: NET, reservation }]);
    await refusal('NOT_THE_SUBMITTER', submitSettlement(consortium, names.reserve, request, { by: 'a' }));
    await refusal('NOT_THE_SUBMITTER', submitSettlement(consortium, names.reserve, request, { by: 'kofia' }));
    const asAuditor = { by: 'b', certificate: 'auditor' } as const;
    await refusal('ROLE_REQUIRED', submitSettlement(consortium, names.reserve, request, asAuditor));
    expect(
      await refusal('NOT_THE_DELIVERER', reserve(consortium, NET, reservationOf(NET, 1, shares))),
    ).toEqual({ instruction: 'a/instruct-net', leg: 1, member: 'b' });
  });

  it('does not need the peer of the other firm, which is shown it later', async () => {
    const consortium = await instructed();
    const reservation = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    const items = [{ instruction: NET, reservation }];
    const alone = reserveRequest(items, 'OWNER');
    const by = { by: 'b' };
    await submitSettlement(consortium, names.reserve, alone, by, ['b', 'kofia']);
    expect((await instructionsAt(consortium, 'a'))[0]?.reservations).toEqual([null, null]);
    expect(await submitSettlement(consortium, names.reserve, alone, by, ['b', 'kofia'])).toEqual({
      status: 'ALREADY_RECORDED',
    });
    await submitSettlement(consortium, names.reserve, reserveRequest(items), by);
    expect((await instructionsAt(consortium, 'a'))[0]?.reservations[0]).toBe(canonicalJson(reservation));
  });

  it('is one for a leg at a time', async () => {
    const consortium = await instructed();
    const more = depositOf('deposit-2', 'b', { lotId: 'share-b-2', amount: '150', instrument: SHARES });
    await move(consortium, more);
    const [second] = more.produced as [Lot];
    const first = (await lotsAt(consortium, 'b')).find(({ lotId }) => lotId === 'share-b-1');
    if (!first) throw new Error('no lot');
    const reservation = reservationOf(NET, 0, first);
    await reserve(consortium, NET, reservation);
    const again = reservationOf(NET, 0, second);
    await refusal('LEG_RESERVED', reserve(consortium, NET, again));
    await release(consortium, reservation);
    expect(await reserve(consortium, NET, again)).toEqual({ status: 'RECORDED' });
  });

  it('takes a lot once within one request', async () => {
    const consortium = await instructed(GROSS, instructionOf('instruct-rest', REST));
    const lot = await lotOf(consortium, 'b', SHARES);
    const items = [GROSS, instructionOf('instruct-rest', REST)].map((instruction) => ({
      instruction,
      reservation: reservationOf(instruction, 0, lot),
    }));
    const attempt = submitSettlement(consortium, names.reserve, reserveRequest(items), { by: 'b' });
    expect((await refusal('RESERVATION_INCONSISTENT', attempt)).field).toBe('repeated');
  });

  it('is for an instruction that stands with the owner and the supervisor', async () => {
    const consortium = await matchedConsortium();
    const reservation = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    await forgeDocuments(consortium, 'b', [keys.instruction(NET), canonicalJson(NET)]);
    const attempt = reserve(consortium, NET, reservation);
    expect((await refusal('DOCUMENT_NOT_HELD', attempt)).members).toEqual(['kofia']);
  });
});

describe('a release', () => {
  it("gives the lot back, from the owner's copy and the supervisor's alone", async () => {
    const consortium = await instructed();
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    await reserve(consortium, NET, shares);
    expect(await release(consortium, shares)).toEqual({ status: 'RECORDED' });
    expect(await release(consortium, shares)).toEqual({ status: 'ALREADY_RECORDED' });
    expect(await positionsAt(consortium, 'b')).toEqual([free(SHARES, '150')]);
    await move(consortium, withdrawalOf('withdraw-1', 'b', shares.lot));
  });

  it("is the owner's own, and not possible after the reservation cut-off", async () => {
    const consortium = await instructed();
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    await reserve(consortium, NET, shares);
    const byOther = submitSettlement(consortium, names.release, releaseRequest(shares), { by: 'a' });
    await refusal('NOT_THE_SUBMITTER', byOther);
    await consortium.toPhase('RESERVATION_CLOSED');
    await refusal('PHASE_CLOSED', release(consortium, shares));
  });

  it('is of a reservation that stands so', async () => {
    const consortium = await instructed();
    const [shares] = await reserveBoth(consortium);
    const other = { ...shares, salt: saltOf('other') };
    expect((await refusal('DOCUMENT_NOT_HELD', release(consortium, other))).members).toEqual(['b', 'kofia']);
  });
});

describe('an instruction asked for by its name', () => {
  const names = [
    { creator: 'a', instructionId: NET.instructionId },
    { creator: 'b', instructionId: 'never-made' },
  ];

  it('comes with all that stands of it, as among all of them', async () => {
    const consortium = await instructed();
    const named = (): Promise<unknown> => instructionsAt(consortium, 'b', { names });
    expect(await named()).toEqual(await instructionsAt(consortium, 'b'));
    const reservations = await reserveBoth(consortium);
    await consentToCancelling(consortium, NET, 'a');
    const all = await instructionsAt(consortium, 'b');
    expect(all).toMatchObject([{ reservations: [expect.any(String), expect.any(String)], consents: ['a'] }]);
    expect(await named()).toEqual(all);
    await settle(consortium, NET, reservations);
    expect(await named()).toMatchObject([{ status: 'SETTLED' }]);
  });

  it('is not told to one who is no party', async () => {
    const consortium = await instructed();
    expect(await instructionsAt(consortium, 'c', { names })).toEqual([]);
  });
});

describe('a settlement', () => {
  it('delivers against payment: both legs in one transaction', async () => {
    const consortium = await instructed();
    const reservations = await reserveBoth(consortium);
    expect(await settle(consortium, NET, reservations)).toEqual({ status: 'RECORDED' });
    expect(await positionsAt(consortium, 'a')).toEqual([free(SHARES, '150')]);
    expect(await positionsAt(consortium, 'b')).toEqual([free('KRW', '10650000')]);
    for (const id of ['a', 'b', 'kofia']) {
      expect((await instructionsAt(consortium, id))[0]?.status).toBe('SETTLED');
    }
  });

  it('happens once, however often and by whomever it is sent', async () => {
    const consortium = await instructed();
    const reservations = await reserveBoth(consortium);
    const request = requesting(consortium, names.settle, settleRequest([NET, reservations]));
    const endorsers = consortium.mspIds('a', 'b', 'kofia');
    const [first, second] = [
      await consortium.channel.endorse(request, endorsers),
      await consortium.channel.endorse(request, endorsers),
    ];
    expect([consortium.channel.commit(first), consortium.channel.commit(second)]).toEqual([
      'VALID',
      'MVCC_READ_CONFLICT',
    ]);
    for (const by of ['a', 'b', 'kofia']) {
      expect(await settle(consortium, NET, reservations, { by })).toEqual({ status: 'ALREADY_RECORDED' });
    }
    await refusal('LOT_SPENT', move(consortium, withdrawalOf('withdraw-1', 'b', reservations[0].lot)));
    await refusal('INSTRUCTION_SETTLED', release(consortium, reservations[0]));
  });

  it('makes lots that settle on', async () => {
    const consortium = await instructed();
    await settle(consortium, NET, await reserveBoth(consortium));
    const received = await lotOf(consortium, 'a', SHARES);
    expect(received).toMatchObject({
      creator: 'b',
      owner: 'a',
      origin: { kind: 'SETTLEMENT', by: 'a', id: 'instruct-net' },
    });
    await move(consortium, withdrawalOf('withdraw-1', 'a', received));
  });

  it('does not happen before its business day', async () => {
    const consortium = await matchedConsortium();
    const later = statementOf(3, { settlementDate: '2026-03-13' });
    await matchOneMore(consortium, later);
    const due = { ...OBLIGATION, quantity: '100', amount: '-7150000', settlementDate: '2026-03-13' };
    const instruction = instructionOf('instruct-3', due, { kind: 'GROSS', sequence: 2, uti: utiOf(3) });
    await recordInstructions(consortium, instruction);
    expect(await refusal('TOO_EARLY', settle(consortium, instruction, [null, null]))).toMatchObject({
      instruction: 'a/instruct-3',
      dueDate: '2026-03-13',
    });
  });

  it('does not happen with one leg only, or with a lot that was released', async () => {
    const consortium = await instructed();
    const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
    await reserve(consortium, NET, shares);
    const none = { instruction: 'a/instruct-net', leg: 1 };
    expect(await refusal('NOT_RESERVED', settle(consortium, NET, [shares, null]))).toEqual(none);
    expect(await refusal('NOT_RESERVED', settle(consortium, NET, [shares, won]))).toEqual(none);
    await release(consortium, shares);
    await reserve(consortium, NET, won);
    expect(await refusal('NOT_RESERVED', settle(consortium, NET, [shares, won]))).toMatchObject({ leg: 0 });
    expect((await refusal('RESERVATION_INCONSISTENT', settle(consortium, NET, [shares]))).field).toBe('leg');
    expect((await refusal('RESERVATION_INCONSISTENT', settle(consortium, NET, [won, shares]))).field).toBe(
      'leg',
    );
  });

  it("does not happen with a reservation that only its owner's own peer wrote", async () => {
    const consortium = await instructed();
    const lot = await lotOf(consortium, 'b', SHARES);
    const forged = reservationOf(NET, 0, lot);
    await forgeDocuments(
      consortium,
      'b',
      [keys.reservation(NET, 0), canonicalJson(forged)],
      [keys.lot(lot), lotText(lot, 'RESERVED')],
    );
    const won = reservationOf(NET, 1, await lotOf(consortium, 'a', 'KRW'));
    await reserve(consortium, NET, won);
    await refusal('NOT_RESERVED', settle(consortium, NET, [forged, won]));
  });

  it("is neither believed nor stopped on one firm's own word", async () => {
    const consortium = await instructed();
    const reservations = await reserveBoth(consortium);
    await forgeDocuments(consortium, 'a', [keys.settlement(NET), canonicalJson(settlementOf(NET, TODAY))]);
    expect((await instructionsAt(consortium, 'b'))[0]?.status).toBe('RESERVED');
    expect(await settle(consortium, NET, reservations)).toEqual({ status: 'RECORDED' });
  });

  it('of many tells each that cannot settle; the others settle without it, each with its own record', async () => {
    const rest = instructionOf('instruct-rest', REST);
    const consortium = await instructed(GROSS, rest);
    const cuts = [
      splitOf(
        'split-001',
        'b',
        [await lotOf(consortium, 'b', SHARES)],
        { lotId: 'share-b-3', amount: '100', instrument: SHARES },
        { lotId: 'share-b-4', amount: '50', instrument: SHARES },
      ),
      splitOf(
        'split-001',
        'a',
        [await lotOf(consortium, 'a', 'KRW')],
        { lotId: 'won-a-0003', amount: '7150000' },
        { lotId: 'won-a-0004', amount: '3500000' },
      ),
    ] as const;
    for (const cut of cuts) await move(consortium, cut);
    const [shares, won] = cuts.map(({ produced }) => produced) as [Lot[], Lot[]];
    const reservationsOf = (instruction: Instruction, i: number): Reservation[] =>
      [shares[i], won[i]].map((lot, leg) => reservationOf(instruction, leg, lot as Lot));
    const [gross, net] = [reservationsOf(GROSS, 0), reservationsOf(rest, 1)];
    const items = [GROSS, rest].map((instruction, i) => ({
      instruction,
      reservation: [gross, net][i]?.[1] as Reservation,
    }));
    await submitSettlement(consortium, names.reserve, reserveRequest(items), { by: 'a' });
    await reserve(consortium, GROSS, gross[0] as Reservation);
    const all = settleRequest([GROSS, gross], [rest, [null, net[1] as Reservation]]);
    const name = 'a/instruct-rest';
    expect(await refusal('ITEMS_REFUSED', submitSettlement(consortium, names.settle, all))).toEqual({
      items: [
        {
          position: 1,
          instruction: name,
          refusal: { code: 'NOT_RESERVED', facts: { instruction: name, leg: 0 } },
        },
      ],
      untold: 0,
    });
    await settle(consortium, GROSS, gross);
    await reserve(consortium, rest, net[0] as Reservation);
    const both = settleRequest([GROSS, gross], [rest, net]);
    expect(await submitSettlement(consortium, names.settle, both)).toEqual({ status: 'RECORDED' });
    const states = await instructionsAt(consortium, 'b');
    expect(states.map(({ status }) => status)).toEqual(['SETTLED', 'SETTLED']);
    expect(await positionsAt(consortium, 'a')).toEqual([free(SHARES, '150')]);
  });

  it('of what is fully reserved happens in any phase, and not by what was signed in an earlier one', async () => {
    for (const phase of PHASES) {
      const consortium = await instructed();
      const reservations = await reserveBoth(consortium);
      const signed = await consortium.channel.endorse(
        requesting(consortium, names.settle, settleRequest([NET, reservations])),
        consortium.mspIds('a', 'b', 'kofia'),
      );
      await consortium.toPhase(phase);
      expect(consortium.channel.commit(signed)).toBe(phase === 'OPEN' ? 'VALID' : 'MVCC_READ_CONFLICT');
      const status = phase === 'OPEN' ? 'ALREADY_RECORDED' : 'RECORDED';
      expect(await settle(consortium, NET, reservations)).toEqual({ status });
    }
  });

  it('is asked for by a party or the supervisor, and by nobody else', async () => {
    const consortium = await instructed();
    const reservations = await reserveBoth(consortium);
    await refusal('NOT_A_PARTY', settle(consortium, NET, reservations, { by: 'c' }));
    await refusal('ROLE_REQUIRED', settle(consortium, NET, reservations, { certificate: 'auditor' }));
    const byOperator = { by: 'kofia', certificate: 'operator' } as const;
    expect(await settle(consortium, NET, reservations, byOperator)).toEqual({ status: 'RECORDED' });
  });

  it('shows nothing of what is delivered in the blocks', async () => {
    const consortium = await matchedConsortium();
    const height = consortium.channel.height;
    await recordInstructions(consortium, NET);
    await settle(consortium, NET, await reserveBoth(consortium));
    const blocks = consortium.channel.blocksSince(height);
    for (const secret of [SHARES, '10650000', 'instruct-net', 'share-b-1', 'HELD', 'SPENT']) {
      expect(blocks).not.toContain(secret);
    }
  });
});

describe('a cancellation', () => {
  it("takes both firms' consent; their lots come back to them", async () => {
    const consortium = await instructed();
    const [shares, won] = await reserveBoth(consortium);
    expect(await consentToCancelling(consortium, NET, 'a')).toEqual({ status: 'RECORDED' });
    expect((await instructionsAt(consortium, 'b'))[0]).toMatchObject({ status: 'RESERVED', consents: ['a'] });
    expect(await consentToCancelling(consortium, NET, 'b')).toEqual({ status: 'RECORDED' });
    expect(await consentToCancelling(consortium, NET, 'b')).toEqual({ status: 'ALREADY_RECORDED' });
    expect((await instructionsAt(consortium, 'kofia'))[0]?.status).toBe('CANCELLED');
    await refusal('INSTRUCTION_CANCELLED', settle(consortium, NET, [shares, won]));
    await release(consortium, shares);
    await refusal('INSTRUCTION_CANCELLED', reserve(consortium, NET, shares));
    await consortium.toPhase('CLOSED');
    await release(consortium, won);
    expect(await positionsAt(consortium, 'a')).toEqual([free('KRW', '10650000')]);
  });

  it('by one firm alone stops nothing', async () => {
    const consortium = await instructed();
    const reservations = await reserveBoth(consortium);
    await consentToCancelling(consortium, NET, 'a');
    await forgeDocuments(consortium, 'a', [keys.instructionCancellation(NET, 'b'), '{"made":"up"}']);
    expect(await settle(consortium, NET, reservations)).toEqual({ status: 'RECORDED' });
    const other = await instructed();
    await settle(other, NET, await reserveBoth(other));
    await refusal('INSTRUCTION_SETTLED', consentToCancelling(other, NET, 'b'));
  });

  it('and a settlement at the same time do not both happen', async () => {
    const consortium = await instructed();
    const reservations = await reserveBoth(consortium);
    await consentToCancelling(consortium, NET, 'a');
    const settling = await consortium.channel.endorse(
      requesting(consortium, names.settle, settleRequest([NET, reservations])),
      consortium.mspIds('a', 'b', 'kofia'),
    );
    await consentToCancelling(consortium, NET, 'b');
    expect(consortium.channel.commit(settling)).toBe('MVCC_READ_CONFLICT');
  });

  it("is each firm's own to consent to", async () => {
    const consortium = await instructed();
    await refusal('NOT_THE_SUBMITTER', consentToCancelling(consortium, NET, 'b', { by: 'a' }));
    await refusal('NOT_A_PARTY', consentToCancelling(consortium, NET, 'c'));
    await refusal('ROLE_REQUIRED', consentToCancelling(consortium, NET, 'a', { certificate: 'auditor' }));
  });
});

describe('every settlement transaction', () => {
  it.each(['instruct', 'reserve', 'release', 'settle', 'claim', 'cancel'] as const)(
    '%s refuses a request that is not there, not JSON, or has an unknown field',
    async (step) => {
      const consortium = await instructed();
      const { by, name } = requesting(consortium, names[step], {});
      const holders = consortium.mspIds('a', 'b', 'kofia');
      await refusal('TRANSIENT_MISSING', consortium.channel.submit({ by, name }, holders));
      for (const request of ['{', '{}', '{"note":"Kim"}']) {
        const attempt = consortium.channel.submit({ by, name, transient: { request } }, holders);
        expect((await refusal('INVALID_DOCUMENT', attempt)).document).toBe(`${step}-request`);
      }
    },
  );
});
