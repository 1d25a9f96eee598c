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
import { InputError } from '../../core/errors';
import { MemoryDocumentStore } from '../../core/documents/memory-store';
import { AnsweringTransport } from '../../../testing/answering-transport';
import { endorseFailed, noEndorsers, refusalDetail } from '../../../testing/gateway-errors';
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
      { creator, instructionId, status: 'RECORDED' },
    ]);
    expect(transport.endorsed.map(({ organizations }) => organizations)).toEqual([['nhMSP']]);
    expect(requests(transport)).toMatchObject([
      { member: 'nh', items: [{ settlement: unclaimed, reservations: [null, own] }] },
    ]);
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
