import {
  canonicalJson,
  divideLegs,
  keys,
  transactions,
  type Instruction,
  type PartialConsent,
} from '@jangbu/model';
import { forgeDocuments } from '../../../testing/forgery';
import { TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { lotsAt, move, positionsAt, splitOf } from '../../../testing/holding';
import { refusal } from '../../../testing/refusals';
import {
  consentToCancelling,
  recordInstructions,
  instructionsAt,
  lotOf,
  matchedConsortium,
  NET,
  release,
  reservationOf,
  reserve,
  reserveBoth,
  settle,
  SHARES,
  submitSettlement,
} from '../../../testing/settling';
import { saltOf, type Sender } from '../../../testing/trading';

const names = transactions.settlement;

async function instructed(): Promise<SimulatedConsortium> {
  const consortium = await matchedConsortium();
  await recordInstructions(consortium, NET);
  return consortium;
}

function consentOf(member: string, minimum = '50'): PartialConsent {
  return {
    type: 'partial-consent',
    version: 1,
    instruction: { creator: NET.creator, instructionId: NET.instructionId },
    member,
    minimum,
    salt: saltOf(`partial ${member}`),
  };
}

function allow(
  consortium: SimulatedConsortium,
  consent: PartialConsent,
  sender: Sender = { by: consent.member },
) {
  const request = {
    type: 'allow-partial-request',
    version: 1,
    instruction: canonicalJson(NET),
    consent: canonicalJson(consent),
  };
  return submitSettlement(consortium, names.allowPartial, request, sender);
}

function shares(quantity: bigint, changed: Partial<Instruction> = {}): [Instruction, Instruction] {
  const legs = divideLegs(NET, quantity) ?? { part: NET.legs, rest: NET.legs };
  const share = (instructionId: string, own: Instruction['legs']): Instruction => ({
    ...NET,
    instructionId,
    dividedFrom: { creator: NET.creator, instructionId: NET.instructionId },
    legs: own,
    salt: saltOf(instructionId),
    ...changed,
  });
  return [share('part-00001', [...legs.part]), share('rest-00001', [...legs.rest])];
}

function divide(
  consortium: SimulatedConsortium,
  [part, rest]: readonly [Instruction, Instruction],
  consents: readonly (PartialConsent | null)[] = [consentOf('a'), consentOf('b')],
  sender: Sender = {},
) {
  const request = {
    type: 'divide-request',
    version: 1,
    instruction: canonicalJson(NET),
    consents: consents.map((consent) => consent && canonicalJson(consent)),
    part: canonicalJson(part),
    rest: canonicalJson(rest),
  };
  return submitSettlement(consortium, names.divide, request, sender);
}

async function allowed(): Promise<SimulatedConsortium> {
  const consortium = await instructed();
  await allow(consortium, consentOf('a'));
  await allow(consortium, consentOf('b'));
  return consortium;
}

describe('a consent to dividing', () => {
  it('is recorded once, and stands', async () => {
    const consortium = await instructed();
    expect(await allow(consortium, consentOf('a'))).toEqual({ status: 'RECORDED' });
    expect(await allow(consortium, consentOf('a'))).toEqual({ status: 'ALREADY_RECORDED' });
    await refusal('ID_TAKEN', allow(consortium, consentOf('a', '60')));
    for (const id of ['a', 'b', 'kofia']) {
      expect((await instructionsAt(consortium, id))[0]?.partial).toEqual([canonicalJson(consentOf('a'))]);
    }
  });

  it('is given by a trader of the firm itself', async () => {
    const consortium = await instructed();
    await refusal('NOT_THE_SUBMITTER', allow(consortium, consentOf('a'), { by: 'b' }));
    await refusal('ROLE_REQUIRED', allow(consortium, consentOf('a'), { by: 'a', certificate: 'auditor' }));
    await refusal('NOT_A_PARTY', allow(consortium, consentOf('c'), { by: 'c' }));
    expect((await instructionsAt(consortium, 'b'))[0]?.partial).toEqual([]);
  });

  it('of which no part is large enough is refused', async () => {
    const consortium = await instructed();
    const facts = await refusal('PART_OUT_OF_RANGE', allow(consortium, consentOf('a', '150')));
    expect(facts).toEqual({ instruction: 'a/instruct-net', least: '1', most: '149' });
  });

  it('comes too late for what has ended', async () => {
    const consortium = await instructed();
    await settle(consortium, NET, await reserveBoth(consortium));
    await refusal('INSTRUCTION_SETTLED', allow(consortium, consentOf('a')));
  });
});

describe('a divided instruction', () => {
  it('has a part that settles by itself, and a rest that settles later: together the whole', async () => {
    const consortium = await allowed();
    const [part, rest] = shares(60n);
    expect(await divide(consortium, [part, rest])).toEqual({ status: 'RECORDED' });
    expect(await divide(consortium, [part, rest])).toEqual({ status: 'ALREADY_RECORDED' });
    const [whole] = (await instructionsAt(consortium, 'b')).filter(({ division }) => division !== null);
    expect(whole?.status).toBe('DIVIDED');
    await move(
      consortium,
      splitOf(
        'cut-shares',
        'b',
        [await lotOf(consortium, 'b', SHARES)],
        { lotId: 'share-part', amount: '60', instrument: SHARES },
        { lotId: 'share-rest', amount: '90', instrument: SHARES },
      ),
    );
    await move(
      consortium,
      splitOf(
        'cut-won-01',
        'a',
        [await lotOf(consortium, 'a', 'KRW')],
        { lotId: 'won-part-1', amount: '4260000' },
        { lotId: 'won-rest-1', amount: '6390000' },
      ),
    );
    for (const instruction of [part, rest]) {
      const reservations = [];
      for (const [leg, { from, instrument, amount }] of instruction.legs.entries()) {
        const lots = await lotsAt(consortium, from, { instrument, status: 'FREE' });
        const lot = lots.find((each) => each.amount === amount);
        if (!lot) throw new Error('no lot of the amount');
        const reservation = reservationOf(instruction, leg, lot);
        await reserve(consortium, instruction, reservation);
        reservations.push(reservation);
      }
      expect(await settle(consortium, instruction, reservations)).toEqual({ status: 'RECORDED' });
    }
    const free = (instrument: string, amount: string) => ({
      instrument,
      accountKind: 'HOUSE',
      free: amount,
      reserved: '0',
    });
    expect(await positionsAt(consortium, 'a')).toEqual([free(SHARES, '150')]);
    expect(await positionsAt(consortium, 'b')).toEqual([free('KRW', '10650000')]);
  });

  it('is open no more, and its part and rest are: listed in parts, each behind the last of the one before', async () => {
    const consortium = await allowed();
    await divide(consortium, shares(60n));
    const ids = async (asked: object): Promise<string[]> =>
      (await instructionsAt(consortium, 'b', asked)).map(
        ({ instruction }) => (JSON.parse(instruction) as Instruction).instructionId,
      );
    expect(await ids({ open: true })).toEqual(['part-00001', 'rest-00001']);
    expect(await ids({ open: true, limit: 1 })).toEqual(['part-00001']);
    const after = { creator: 'a', instructionId: 'part-00001' };
    expect(await ids({ open: true, limit: 1, after })).toEqual(['rest-00001']);
    expect(await ids({ open: true, pair: ['a', 'c'] })).toEqual([]);
    const ended = { from: '2026-03-01', to: TODAY };
    expect(await instructionsAt(consortium, 'a', { ended })).toMatchObject([{ status: 'DIVIDED' }]);
    for (const each of shares(60n)) {
      for (const by of ['a', 'b']) await consentToCancelling(consortium, each, by);
    }
    expect(await ids({ ended, limit: 2 })).toEqual([NET.instructionId, 'part-00001']);
    expect(await ids({ ended, limit: 2, after: { ...after, day: TODAY } })).toEqual(['rest-00001']);
  });

  it('does not settle itself, nor is it reserved for, cancelled, or divided otherwise', async () => {
    const consortium = await allowed();
    const held = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
    await reserve(consortium, NET, held);
    await divide(consortium, shares(60n));
    await refusal('INSTRUCTION_DIVIDED', settle(consortium, NET, [held, null]));
    await refusal('ID_TAKEN', divide(consortium, shares(70n)));
    const [part, rest] = shares(70n);
    const others = [
      { ...part, instructionId: 'part-00002' },
      { ...rest, instructionId: 'rest-00002' },
    ] as const;
    await refusal('INSTRUCTION_DIVIDED', divide(consortium, others));
    await refusal('INSTRUCTION_DIVIDED', consentToCancelling(consortium, NET, 'a'));
    await release(consortium, held);
    await refusal('INSTRUCTION_DIVIDED', reserve(consortium, NET, held));
  });

  it('needs the consent of both firms, on the word of all who hold it', async () => {
    const consortium = await instructed();
    const none = await refusal('PARTIAL_NOT_ALLOWED', divide(consortium, shares(60n), [null, null]));
    expect(none.members).toEqual(['a', 'b']);
    await allow(consortium, consentOf('a'));
    const key = keys.partialConsent(NET, 'b');
    await forgeDocuments(consortium, 'a', [key, canonicalJson(consentOf('b'))]);
    const facts = await refusal('DOCUMENT_NOT_HELD', divide(consortium, shares(60n)));
    expect(facts).toMatchObject({ document: 'partial-consent', members: ['b', 'kofia'] });
    expect((await instructionsAt(consortium, 'b'))[0]?.status).toBe('PENDING');
  });

  it('is not divided below what either firm allowed', async () => {
    const consortium = await instructed();
    const consents = [consentOf('a', '50'), consentOf('b', '100')];
    for (const consent of consents) await allow(consortium, consent);
    const facts = await refusal('PART_OUT_OF_RANGE', divide(consortium, shares(99n), consents));
    expect(facts).toEqual({ instruction: 'a/instruct-net', least: '100', most: '149' });
    expect(await divide(consortium, shares(100n), consents)).toEqual({ status: 'RECORDED' });
  });

  it('is divided by nobody but its parties and the supervisor, each under ids of its own', async () => {
    const consortium = await allowed();
    await refusal('NOT_A_PARTY', divide(consortium, shares(60n, { creator: 'c' }), undefined, { by: 'c' }));
    await refusal('NOT_THE_SUBMITTER', divide(consortium, shares(60n), undefined, { by: 'b' }));
    const by: Sender = { by: 'kofia', certificate: 'operator' };
    expect(await divide(consortium, shares(60n, { creator: 'kofia' }), undefined, by)).toEqual({
      status: 'RECORDED',
    });
  });

  it('has no part or rest that says anything else', async () => {
    const consortium = await allowed();
    const [part, rest] = shares(60n);
    const [leg, money] = rest.legs;
    if (!leg || !money) throw new Error('no legs');
    const less = { ...rest, legs: [leg, { ...money, amount: '6389999' }] };
    expect((await refusal('INSTRUCTION_MISMATCH', divide(consortium, [part, less]))).field).toBe('legs');
    const later = { ...part, settlementDate: '2099-01-02' };
    const facts = await refusal('INSTRUCTION_MISMATCH', divide(consortium, [later, rest]));
    expect(facts.field).toBe('dividedFrom');
    const taken = { ...part, instructionId: NET.instructionId };
    await refusal('INVALID_DOCUMENT', divide(consortium, [taken, rest]));
    expect(await instructionsAt(consortium, 'a')).toHaveLength(1);
  });
});
