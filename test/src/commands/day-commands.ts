import type { Business } from './business';

interface Day {
  readonly date: string;
  readonly phase: string;
}

/** Opens the first day. */
export function tryOpening(business: Business): void {
  test('day show, next', async () => {
    const { stage } = business;
    expect(await stage.as('nh', 'day', 'show')).toBeNull();
    const opened = await stage.as<Day>('kofia', 'day', 'next');
    expect(opened).toMatchObject({ phase: 'OPEN', sequence: 1 });
    expect(await stage.as('nh', 'day', 'show')).toEqual(opened);
    await stage.refusedAs('nh', ['day', 'next'], { code: 1, says: 'NOT_THE_SUPERVISOR' });
    await stage.refusedAs('kofia', ['day', 'to', 'evening'], { code: 2, says: 'a phase' });
    await business.prepare();
  });
}

/** Closes the trade date, and lets the members seal it. */
export function tryClosing(business: Business): void {
  test('day to, attest, seal', async () => {
    const { stage } = business;
    const { tradeDate: date } = business.market;
    for (const [given, phase] of [
      ['reservation-closed', 'RESERVATION_CLOSED'],
      ['settlement-closed', 'SETTLEMENT_CLOSED'],
      ['matching-closed', 'MATCHING_CLOSED'],
      ['closed', 'CLOSED'],
    ] as const)
      expect(await stage.as('kofia', 'day', 'to', given)).toMatchObject({ status: 'RECORDED', date, phase });
    const attested = await stage.as<{ claim: object }>('kofia', 'day', 'attest');
    expect(attested).toMatchObject({ status: 'RECORDED', day: 'OPEN', claim: { date } });
    expect(await stage.as('nh', 'day', 'seal', date)).toMatchObject({
      seal: null,
      attestations: [{ member: 'kofia' }],
    });
    expect(await stage.as('nh', 'day', 'attest', '--date', date)).toMatchObject({
      day: 'SEALED',
      claim: attested.claim,
    });
    expect(await stage.as('samsung', 'day', 'seal', date)).toMatchObject({
      seal: { claim: attested.claim, members: ['kofia', 'nh'] },
    });
    await stage.refusedAs('nh', ['day', 'seal', '30 November'], { code: 1, says: 'INVALID' });
  });
}

/** Moves on to the day on which the trades settle. */
export function tryMovingOn(business: Business): void {
  test(
    'day next, again and again, and keep',
    async () => {
      const { stage, market } = business;
      let day = await stage.as<Day>('kofia', 'day', 'next');
      while (day.date < market.settlementDate) day = await stage.as<Day>('kofia', 'day', 'next');
      expect(day).toMatchObject({ date: market.settlementDate, phase: 'OPEN' });
      // By this machine's clock nothing is due on a day to come.
      expect(await stage.as('kofia', 'day', 'keep', '--once')).toEqual(day);
    },
    10 * 60_000,
  );
}
