import {
  canonicalJson,
  legsOf,
  lotText,
  settlementOf,
  transactions,
  type Instruction,
  type InstructionState,
  type Lot,
  type MatchIndex,
  type Reservation,
} from '@jangbu/model';
import { Members } from '../../consortium/governance/members';
import type { Proposed } from '../../core/peers/transport';
import { VALIDATION } from '../../core/peers/validation-codes';
import { InputError } from '../../core/errors';
import { MemoryDocumentStore } from '../../core/documents/memory-store';
import { AnsweringTransport } from '../../../testing/answering-transport';
import {
  deadlinePassed,
  endorseFailed,
  mismatch,
  noEndorsers,
  refusalDetail,
} from '../../../testing/gateway-errors';
import { MEMBERS } from '../../../testing/ledger-transport';
import { contractsOver } from '../../../testing/scripted-contracts';
import { isin } from '../../../testing/statements';
import { SettlementFacade } from './settlement-facade';

const SALT = 'ab'.repeat(16);
const PAIR = ['nh', 'sk'] as const;
const DAY = { counterparty: 'sk', tradeDate: '2026-11-24' };
const OWED = {
  isin: isin(1),
  settlementDate: '2026-11-26',
  currency: 'KRW',
  accountKinds: ['HOUSE', 'CLIENT'] as ['HOUSE', 'CLIENT'],
  quantity: '100',
  amount: '-7000',
};

function instructionOf(instructionId: string): Instruction {
  const { isin: of, settlementDate, currency, accountKinds } = OWED;
  return {
    type: 'instruction',
    version: 1,
    creator: 'nh',
    instructionId,
    pair: [...PAIR],
    tradeDate: DAY.tradeDate,
    settlementDate,
    isin: of,
    currency,
    accountKinds,
    origin: { kind: 'NET', sequence: 1 },
    legs: legsOf(PAIR, OWED),
    salt: SALT,
  };
}

function lotOf(amount: string): Lot {
  return {
    type: 'lot',
    version: 1,
    creator: 'kofia',
    lotId: `lot-${amount.padStart(8, '0')}`,
    owner: 'nh',
    instrument: 'KRW',
    accountKind: 'HOUSE',
    amount,
    origin: { kind: 'DEPOSIT', by: 'kofia', id: 'deposit-1' },
    status: 'FREE',
    salt: SALT,
  };
}

function reservationOf(instruction: Instruction): Reservation {
  const { creator, instructionId } = instruction;
  return {
    type: 'reservation',
    version: 1,
    instruction: { creator, instructionId },
    leg: 1,
    lot: lotOf('7000'),
    salt: SALT,
  };
}

function stateOf(instruction: Instruction, changed: Partial<InstructionState> = {}): InstructionState {
  return {
    instruction: canonicalJson(instruction),
    dueDate: instruction.settlementDate,
    status: 'PENDING',
    settlement: null,
    unclaimed: null,
    reservations: [null, null],
    reserved: (changed.reservations ?? [null, null]).map((text) => text !== null),
    consents: [],
    partial: [],
    division: null,
    fails: [],
    day: null,
    ...changed,
  };
}

function member(id: string, states: readonly InstructionState[] = [], lots: readonly Lot[] = []) {
  const transport = new AnsweringTransport();
  const members = { type: 'members', version: 1, foundingHash: '', members: MEMBERS };
  transport.answers.set(transactions.consortium.members, members);
  transport.answers.set(transactions.settlement.instructions, states);
  transport.answers.set(transactions.trades.matchShards, []);
  transport.answers.set(transactions.days.current, {
    type: 'business-day',
    version: 1,
    date: '2026-03-11',
    phase: 'OPEN',
    sequence: 1,
  });
  transport.answers.set(
    transactions.holdings.lots,
    lots.map((lot) => lotText(lot, lot.status)),
  );
  const store = new MemoryDocumentStore();
  const { contracts } = contractsOver(`${id}MSP`, transport);
  return { settlement: new SettlementFacade(contracts, new Members(contracts), store, id), transport, store };
}

