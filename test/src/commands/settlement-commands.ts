import type { Business, DealName } from './business';

const PAIR = ['--with', 'samsung'] as const;
const ISIN = 'KR7005930003';
const WON = '1000000000';

interface Listed {
  readonly creator: string;
  readonly instructionId: string;
  readonly isin: string;
}

/** The commands of holdings, and of how two firms settle, on the trade date. */
export function tryHoldings(business: Business): void {
  test('holdings deposit, positions, lots, resume, outstanding', async () => {
    const { stage } = business;
    // As much as NH owes of both trades in it.
    const deposit = ['holdings', 'deposit', 'nh', ISIN, '200', '--id', 'for-nh-1'];
    const deposited = await stage.as('kofia', ...deposit);
    expect(deposited).toMatchObject({
      status: 'RECORDED',
      movementId: 'for-nh-1',
      lots: [{ creator: 'kofia', instrument: ISIN, amount: '200', status: 'FREE' }],
    });
    expect(await stage.as('kofia', ...deposit)).toMatchObject({ status: 'ALREADY_RECORDED' });
    await stage.as('kofia', 'holdings', 'deposit', 'samsung', 'KRW', WON);
    await stage.as('kofia', 'holdings', 'deposit', 'nh', 'KR7000660001', '40');
    expect(await stage.as('nh', 'holdings', 'positions')).toContainEqual({
      instrument: ISIN,
      accountKind: 'HOUSE',
      free: '200',
      reserved: '0',
    });
    expect(await stage.as('nh', 'holdings', 'lots', '--instrument', ISIN)).toMatchObject([
      { amount: '200', origin: { kind: 'DEPOSIT', by: 'kofia', id: 'for-nh-1' } },
    ]);
    expect(await stage.as('kofia', 'holdings', 'resume')).toEqual([]);
    expect(await stage.as('kofia', 'holdings', 'outstanding')).toContainEqual({
      instrument: 'KRW',
      deposited: WON,
      withdrawn: '0',
      outstanding: WON,
    });
    const few = ['holdings', 'deposit', 'nh', ISIN, '0'];
    await stage.refusedAs('kofia', few, { code: 2, says: "an amount above zero is wanted, not '0'" });
    const byOther = ['holdings', 'deposit', 'samsung', ISIN, '7'];
    await stage.refusedAs('nh', byOther, { code: 1, says: 'NOT_A_CUSTODIAN' });
  });

  test('settlement terms', async () => {
    const { stage } = business;
    const terms = ['settlement', 'terms', '--with'];
    const [yes, no] = [{ gross: true }, { gross: false }];
    expect(await stage.as('nh', ...terms, 'samsung')).toEqual({ own: no, theirs: no });
    expect(await stage.as('nh', ...terms, 'samsung', '--gross')).toEqual({ own: yes, theirs: no });
    expect(await stage.as('samsung', ...terms, 'nh', '--net')).toEqual({ own: no, theirs: yes });
    expect(await stage.as('nh', ...terms, 'samsung', '--net')).toEqual({ own: no, theirs: no });
    await stage.refusedAs('nh', [...terms, 'samsung', '--net', '--gross'], {
      code: 2,
      says: 'cannot be used',
    });
    await stage.refusedAs('nh', [...terms, 'nobody'], { code: 2, says: 'no such member' });
    const early = ['settlement', 'instruct', ...PAIR];
    await stage.refusedAs('nh', early, { code: 1, says: 'MATCHING_OPEN' });
    await stage.refusedAs('nh', [...early, '--gross', '1'], { code: 1, says: 'GROSS_NOT_AGREED' });
  });
}

/** The commands that make instructions, once matching of the trade date has closed. */
export function tryInstructing(business: Business): void {
  test('settlement instruct, list', async () => {
    const { stage, market } = business;
    const made = await stage.as<Listed[]>('nh', 'settlement', 'instruct', ...PAIR);
    expect(made).toHaveLength(4);
    const listed = await stage.as<Listed[]>('samsung', 'settlement', 'list');
    for (const name of ['settled', 'divided', 'dropped', 'failed'] as const satisfies readonly DealName[]) {
      const found = listed.find(({ isin }) => isin === business.deal(name).sell.isin);
      if (!found) throw new Error(`no instruction for ${name}`);
      business.instructions.set(name, `${found.creator}/${found.instructionId}`);
    }
    expect(listed).toContainEqual(
      expect.objectContaining({
        isin: ISIN,
        status: 'PENDING',
        origin: expect.objectContaining({ kind: 'NET' }) as unknown,
        settlementDate: market.settlementDate,
        legs: [
          expect.objectContaining({ from: 'nh', to: 'samsung', instrument: ISIN, amount: '200' }),
          expect.objectContaining({ from: 'samsung', to: 'nh', instrument: 'KRW', amount: '19740000' }),
        ],
      }),
    );
    expect(await stage.as('kofia', 'settlement', 'list')).toHaveLength(4);
    const gross = ['settlement', 'instruct', ...PAIR, '--gross', 'x'];
    await stage.refusedAs('nh', gross, { code: 2, says: "a whole number is wanted, not 'x'" });
    await stage.refusedAs('nh', ['settlement', 'reserve', 'nowhere'], { code: 2, says: 'MEMBER/ID' });
  });
}

