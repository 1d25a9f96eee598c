import { canonicalJson, keys, transactions, type Lot, type Movement } from '@jangbu/model';
import { isinOf } from '@jangbu/model/dist/testing/statements';
import { TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { forgeDocuments } from '../../../testing/forgery';
import {
  custodianConsortium,
  depositOf,
  freeText,
  lotsAt,
  move,
  moving,
  positionsAt,
  splitOf,
  transferOf,
  withdrawalOf,
} from '../../../testing/holding';
import { refusal } from '../../../testing/refusals';
import { saltOf } from '../../../testing/trading';

const SHARES = isinOf(1);
const deposit = depositOf(
  'deposit-1',
  'a',
  { lotId: 'won-00001', amount: '1000' },
  { lotId: 'share-001', amount: '100', instrument: SHARES },
  { lotId: 'share-002', amount: '50', instrument: SHARES, accountKind: 'CLIENT' },
);
const [won, shares, clientShares] = deposit.produced as [Lot, Lot, Lot];

async function deposited(): Promise<SimulatedConsortium> {
  const consortium = await custodianConsortium();
  await move(consortium, deposit);
  return consortium;
}

function free(amount: string, accountKind: Lot['accountKind'], instrument = SHARES): object {
  return { instrument, accountKind, free: amount, reserved: '0' };
}

describe('a deposit', () => {
  it('gives the owner its lots', async () => {
    const consortium = await custodianConsortium();
    expect(await move(consortium, deposit)).toEqual({ status: 'RECORDED' });
    expect(await positionsAt(consortium, 'a')).toEqual([
      free('50', 'CLIENT'),
      free('100', 'HOUSE'),
      free('1000', 'HOUSE', 'KRW'),
    ]);
    expect(await positionsAt(consortium, 'b')).toEqual([]);
  });

  it('has lots that can be asked for by name, by their owner only', async () => {
    const consortium = await deposited();
    const names = [shares, won].map(({ creator, lotId }) => ({ creator, lotId }));
    expect(await lotsAt(consortium, 'a', { names })).toEqual([shares, won]);
    expect(await lotsAt(consortium, 'a', { names, instrument: SHARES })).toEqual([shares]);
    expect(await lotsAt(consortium, 'b', { names })).toEqual([]);
    await move(consortium, withdrawalOf('withdraw-1', 'a', won));
    expect(await lotsAt(consortium, 'a', { names, status: 'FREE' })).toEqual([shares]);
  });

  it('is listed in parts, each behind the last of the one before', async () => {
    const consortium = await deposited();
    await move(consortium, depositOf('deposit-2', 'b', { lotId: 'won-00002', amount: '5' }));
    await move(consortium, depositOf('deposit-3', 'a', { lotId: 'won-00003', amount: '7' }));
    const names = async (asked: object) => (await lotsAt(consortium, 'a', asked)).map(({ lotId }) => lotId);
    expect(await names({ limit: 2 })).toEqual(['share-001', 'share-002']);
    const second = { creator: 'kofia', lotId: 'share-002' };
    // What is another's, or of another instrument, is passed over and does not count.
    expect(await names({ limit: 2, after: second })).toEqual(['won-00001', 'won-00003']);
    expect(await names({ limit: 1, after: second, instrument: 'KRW' })).toEqual(['won-00001']);
    expect(await names({ limit: 2, after: { creator: 'kofia', lotId: 'won-00003' } })).toEqual([]);
    await refusal('INVALID_DOCUMENT', names({ limit: 0 }));
    await refusal('INVALID_DOCUMENT', names({ limit: 1001 }));
    const movements = async (asked: object, by = 'a') => {
      const texts = await consortium.query(
        consortium.client(by, by === 'kofia' ? 'operator' : 'trader'),
        transactions.holdings.movements,
        asked,
      );
      return (texts as string[]).map((text) => (JSON.parse(text) as Movement).movementId);
    };
    expect(await movements({ limit: 1 })).toEqual(['deposit-1']);
    const after = { by: 'kofia', movementId: 'deposit-1' };
    expect(await movements({ limit: 1, after })).toEqual(['deposit-3']);
    expect(await movements({ limit: 5, after }, 'kofia')).toEqual(['deposit-2', 'deposit-3']);
    expect(await movements({ after, to: '2026-03-10' })).toEqual([]);
    const today = { from: TODAY, to: TODAY };
    expect(await movements({ ...today, limit: 1 })).toEqual(['deposit-1']);
    expect(await movements({ ...today, limit: 5, after })).toEqual(['deposit-3']);
    await consortium.toNextDay('2026-03-12');
    const later = depositOf('deposit-0', 'a', { lotId: 'won-00004', amount: '7' });
    await move(consortium, { ...later, businessDay: '2026-03-12' });
    expect(await movements({ from: '2026-03-12' })).toEqual(['deposit-0']);
    expect(await movements({ to: '2026-03-12', limit: 5 })).toEqual(['deposit-1', 'deposit-3', 'deposit-0']);
    expect(await movements({ from: TODAY, after })).toEqual(['deposit-3', 'deposit-0']);
  });

  it('sent again mints nothing, even after its lots were spent', async () => {
    const consortium = await deposited();
    await move(consortium, withdrawalOf('withdraw-1', 'a', won, shares));
    expect(await move(consortium, deposit)).toEqual({ status: 'ALREADY_RECORDED' });
    expect(await positionsAt(consortium, 'a')).toEqual([free('50', 'CLIENT')]);
  });

  it('of other content under its id, or of a lot id that was used, is refused', async () => {
    const consortium = await deposited();
    await move(consortium, withdrawalOf('withdraw-1', 'a', won));
    const other = depositOf('deposit-1', 'a', { lotId: 'won-00009', amount: '1000' });
    expect(await refusal('ID_TAKEN', move(consortium, other))).toEqual({
      document: 'movement',
      id: 'kofia/deposit-1',
    });
    for (const owner of ['a', 'b']) {
      const reused = depositOf(`deposit-${owner}`, owner, { lotId: 'won-00001', amount: '1000' });
      expect(await refusal('ID_TAKEN', move(consortium, reused))).toEqual({
        document: 'lot',
        id: 'kofia/won-00001',
      });
    }
  });

  it('whose record one of its holders has lost is not made anew', async () => {
    const consortium = await custodianConsortium();
    const text = canonicalJson(deposit);
    await forgeDocuments(consortium, 'a', [keys.movement('kofia', 'deposit-1'), text]);
    expect((await refusal('DOCUMENT_NOT_HELD', move(consortium, deposit))).members).toEqual(['kofia']);
  });

  it("is made by the custodian's operator, and by nobody else", async () => {
    const consortium = await custodianConsortium();
    const byFirm = { ...deposit, by: 'a', owner: 'b' };
    const asOperator = { certificate: 'operator' } as const;
    expect(await refusal('NOT_A_CUSTODIAN', move(consortium, byFirm, asOperator))).toEqual({ member: 'a' });
    expect(await refusal('NOT_THE_SUBMITTER', move(consortium, deposit, { by: 'a' }))).toEqual({
      claimed: 'kofia',
      caller: 'a',
    });
    await refusal('ROLE_REQUIRED', move(consortium, deposit, { certificate: 'trader' }));
    await refusal('NOT_A_MEMBER', move(consortium, deposit, { by: 'z' }));
  });

  it('is never for the custodian itself, for a stranger, or for the supervisor', async () => {
    const consortium = await custodianConsortium();
    const lot = { lotId: 'won-00001', amount: '1' };
    await refusal('SAME_PARTY', move(consortium, depositOf('deposit-2', 'kofia', lot)));
    await refusal(
      'MEMBER_UNKNOWN',
      consortium.channel.submit(
        moving(consortium, depositOf('deposit-2', 'zz', lot)),
        consortium.mspIds('kofia'),
      ),
    );
    await consortium.carry({ kind: 'GRANT_ROLE', member: 'c', role: 'custodian' });
    const toSupervisor = { ...depositOf('deposit-2', 'kofia', lot), by: 'c' };
    const produced = toSupervisor.produced.map((each) => ({
      ...each,
      creator: 'c',
      origin: { ...each.origin, by: 'c' },
    }));
    expect(
      await refusal('SUPERVISOR_HOLDS_NO_LOTS', move(consortium, { ...toSupervisor, produced })),
    ).toEqual({ member: 'kofia' });
  });

  it.each([
    [isinOf(9), 'UNKNOWN'],
    [isinOf(3), 'SUSPENDED'],
  ])('of %s, which is %s, is refused', async (instrument, status) => {
    const consortium = await custodianConsortium();
    const made = depositOf('deposit-2', 'a', { lotId: 'share-009', amount: '1', instrument });
    expect(await refusal('INSTRUMENT_NOT_ACTIVE', move(consortium, made))).toEqual({ instrument, status });
  });
});

describe('a split', () => {
  const cut = splitOf(
    'split-001',
    'a',
    [shares, clientShares],
    { lotId: 'share-011', amount: '30', instrument: SHARES },
    { lotId: 'share-012', amount: '70', instrument: SHARES },
    { lotId: 'share-013', amount: '50', instrument: SHARES, accountKind: 'CLIENT' },
  );

  it('cuts lots to exact amounts, and is seen by the owner and the supervisor only', async () => {
    const consortium = await deposited();
    expect(await move(consortium, cut)).toEqual({ status: 'RECORDED' });
    expect((await lotsAt(consortium, 'a')).map(({ lotId }) => lotId).sort()).toEqual([
      'share-011',
      'share-012',
      'share-013',
      'won-00001',
    ]);
    expect((await lotsAt(consortium, 'a', { status: 'SPENT' })).map(({ amount }) => amount)).toEqual([
      '100',
      '50',
    ]);
    expect(await move(consortium, cut)).toEqual({ status: 'ALREADY_RECORDED' });
  });

  it('puts lots together again', async () => {
    const consortium = await deposited();
    await move(consortium, cut);
    const [first, second] = cut.produced as [Lot, Lot];
    const whole = { lotId: 'share-021', amount: '100', instrument: SHARES };
    await move(consortium, splitOf('split-002', 'a', [first, second], whole));
    expect(await positionsAt(consortium, 'a')).toContainEqual(free('100', 'HOUSE'));
  });

  it.each([
    ['more than it consumes', '101', 'HOUSE'],
    ['less than it consumes', '99', 'HOUSE'],
    ["the firm's own out of its customers'", '100', 'CLIENT'],
  ] as const)('that makes %s is refused', async (_, amount, accountKind) => {
    const consortium = await deposited();
    const made = splitOf('split-002', 'a', [shares], {
      lotId: 'share-021',
      amount,
      accountKind,
      instrument: SHARES,
    });
    const facts = await refusal('NOT_CONSERVED', move(consortium, made));
    expect(facts).toMatchObject({ instrument: SHARES, accountKind: 'HOUSE', consumed: '100' });
  });

  it('that makes another instrument than it consumes is refused', async () => {
    const consortium = await deposited();
    const made = splitOf('split-002', 'a', [shares], { lotId: 'won-00021', amount: '100' });
    await refusal('NOT_CONSERVED', move(consortium, made));
  });

  it('spends a lot once: neither twice in one, nor in two, nor in two at the same time', async () => {
    const consortium = await deposited();
    const whole = { lotId: 'share-021', amount: '100', instrument: SHARES };
    const twice = splitOf('split-002', 'a', [shares, shares], { ...whole, amount: '200' });
    expect(await refusal('MOVEMENT_INCONSISTENT', move(consortium, twice))).toEqual({
      lot: 'kofia/share-001',
      field: 'repeated',
    });
    const other = splitOf('split-002', 'a', [shares], whole);
    const endorsers = consortium.mspIds('a', 'kofia');
    const [first, second] = [
      await consortium.channel.endorse(moving(consortium, cut), endorsers),
      await consortium.channel.endorse(moving(consortium, other), endorsers),
    ];
    expect([consortium.channel.commit(first), consortium.channel.commit(second)]).toEqual([
      'VALID',
      'MVCC_READ_CONFLICT',
    ]);
    expect(await refusal('LOT_SPENT', move(consortium, other))).toEqual({ lot: 'kofia/share-001' });
  });

  it("of another's lots, or of lots that do not stand so, is refused", async () => {
    const consortium = await deposited();
    const made = { lotId: 'share-021', amount: '100', instrument: SHARES };
    const stolen = splitOf('split-002', 'b', [shares], made);
    expect(await refusal('MOVEMENT_INCONSISTENT', move(consortium, stolen))).toEqual({
      lot: 'kofia/share-001',
      field: 'owner',
    });
    const claimed = splitOf('split-002', 'b', [{ ...shares, owner: 'b' }], made);
    expect((await refusal('DOCUMENT_NOT_HELD', move(consortium, claimed))).members).toEqual(['b', 'kofia']);
    const grown = splitOf('split-002', 'a', [{ ...shares, amount: '200' }], { ...made, amount: '200' });
    expect((await refusal('DOCUMENT_NOT_HELD', move(consortium, grown))).members).toEqual(['a', 'kofia']);
  });

  it("of a lot that only its owner's own peer wrote is refused", async () => {
    const consortium = await deposited();
    const forged: Lot = { ...won, lotId: 'won-00666', amount: '1000000' };
    await forgeDocuments(consortium, 'a', [keys.lot(forged), freeText(forged)]);
    const made = splitOf('split-002', 'a', [forged], { lotId: 'won-00667', amount: '1000000' });
    expect((await refusal('DOCUMENT_NOT_HELD', move(consortium, made))).members).toEqual(['kofia']);
  });

  it.each<[string, Partial<Lot>, string]>([
    ['for somebody else', { owner: 'b' }, 'owner'],
    ["under another's id", { creator: 'b' }, 'creator'],
    ['in another status', { status: 'RESERVED' }, 'status'],
    ['of another origin', { origin: { kind: 'DEPOSIT', by: 'a', id: 'split-002' } }, 'origin'],
  ])('does not make a lot %s', async (_, changed, field) => {
    const consortium = await deposited();
    const made = splitOf('split-002', 'a', [won], { lotId: 'won-00021', amount: '1000' });
    const produced = made.produced.map((lot) => ({ ...lot, ...changed }));
    expect((await refusal('MOVEMENT_INCONSISTENT', move(consortium, { ...made, produced }))).field).toBe(
      field,
    );
  });

  it('under an id that the member has used for other content is refused', async () => {
    const consortium = await deposited();
    await move(consortium, cut);
    const other = splitOf('split-001', 'a', [won], { lotId: 'won-00021', amount: '1000' });
    await refusal('ID_TAKEN', move(consortium, other));
  });

  it("is made by the owner's trader, and by nobody else", async () => {
    const consortium = await deposited();
    await refusal('NOT_THE_SUBMITTER', move(consortium, cut, { by: 'kofia' }));
    await refusal('ROLE_REQUIRED', move(consortium, cut, { certificate: 'auditor' }));
  });
});

describe('a transfer', () => {
  const given = transferOf('transfer-1', 'a', 'b', [shares], {
    lotId: 'share-031',
    amount: '100',
    instrument: SHARES,
  });

  it('gives whole lots to another firm, in the same kind of account', async () => {
    const consortium = await deposited();
    expect(await move(consortium, given)).toEqual({ status: 'RECORDED' });
    expect(await positionsAt(consortium, 'b')).toEqual([free('100', 'HOUSE')]);
    expect(await positionsAt(consortium, 'a')).not.toContainEqual(free('100', 'HOUSE'));
    expect(await move(consortium, given)).toEqual({ status: 'ALREADY_RECORDED' });
    const [received] = given.produced as [Lot];
    const on = transferOf('transfer-2', 'b', 'c', [received], {
      lotId: 'share-041',
      amount: '100',
      instrument: SHARES,
    });
    expect(await move(consortium, on)).toEqual({ status: 'RECORDED' });
  });

  it("does not turn customers' lots into a firm's own", async () => {
    const consortium = await deposited();
    const mixed = transferOf('transfer-1', 'a', 'b', [clientShares], {
      lotId: 'share-031',
      amount: '50',
      instrument: SHARES,
    });
    await refusal('NOT_CONSERVED', move(consortium, mixed));
  });

  it('leaves no change with the sender: the receiver would see it', async () => {
    const consortium = await deposited();
    const [kept] = splitOf('transfer-1', 'a', [], { lotId: 'share-032', amount: '60', instrument: SHARES })
      .produced as [Lot];
    const part = transferOf('transfer-1', 'a', 'b', [shares], {
      lotId: 'share-031',
      amount: '40',
      instrument: SHARES,
    });
    const change = { ...kept, origin: { kind: 'TRANSFER', by: 'a', id: 'transfer-1' } } as const;
    const withChange = { ...part, produced: [...part.produced, change] };
    expect(await refusal('MOVEMENT_INCONSISTENT', move(consortium, withChange))).toEqual({
      lot: 'a/share-032',
      field: 'owner',
    });
  });

  it('to oneself or to the supervisor is refused', async () => {
    const consortium = await deposited();
    const lot = { lotId: 'won-00031', amount: '1000' };
    await refusal('SAME_PARTY', move(consortium, transferOf('transfer-1', 'a', 'a', [won], lot)));
    const toSupervisor = transferOf('transfer-1', 'a', 'kofia', [won], lot);
    await refusal('SUPERVISOR_HOLDS_NO_LOTS', move(consortium, toSupervisor));
  });

  it('of a suspended instrument is refused; the owner may cut its lots and withdraw them', async () => {
    const consortium = await deposited();
    await consortium.carry({ kind: 'SET_INSTRUMENT_STATUS', isin: SHARES, status: 'SUSPENDED' });
    await refusal('INSTRUMENT_NOT_ACTIVE', move(consortium, given));
    const [half] = splitOf('split-001', 'a', [], { lotId: 'share-011', amount: '50', instrument: SHARES })
      .produced as [Lot];
    await move(
      consortium,
      splitOf(
        'split-001',
        'a',
        [shares],
        { lotId: 'share-011', amount: '50', instrument: SHARES },
        { lotId: 'share-012', amount: '50', instrument: SHARES },
      ),
    );
    await move(consortium, withdrawalOf('withdraw-1', 'a', half));
    expect(await positionsAt(consortium, 'a')).toContainEqual(free('50', 'HOUSE'));
  });

  it('shows nothing of what is moved in the blocks', async () => {
    const consortium = await deposited();
    const height = consortium.channel.height;
    await move(consortium, given);
    const blocks = consortium.channel.blocksSince(height);
    for (const secret of [SHARES, 'share-031', 'TRANSFER', saltOf('a/share-031')]) {
      expect(blocks).not.toContain(secret);
    }
  });
});

describe('a withdrawal', () => {
  it('spends the lots, once', async () => {
    const consortium = await deposited();
    const withdrawn = withdrawalOf('withdraw-1', 'a', won);
    expect(await move(consortium, withdrawn)).toEqual({ status: 'RECORDED' });
    expect(await move(consortium, withdrawn)).toEqual({ status: 'ALREADY_RECORDED' });
    await refusal('LOT_SPENT', move(consortium, withdrawalOf('withdraw-2', 'a', won)));
    expect(await lotsAt(consortium, 'a', { instrument: 'KRW' })).toEqual([]);
  });

  it('is made by the owner, from whom alone it takes, and goes to a custodian', async () => {
    const consortium = await deposited();
    const byCustodian = { ...withdrawalOf('withdraw-1', 'a', won) };
    await refusal('NOT_THE_SUBMITTER', move(consortium, byCustodian, { by: 'kofia' }));
    const toFirm = { ...withdrawalOf('withdraw-1', 'a', won), custodian: 'b' };
    expect(await refusal('NOT_A_CUSTODIAN', move(consortium, toFirm))).toEqual({ member: 'b' });
  });
});

describe('any movement', () => {
  it('is refused when it is not there, not canonical, or has an unknown field', async () => {
    const consortium = await custodianConsortium();
    const request = moving(consortium, deposit);
    const send = (text?: string): Promise<unknown> =>
      consortium.channel.submit(
        { ...request, transient: text === undefined ? {} : { movement: text } },
        consortium.mspIds('a', 'kofia'),
      );
    await refusal('TRANSIENT_MISSING', send());
    await refusal('NOT_CANONICAL', send(JSON.stringify(deposit, undefined, 1)));
    for (const text of ['{', '{}', canonicalJson({ ...deposit, note: 'Kim' })]) {
      expect((await refusal('INVALID_DOCUMENT', send(text))).document).toBe('movement');
    }
  });

  it('is made while settlement is open, and dies with the business day', async () => {
    const consortium = await custodianConsortium();
    const stale = await consortium.channel.endorse(
      moving(consortium, deposit),
      consortium.mspIds('a', 'kofia'),
    );
    await consortium.toPhase('RESERVATION_CLOSED');
    expect(consortium.channel.commit(stale)).toBe('MVCC_READ_CONFLICT');
    await move(consortium, deposit);
    await consortium.toPhase('SETTLEMENT_CLOSED');
    expect(await move(consortium, deposit)).toEqual({ status: 'ALREADY_RECORDED' });
    const late: Movement = withdrawalOf('withdraw-1', 'a', won);
    expect((await refusal('PHASE_CLOSED', move(consortium, late))).required).toEqual([
      'OPEN',
      'RESERVATION_CLOSED',
    ]);
  });
});

describe('all that is outstanding', () => {
  it("is what was deposited and not withdrawn, by the supervisor's own copies", async () => {
    const consortium = await deposited();
    const cut = splitOf(
      'split-001',
      'a',
      [won],
      { lotId: 'won-00011', amount: '400' },
      { lotId: 'won-00012', amount: '600' },
    );
    await move(consortium, cut);
    await move(consortium, withdrawalOf('withdraw-1', 'a', ...cut.produced.slice(0, 1)));
    const { outstanding } = transactions.holdings;
    await refusal('ROLE_REQUIRED', consortium.query(consortium.client('kofia', 'auditor'), outstanding));
    expect(await consortium.query(consortium.client('kofia', 'operator'), outstanding)).toEqual([
      { instrument: SHARES, deposited: '150', withdrawn: '0', outstanding: '150' },
      { instrument: 'KRW', deposited: '1000', withdrawn: '400', outstanding: '600' },
    ]);
    const operator = consortium.client('kofia', 'operator');
    await consortium.toNextDay('2026-03-12');
    const later = depositOf('deposit-9', 'a', { lotId: 'won-00009', amount: '7' });
    await move(consortium, { ...later, businessDay: '2026-03-12' });
    expect(await consortium.query(operator, outstanding, { from: '2026-03-12' })).toEqual([
      { instrument: SHARES, deposited: '0', withdrawn: '0', outstanding: '150' },
      { instrument: 'KRW', deposited: '7', withdrawn: '0', outstanding: '607' },
    ]);
    expect(await consortium.query(operator, outstanding, { to: TODAY })).toEqual([
      { instrument: SHARES, deposited: '150', withdrawn: '0', outstanding: '150' },
      { instrument: 'KRW', deposited: '1000', withdrawn: '400', outstanding: '607' },
    ]);
    const byFirm = consortium.query(consortium.client('a', 'auditor'), outstanding);
    expect(await refusal('NOT_THE_SUPERVISOR', byFirm)).toEqual({ caller: 'a' });
  });
});