function requests(transport: AnsweringTransport): unknown[] {
  return transport.endorsed.map(({ transient }) => JSON.parse(transient?.['request'] ?? 'null') as unknown);
}

const NET = instructionOf('instruct-1');

/** Suspends firms by what a member's peer tells of the members. */
function suspend(transport: AnsweringTransport, ...ids: readonly string[]): void {
  const members = MEMBERS.map((each) => (ids.includes(each.id) ? { ...each, status: 'SUSPENDED' } : each));
  transport.answers.set(transactions.consortium.members, {
    type: 'members',
    version: 1,
    foundingHash: '',
    members,
  });
}

/** What every honest peer says where one firm has spoiled its own copy of one instruction: all of them know all hashes. */
function spoiledAt(id: string, of: Instruction = NET): (proposed: Proposed) => object {
  return ({ organizations, transient }) => {
    const { items } = JSON.parse(transient?.['request'] ?? '') as { items: { instruction: string }[] };
    const position = items.findIndex(({ instruction }) => instruction === canonicalJson(of));
    if (!organizations.includes(`${id}MSP`) || position < 0) return { status: 'RECORDED' };
    const instruction = `nh/${of.instructionId}`;
    const facts = { document: 'instruction', id: instruction, members: [id] };
    const refusal = { code: 'DOCUMENT_NOT_HELD', facts } as const;
    const refused = { items: [{ position, instruction, refusal }], untold: 0 };
    const said = items.length === 1 ? refusal : ({ code: 'ITEMS_REFUSED', facts: refused } as const);
    throw endorseFailed(...organizations.map((mspId) => refusalDetail(mspId, said)));
  };
}
const INDEX: MatchIndex = {
  type: 'match-index',
  version: 1,
  pair: [...PAIR],
  tradeDate: DAY.tradeDate,
  sequence: 1,
  shards: 1,
  trades: 1,
  matched: 1,
  cancelled: 0,
  open: [],
  obligations: [OWED, { ...OWED, isin: isin(2), quantity: '0', amount: '0' }],
  instructed: [],
  salt: SALT,
};

describe('instructions', () => {
  test('are told with amounts as integers and what stands reserved', async () => {
    const held = canonicalJson(reservationOf(NET));
    const { settlement } = member('nh', [stateOf(NET, { reservations: [null, held] })]);
    await expect(settlement.instructions()).resolves.toMatchObject([
      {
        instructionId: 'instruct-1',
        status: 'PENDING',
        legs: [
          { from: 'sk', instrument: isin(1), amount: 100n, accountKind: 'CLIENT', reserved: false },
          { from: 'nh', instrument: 'KRW', amount: 7000n, accountKind: 'HOUSE', reserved: true },
        ],
      },
    ]);
  });

  test('are made out of all that is owed and not taken up, and kept in the store', async () => {
    const { settlement, transport, store } = member('nh');
    transport.answers.set(transactions.trades.matchIndex, canonicalJson(INDEX));
    const [made, ...others] = await settlement.instructNet(DAY);
    expect(others).toEqual([]);
    expect(transport.endorsed[0]?.organizations).toEqual(['nhMSP', 'skMSP', 'kofiaMSP']);
    expect(requests(transport)).toMatchObject([{ index: canonicalJson(INDEX), shards: [] }]);
    const stored = await store.get(`instruction/nh/${made?.instructionId ?? ''}`);
    expect(JSON.parse(stored?.texts['instruction'] ?? '')).toMatchObject({ legs: NET.legs });
  });

  test('of a pair that has not matched are none', async () => {
    const { settlement, transport } = member('nh');
    transport.answers.set(transactions.trades.matchIndex, null);
    transport.answers.set(transactions.trades.matchResult, null);
    await expect(settlement.instructNet(DAY)).resolves.toEqual([]);
    await expect(settlement.instructGross(DAY, 1)).rejects.toThrow(InputError);
  });
});

