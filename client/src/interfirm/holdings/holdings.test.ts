import { lotText, movementChecker, transactions, type Lot, type Movement } from '@jangbu/model';
import { Members } from '../../consortium/governance/members';
import { InputError, RefusedError, UnavailableError } from '../../core/errors';
import { MemoryDocumentStore } from '../../core/documents/memory-store';
import { AnsweringTransport } from '../../../testing/answering-transport';
import { endorseFailed, peerDown, refusalDetail } from '../../../testing/gateway-errors';
import { MEMBERS } from '../../../testing/ledger-transport';
import { contractsOver } from '../../../testing/scripted-contracts';
import { isin } from '../../../testing/statements';
import { HoldingsFacade } from './holdings';

function lotOf(lotId: string, amount: string, changed: Partial<Lot> = {}): Lot {
  return {
    type: 'lot',
    version: 1,
    creator: 'kofia',
    lotId,
    owner: 'nh',
    instrument: 'KRW',
    accountKind: 'HOUSE',
    amount,
    origin: { kind: 'DEPOSIT', by: 'kofia', id: 'deposit-1' },
    status: 'FREE',
    salt: 'ab'.repeat(16),
    ...changed,
  };
}

function member(id: string, ...lots: readonly Lot[]) {
  const transport = new AnsweringTransport();
  transport.answers.set(transactions.consortium.members, {
    type: 'members',
    version: 1,
    foundingHash: '',
    members: MEMBERS,
  });
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
  return { holdings: new HoldingsFacade(contracts, new Members(contracts), store, id), transport, store };
}

function sent(transport: AnsweringTransport): Movement[] {
  return transport.endorsed.map(({ transient }) => {
    const movement: unknown = JSON.parse(transient?.['movement'] ?? '');
    if (!movementChecker.fits(movement)) throw new Error('no movement');
    return movement;
  });
}

const won = lotOf('won-00001', '1000');

describe('holdings', () => {
  test('are lots and positions with amounts as integers', async () => {
    const { holdings, transport } = member('nh', won);
    const position = { instrument: isin(1), accountKind: 'CLIENT', free: '5', reserved: '7' };
    transport.answers.set(transactions.holdings.positions, [position]);
    await expect(holdings.lots()).resolves.toMatchObject([{ lotId: 'won-00001', amount: 1000n }]);
    await expect(holdings.positions()).resolves.toMatchObject([{ free: 5n, reserved: 7n }]);
  });

  test('are summed up for the supervisor', async () => {
    const { holdings, transport } = member('kofia');
    const sum = { instrument: 'KRW', deposited: '9', withdrawn: '2', outstanding: '7' };
    transport.answers.set(transactions.holdings.outstanding, [sum]);
    await expect(holdings.outstanding()).resolves.toEqual([
      { instrument: 'KRW', deposited: 9n, withdrawn: 2n, outstanding: 7n },
    ]);
  });
});