/** The commands about instructions before they settle, on the day on which they are due. */
export function tryReserving(business: Business): void {
  test('settlement reserve, release, cancel, allow-partial, divide', async () => {
    const { stage } = business;
    const settled = business.instruction('settled');
    expect(await stage.as('nh', 'settlement', 'reserve', settled)).toMatchObject([{ status: 'RESERVED' }]);
    expect(await stage.as('nh', 'settlement', 'release', settled)).toMatchObject([{ status: 'RECORDED' }]);
    expect(await stage.wrongAs('nh', 'settlement', 'reserve')).toContainEqual(
      expect.objectContaining({
        status: 'SHORT',
        short: [{ instrument: 'KR7035420009', accountKind: 'HOUSE', amount: '100' }],
      }),
    );
    expect(await stage.as('samsung', 'settlement', 'reserve', settled)).toMatchObject([
      { status: 'RESERVED' },
    ]);

    const cancel = ['settlement', 'cancel', business.instruction('dropped')];
    expect(await stage.as('nh', ...cancel)).toMatchObject({ status: 'RECORDED' });
    expect(await stage.as('samsung', ...cancel)).toMatchObject({ status: 'RECORDED' });

    const divided = business.instruction('divided');
    const allow = ['settlement', 'allow-partial', divided, '--minimum', '10'];
    expect(await stage.as('nh', ...allow)).toMatchObject({ status: 'RECORDED', minimum: '10' });
    await stage.refusedAs('nh', ['settlement', 'divide', divided, '40'], {
      code: 1,
      says: 'PARTIAL_NOT_ALLOWED',
    });
    await stage.as('samsung', ...allow);
    const { part, rest } = await stage.as<{ part: Listed; rest: Listed }>(
      'nh',
      ...['settlement', 'divide', divided, '40'],
    );
    const now = await stage.as<(Listed & { status: string })[]>('nh', 'settlement', 'list');
    const statusOf = (name: string) =>
      now.find(({ creator, instructionId }) => `${creator}/${instructionId}` === name)?.status;
    expect(statusOf(business.instruction('dropped'))).toBe('CANCELLED');
    expect(statusOf(divided)).toBe('DIVIDED');
    expect([part, rest].map((each) => statusOf(`${each.creator}/${each.instructionId}`))).toEqual([
      'PENDING',
      'PENDING',
    ]);
  });
}

/** The commands of the day on which instructions are due. */
export function trySettling(business: Business): void {
  test('settlement settle, claim', async () => {
    const { stage } = business;
    const early = business.instruction('failed');
    expect(await stage.wrongAs('nh', 'settlement', 'settle', early)).toMatchObject([
      { status: 'REFUSED', code: 'NOT_RESERVED' },
    ]);
    expect(await stage.as('kofia', 'settlement', 'settle')).toMatchObject([{ status: 'SETTLED' }]);
    expect(await stage.as('samsung', 'holdings', 'positions')).toContainEqual({
      instrument: ISIN,
      accountKind: 'HOUSE',
      free: '200',
      reserved: '0',
    });
    // Both had taken part.
    expect(await stage.as('samsung', 'settlement', 'claim')).toEqual([]);
  });

  test('settlement fail', async () => {
    const { stage } = business;
    const fail = ['settlement', 'fail', business.instruction('failed')];
    await stage.refusedAs('kofia', fail, { code: 1, says: 'PHASE' });
    await stage.as('kofia', 'day', 'to', 'reservation-closed');
    await stage.as('kofia', 'day', 'to', 'settlement-closed');
    expect(await stage.as('kofia', ...fail)).toMatchObject({ status: 'RECORDED' });
  });
}