describe('reserving', () => {
  test('sets the lot of the exact amount aside', async () => {
    const { settlement, transport } = member('nh', [stateOf(NET)], [lotOf('9000'), lotOf('7000')]);
    await expect(settlement.reserve(NET)).resolves.toMatchObject({ status: 'RECORDED' });
    const [request] = requests(transport) as { items: { reservation: string }[] }[];
    expect(request?.items.map(({ reservation }) => JSON.parse(reservation) as Reservation)).toMatchObject([
      { leg: 1, lot: { amount: '7000' } },
    ]);
  });

  test('works without the other firm, and not with too little', async () => {
    const { settlement, transport } = member('nh', [stateOf(NET)], [lotOf('7000')]);
    await settlement.reserve(NET, { shownTo: 'OWNER' });
    expect(transport.endorsed[0]?.organizations).toEqual(['nhMSP', 'kofiaMSP']);
    const poor = member('nh', [stateOf(NET)], [lotOf('6999')]);
    await expect(poor.settlement.reserve(NET)).rejects.toThrow(InputError);
    await expect(poor.settlement.reserve({ creator: 'nh', instructionId: 'unknown-1' })).rejects.toThrow(
      InputError,
    );
  });

  test.each([
    ['refuses', () => endorseFailed(refusalDetail('skMSP', { code: 'DAY_NOT_OPENED', facts: {} }))],
    ['comes to another result', () => mismatch('skMSP', 'nhMSP')],
    ['does not answer in time', () => deadlinePassed()],
  ])('goes without the other firm, whose peer %s', async (_, failure) => {
    const { settlement, transport } = member('nh', [stateOf(NET)], [lotOf('7000')]);
    transport.answer = ({ organizations }) => {
      if (organizations.includes('skMSP')) throw failure();
      return { status: 'RECORDED' };
    };
    await expect(settlement.reserve(NET)).resolves.toMatchObject({ status: 'RECORDED' });
    expect(requests(transport).at(-1)).toMatchObject({ shownTo: 'OWNER' });
  });

  test('goes without the other firm, whose signature makes the transaction invalid', async () => {
    const { settlement, transport } = member('nh', [stateOf(NET)], [lotOf('7000')]);
    transport.commitStatus = () => {
      const isShown = transport.endorsed.at(-1)?.organizations.includes('skMSP') === true;
      const code = isShown ? VALIDATION.ENDORSEMENT_POLICY_FAILURE : VALIDATION.VALID;
      return Promise.resolve({ code, blockNumber: 7n });
    };
    await expect(settlement.reserve(NET)).resolves.toMatchObject({ status: 'RECORDED' });
    expect(requests(transport).at(-1)).toMatchObject({ shownTo: 'OWNER' });
  });

  test('goes without a firm that spoiled its own copy, or is suspended; not against the own peer', async () => {
    const { settlement, transport } = member('nh', [stateOf(NET)], [lotOf('7000')]);
    transport.answer = spoiledAt('sk');
    await expect(settlement.reserve(NET)).resolves.toMatchObject({ status: 'RECORDED' });
    expect(requests(transport).at(-1)).toMatchObject({ shownTo: 'OWNER' });
    const without = member('nh', [stateOf(NET)], [lotOf('7000')]);
    suspend(without.transport, 'sk');
    await expect(without.settlement.reserve(NET)).resolves.toMatchObject({ status: 'RECORDED' });
    expect(requests(without.transport)).toMatchObject([{ shownTo: 'OWNER' }]);
    const refused = member('nh', [stateOf(NET)], [lotOf('7000')]);
    refused.transport.answer = () => {
      throw endorseFailed(refusalDetail('nhMSP', { code: 'LOT_SPENT', facts: { lot: 'kofia/lot-1' } }));
    };
    await expect(refused.settlement.reserve(NET)).rejects.toMatchObject({ code: 'LOT_SPENT' });
    expect(refused.transport.endorsed).toEqual([]);
  });

  test('for many goes without a firm that spoiled its copy of one', async () => {
    const many = [NET, instructionOf('instruct-2')];
    const lots = [lotOf('7000'), { ...lotOf('7000'), lotId: 'lot-second-1' }];
    const { settlement, transport } = member(
      'nh',
      many.map((each) => stateOf(each)),
      lots,
    );
    transport.answer = spoiledAt('sk');
    await expect(settlement.reserveAll(many)).resolves.toMatchObject([
      { status: 'RESERVED' },
      { status: 'RESERVED' },
    ]);
  });

  test('does nothing where all is reserved; releasing gives back what is', async () => {
    const held = canonicalJson(reservationOf(NET));
    const { settlement, transport } = member('nh', [stateOf(NET, { reservations: [null, held] })]);
    await expect(settlement.reserve(NET)).resolves.toEqual({ status: 'ALREADY_RECORDED' });
    await expect(settlement.release(NET)).resolves.toHaveLength(1);
    expect(transport.endorsed.map(({ organizations }) => organizations)).toEqual([['nhMSP', 'kofiaMSP']]);
  });
});