describe('a movement', () => {
  test('deposits lots for a firm, with its peer, the custodian and the supervisor', async () => {
    const { holdings, transport, store } = member('kofia');
    const lot = { instrument: 'KRW', accountKind: 'HOUSE', amount: 1000n } as const;
    const moved = await holdings.deposit('nh', [lot]);
    expect(moved).toMatchObject({ status: 'RECORDED', blockNumber: 7n, lots: [{ amount: 1000n }] });
    expect(transport.endorsed[0]?.organizations).toEqual(['kofiaMSP', 'nhMSP']);
    expect(sent(transport)).toMatchObject([{ kind: 'DEPOSIT', owner: 'nh', by: 'kofia' }]);
    await expect(store.pending()).resolves.toEqual([]);
  });

  test('cuts lots to exact amounts, with the change, and shows it to the supervisor only', async () => {
    const { holdings, transport } = member('nh', won);
    const cut = { instrument: 'KRW', accountKind: 'HOUSE', amount: 300n } as const;
    const moved = await holdings.split([won], [cut]);
    expect(moved.lots.map(({ amount }) => amount)).toEqual([300n, 700n]);
    expect(transport.endorsed[0]?.organizations).toEqual(['nhMSP', 'kofiaMSP']);
    await expect(holdings.split([won], [{ ...cut, amount: 1001n }])).rejects.toThrow(InputError);
    await expect(holdings.split([won], [{ ...cut, accountKind: 'CLIENT' }])).rejects.toThrow(InputError);
    await expect(holdings.split([won], [{ ...cut, amount: 0n }])).rejects.toThrow(InputError);
    expect(transport.endorsed).toHaveLength(1);
  });

  test('transfers whole lots, and withdraws them', async () => {
    const { holdings, transport } = member('nh', won, lotOf('won-00002', '5'));
    await holdings.transfer('sk', [won]);
    await holdings.withdraw('kofia', [{ creator: 'kofia', lotId: 'won-00002' }]);
    expect(sent(transport)).toMatchObject([
      { kind: 'TRANSFER', produced: [{ owner: 'sk', amount: '1000' }] },
      { kind: 'WITHDRAWAL', consumed: [{ lotId: 'won-00002' }] },
    ]);
    expect(transport.endorsed[0]?.organizations).toEqual(['nhMSP', 'skMSP', 'kofiaMSP']);
    await expect(holdings.transfer('nh', [won])).rejects.toThrow(InputError);
    await expect(holdings.transfer('sk', [{ creator: 'nh', lotId: 'unknown-1' }])).rejects.toThrow(
      InputError,
    );
  });

  test('that is refused is not sent again', async () => {
    const { holdings, transport, store } = member('nh', won);
    transport.answer = () => {
      throw endorseFailed(refusalDetail('nhMSP', { code: 'LOT_SPENT', facts: { lot: 'kofia/won-00001' } }));
    };
    await expect(holdings.transfer('sk', [won])).rejects.toThrow(RefusedError);
    await expect(store.pending()).resolves.toEqual([]);
  });

  test('that could not be sent is sent again by resume, with the same content', async () => {
    const { holdings, transport, store } = member('nh', won);
    transport.answer = () => {
      throw peerDown();
    };
    await expect(holdings.transfer('sk', [won])).rejects.toThrow(UnavailableError);
    const [key = ''] = await store.pending();
    transport.answer = () => ({ status: 'RECORDED' });
    await expect(holdings.resume()).resolves.toMatchObject([{ status: 'RECORDED' }]);
    expect((await store.get(key))?.texts).toEqual(transport.endorsed[0]?.transient);
    await expect(holdings.resume()).resolves.toEqual([]);
  });

  test('of an id is the same deposit when it is called again, and no other one', async () => {
    const { holdings, transport, store } = member('kofia');
    const lot = { instrument: 'KRW', accountKind: 'HOUSE', amount: 5n } as const;
    transport.answer = () => {
      throw peerDown();
    };
    const options = { movementId: 'deposit-of-today' };
    await expect(holdings.deposit('nh', [lot], options)).rejects.toThrow(UnavailableError);
    const kept = (await store.get('movement/kofia/deposit-of-today'))?.texts;
    transport.answer = () => ({ status: 'RECORDED' });
    const first = await holdings.deposit('nh', [lot], options);
    transport.answer = () => ({ status: 'ALREADY_RECORDED' });
    const again = await holdings.deposit('nh', [lot], options);
    expect(transport.endorsed.map(({ transient }) => transient)).toEqual([kept, kept]);
    expect([again.lots, again.status]).toEqual([first.lots, 'ALREADY_RECORDED']);
    const more = { ...lot, amount: 6n };
    await expect(holdings.deposit('nh', [more], options)).rejects.toThrow(InputError);
    await expect(holdings.deposit('sk', [lot], options)).rejects.toThrow(InputError);
  });

  test('that was sent before stays pending when the caller may not send it, and the others are tried', async () => {
    const { holdings, transport, store } = member('nh', won);
    transport.answer = () => {
      throw peerDown();
    };
    await expect(holdings.transfer('sk', [won])).rejects.toThrow(UnavailableError);
    await expect(holdings.withdraw('kofia', [won])).rejects.toThrow(UnavailableError);
    const facts = { required: ['trader'], given: 'auditor' };
    let asked = 0;
    transport.answer = () => {
      asked += 1;
      if (asked === 1) throw endorseFailed(refusalDetail('nhMSP', { code: 'ROLE_REQUIRED', facts }));
      return { status: 'RECORDED' };
    };
    await expect(holdings.resume()).resolves.toMatchObject([
      { kind: 'TRANSFER', status: 'FAILED', error: { code: 'ROLE_REQUIRED' } },
      { kind: 'WITHDRAWAL', status: 'RECORDED' },
    ]);
    expect([asked, (await store.pending()).length]).toEqual([2, 1]);
    await expect(holdings.resume()).resolves.toMatchObject([{ status: 'RECORDED' }]);
  });

  test('that was sent before is left alone by a resume of others', async () => {
    const { holdings, transport, store } = member('nh', won);
    transport.answer = () => {
      throw peerDown();
    };
    await expect(holdings.transfer('sk', [won])).rejects.toThrow(UnavailableError);
    await expect(holdings.withdraw('kofia', [won])).rejects.toThrow(UnavailableError);
    transport.answer = () => ({ status: 'RECORDED' });
    const only = ({ kind }: Movement): boolean => kind === 'TRANSFER';
    await expect(holdings.resume({ only })).resolves.toHaveLength(1);
    expect(transport.endorsed).toHaveLength(1);
    await expect(store.pending()).resolves.toHaveLength(1);
    await expect(holdings.resume({ only })).resolves.toEqual([]);
  });
});