describe('settling', () => {
  const second = instructionOf('instruct-2');

  test('takes all of a pair together, leaves out what is refused, and tells each', async () => {
    const { settlement, transport } = member('nh', [stateOf(NET), stateOf(second)]);
    transport.answer = ({ transient }) => {
      const { items } = JSON.parse(transient?.['request'] ?? '') as { items: unknown[] };
      if (items.length === 1) return { status: 'RECORDED' };
      const early = { instruction: 'nh/instruct-1', settlementDate: '', dueDate: '', today: '' };
      const refusal = { code: 'TOO_EARLY', facts: early } as const;
      const refused = [{ position: 0, instruction: 'nh/instruct-1', refusal }];
      const facts = { items: refused, untold: 0 };
      throw endorseFailed(refusalDetail('nhMSP', { code: 'ITEMS_REFUSED', facts }));
    };
    await expect(settlement.settle([NET, second])).resolves.toMatchObject([
      { instructionId: 'instruct-1', status: 'REFUSED', code: 'TOO_EARLY' },
      { instructionId: 'instruct-2', status: 'SETTLED', transactionId: 'tx1' },
    ]);
  });

  test('leaves out the firm whose peer does not sign, and remembers for a while that it is away', async () => {
    const reserved = stateOf(NET, { status: 'RESERVED', reserved: [true, true] });
    const { settlement, transport } = member('nh', [reserved]);
    let asked = 0;
    transport.answer = ({ organizations }) => {
      if (!organizations.includes('skMSP')) return { status: 'RECORDED' };
      asked += 1;
      throw noEndorsers('skMSP');
    };
    let before = 0;
    for (const isAsked of [true, false]) {
      await expect(settlement.settle([NET], { patienceMs: 0 })).resolves.toMatchObject([
        { status: 'SETTLED', leftOut: 'sk' },
      ]);
      expect(transport.endorsed.at(-1)?.organizations).toEqual(['nhMSP', 'kofiaMSP']);
      expect(asked > before).toBe(isAsked);
      before = asked;
    }
    expect(requests(transport).at(-1)).toMatchObject({ parties: ['nh'] });
  });

  test('leaves out the firm whose peer refuses what the own one would sign', async () => {
    const { settlement, transport } = member('nh', [stateOf(NET)]);
    transport.answer = ({ organizations }) => {
      if (!organizations.includes('skMSP')) return { status: 'RECORDED' };
      const facts = { document: 'lot', id: 'x' };
      throw endorseFailed(refusalDetail('skMSP', { code: 'ID_TAKEN', facts }));
    };
    await expect(settlement.settle([NET], { patienceMs: 0 })).resolves.toMatchObject([
      { status: 'SETTLED', leftOut: 'sk' },
    ]);
  });

  test('is done by the supervisor without the one of the two that is away', async () => {
    for (const away of ['nh', 'sk']) {
      const { settlement, transport } = member('kofia', [stateOf(NET)]);
      transport.answer = ({ organizations }) => {
        if (organizations.includes(`${away}MSP`)) throw noEndorsers(`${away}MSP`);
        return { status: 'RECORDED' };
      };
      await expect(settlement.settle([NET], { patienceMs: 0 })).resolves.toMatchObject([
        { status: 'SETTLED', leftOut: away },
      ]);
    }
  });

  test.each(['nh', 'kofia'])(
    'by %s leaves out the firm that spoiled its own copy, of that only',
    async (id) => {
      const states = [NET, second].map((each) =>
        stateOf(each, { status: 'RESERVED', reserved: [true, true] }),
      );
      const { settlement, transport } = member(id, states);
      transport.answer = spoiledAt('sk');
      await expect(settlement.settle([NET, second], { patienceMs: 0 })).resolves.toMatchObject([
        { status: 'SETTLED', leftOut: 'sk' },
        { status: 'SETTLED', leftOut: undefined },
      ]);
      const copiesOfBoth = member(id, states);
      copiesOfBoth.transport.answer = ({ organizations }) => {
        expect(organizations).toContain('skMSP');
        const facts = { document: 'instruction', id: 'nh/instruct-1', members: ['kofia', 'sk'] };
        throw endorseFailed(refusalDetail(`${id}MSP`, { code: 'DOCUMENT_NOT_HELD', facts }));
      };
      await expect(copiesOfBoth.settlement.settle([NET], { patienceMs: 0 })).resolves.toMatchObject([
        { status: 'FAILED', error: { code: 'DOCUMENT_NOT_HELD' } },
      ]);
    },
  );

  test('leaves out a firm that is suspended, from the start; where both are, their peers take part', async () => {
    for (const id of ['nh', 'kofia']) {
      const { settlement, transport } = member(id, [stateOf(NET)]);
      suspend(transport, 'sk');
      await expect(settlement.settle([NET], { patienceMs: 0 })).resolves.toMatchObject([
        { status: 'SETTLED', leftOut: 'sk' },
      ]);
      expect(requests(transport)).toMatchObject([{ parties: ['nh'] }]);
    }
    const { settlement, transport } = member('kofia', [stateOf(NET)]);
    suspend(transport, 'nh', 'sk');
    await expect(settlement.settle([NET], { patienceMs: 0 })).resolves.toMatchObject([{ status: 'SETTLED' }]);
    expect(requests(transport)).toMatchObject([{ parties: PAIR }]);
  });

  test('is done by the supervisor without the other one where the one that was away is back', async () => {
    const { settlement, transport } = member('kofia', [stateOf(NET)]);
    for (const away of ['nh', 'sk']) {
      transport.answer = ({ organizations }) => {
        if (organizations.includes(`${away}MSP`)) throw noEndorsers(`${away}MSP`);
        return { status: 'RECORDED' };
      };
      await expect(settlement.settle([NET], { patienceMs: 0 })).resolves.toMatchObject([
        { status: 'SETTLED', leftOut: away },
      ]);
    }
  });

  test('that took place without the firm is claimed with its own peer alone', async () => {
    const { creator, instructionId } = NET;
    const unclaimed = canonicalJson(settlementOf(NET, '2026-11-26'));
    const own = canonicalJson(reservationOf(NET));
    const states = [
      stateOf(NET, { status: 'SETTLED', unclaimed, reservations: [null, own] }),
      stateOf(second),
    ];
    const { settlement, transport } = member('nh', states);
    await expect(settlement.instructions()).resolves.toMatchObject([
      { status: 'SETTLED', unclaimed: true, settledOn: '2026-11-26' },
      { unclaimed: false },
    ]);
    await expect(settlement.claimAll()).resolves.toMatchObject([
      { creator, instructionId, status: 'CLAIMED', transactionId: 'tx1' },
    ]);
    expect(transport.endorsed.map(({ organizations }) => organizations)).toEqual([['nhMSP']]);
    expect(requests(transport)).toMatchObject([
      { member: 'nh', items: [{ settlement: unclaimed, reservations: [null, own] }] },
    ]);
  });

  test('that cannot be claimed keeps none of the others back', async () => {
    const states = [NET, second].map((instruction) =>
      stateOf(instruction, {
        status: 'SETTLED',
        unclaimed: canonicalJson(settlementOf(instruction, '2026-11-26')),
        reservations: [null, canonicalJson(reservationOf(instruction))],
      }),
    );
    const { settlement, transport } = member('nh', states);
    transport.answer = spoiledAt('nh');
    await expect(settlement.claimAll()).resolves.toMatchObject([
      { instructionId: 'instruct-1', status: 'FAILED', error: { code: 'DOCUMENT_NOT_HELD' } },
      { instructionId: 'instruct-2', status: 'CLAIMED', transactionId: 'tx1' },
    ]);
    transport.answer = () => {
      throw endorseFailed(refusalDetail('nhMSP', { code: 'DAY_NOT_OPENED', facts: {} }));
    };
    await expect(settlement.claimAll()).resolves.toMatchObject([
      { status: 'FAILED', error: { code: 'DAY_NOT_OPENED' } },
      { status: 'FAILED', error: { code: 'DAY_NOT_OPENED' } },
    ]);
  });

  test('works for a suspended firm where it claims what is its own', async () => {
    const unclaimed = canonicalJson(settlementOf(NET, '2026-11-26'));
    const own = canonicalJson(reservationOf(NET));
    const { settlement, transport } = member('nh', [
      stateOf(NET, { status: 'SETTLED', unclaimed, reservations: [null, own] }),
    ]);
    suspend(transport, 'nh');
    await expect(settlement.claimAll()).resolves.toMatchObject([{ status: 'CLAIMED' }]);
  });

  test('tells of each what kept all of them from settling', async () => {
    const { settlement, transport } = member('nh', [stateOf(NET)]);
    transport.answer = () => {
      throw endorseFailed(refusalDetail('nhMSP', { code: 'DAY_NOT_OPENED', facts: {} }));
    };
    await expect(settlement.settle([NET])).resolves.toMatchObject([
      { status: 'FAILED', error: { code: 'DAY_NOT_OPENED' } },
    ]);
  });
});

describe('an instruction that does not settle', () => {
  test('is cancelled by consent, each firm once', async () => {
    const { settlement, transport } = member('nh', [stateOf(NET)]);
    transport.answers.set(transactions.trades.matchIndex, canonicalJson(INDEX));
    await expect(settlement.cancel(NET)).resolves.toMatchObject({ status: 'RECORDED' });
    expect(requests(transport)).toMatchObject([
      { instruction: canonicalJson(NET), index: canonicalJson(INDEX), shards: [] },
    ]);
    const done = member('nh', [stateOf(NET, { consents: ['nh'] })]);
    await expect(done.settlement.cancel(NET)).resolves.toEqual({ status: 'ALREADY_RECORDED' });
  });

  test('fails on the word of the supervisor and the party not at fault', async () => {
    const held = canonicalJson(reservationOf(NET));
    for (const id of ['kofia', 'nh']) {
      const { settlement, transport } = member(id, [stateOf(NET, { reservations: [null, held] })]);
      await settlement.recordFail(NET);
      expect(requests(transport)).toMatchObject([{ witness: 'nh', reservations: [null, held] }]);
      expect([...(transport.endorsed[0]?.organizations ?? [])].sort()).toEqual(['kofiaMSP', 'nhMSP']);
    }
  });
});
