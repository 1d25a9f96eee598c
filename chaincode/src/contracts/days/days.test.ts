import { PHASES, canonicalJson, transactions, type BusinessDay, type Phase } from '@jangbu/model';
import { SimulatedConsortium, TODAY } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';

const { move, current } = transactions.days;

async function constituted(): Promise<SimulatedConsortium> {
  const consortium = new SimulatedConsortium(3);
  await consortium.constitute();
  return consortium;
}

async function today(consortium: SimulatedConsortium): Promise<BusinessDay | null> {
  return (await consortium.query(consortium.client('a', 'trader'), current)) as BusinessDay | null;
}

async function go(consortium: SimulatedConsortium, date: string, phase: Phase): Promise<unknown> {
  return consortium.moveDay(await today(consortium), date, phase);
}

describe('the business day', () => {
  it('goes through its phases in order, then to the next business day', async () => {
    const consortium = await constituted();
    expect(await today(consortium)).toBeNull();
    const steps: [string, Phase][] = [
      ['2026-03-13', 'OPEN'],
      ['2026-03-13', 'RESERVATION_CLOSED'],
      ['2026-03-13', 'SETTLEMENT_CLOSED'],
      ['2026-03-13', 'MATCHING_CLOSED'],
      ['2026-03-13', 'CLOSED'],
      // The 14th and 15th are a weekend, and the market is closed on the 16th.
      ['2026-03-17', 'OPEN'],
    ];
    for (const [date, phase] of steps) {
      expect(await go(consortium, date, phase)).toEqual({ status: 'RECORDED' });
    }
    expect(await today(consortium)).toEqual({
      type: 'business-day',
      version: 1,
      date: '2026-03-17',
      phase: 'OPEN',
      sequence: 6,
    });
  });

  it.each<[string, string, Phase, string]>([
    ['open on a Saturday', '2026-03-14', 'OPEN', 'NOT_A_BUSINESS_DAY'],
    ['open on a closed day', '2026-03-16', 'OPEN', 'NOT_A_BUSINESS_DAY'],
    ['begin with another phase', TODAY, 'CLOSED', 'NOT_NEXT_PHASE'],
  ])('does not %s', async (_, date, phase, reason) => {
    const consortium = await constituted();
    expect(await refusal('DAY_MOVE_IMPOSSIBLE', go(consortium, date, phase))).toEqual({ reason });
  });

  it.each<[string, string, Phase, string]>([
    ['skip a phase', TODAY, 'SETTLEMENT_CLOSED', 'NOT_NEXT_PHASE'],
    ['stay where it is', TODAY, 'OPEN', 'NOT_NEXT_PHASE'],
    ['leave a day that is not closed', '2026-03-12', 'OPEN', 'NOT_NEXT_PHASE'],
    ['change its date within a day', '2026-03-12', 'MATCHING_CLOSED', 'NOT_NEXT_PHASE'],
  ])('does not %s', async (_, date, phase, reason) => {
    const consortium = await constituted();
    await go(consortium, TODAY, 'OPEN');
    expect(await refusal('DAY_MOVE_IMPOSSIBLE', go(consortium, date, phase))).toEqual({ reason });
  });

  it('does not skip a business day, nor go back', async () => {
    const consortium = await constituted();
    for (const phase of PHASES) {
      await go(consortium, TODAY, phase);
    }
    for (const date of ['2026-03-13', '2026-03-10']) {
      expect(await refusal('DAY_MOVE_IMPOSSIBLE', go(consortium, date, 'OPEN'))).toEqual({
        reason: 'NOT_NEXT_BUSINESS_DAY',
      });
    }
    expect(await refusal('DAY_MOVE_IMPOSSIBLE', go(consortium, TODAY, 'MATCHING_CLOSED'))).toEqual({
      reason: 'NOT_NEXT_PHASE',
    });
  });

  it('is moved on from what the caller saw, and from nothing else', async () => {
    const consortium = await constituted();
    await go(consortium, TODAY, 'OPEN');
    const opened = await today(consortium);
    expect(await refusal('DAY_MOVED', consortium.moveDay(null, '2026-03-12', 'OPEN'))).toEqual({
      date: TODAY,
      phase: 'OPEN',
      sequence: 1,
    });
    const mistaken = opened && { ...opened, sequence: 2 };
    await refusal('DAY_MOVED', consortium.moveDay(mistaken, TODAY, 'RESERVATION_CLOSED'));
    await go(consortium, TODAY, 'RESERVATION_CLOSED');
    await refusal('DAY_MOVED', consortium.moveDay(opened, TODAY, 'CLOSED'));
    const never = new SimulatedConsortium(3);
    await never.constitute();
    expect(await refusal('DAY_MOVED', never.moveDay(opened, TODAY, 'RESERVATION_CLOSED'))).toEqual({
      date: null,
      phase: null,
      sequence: 0,
    });
  });

  it('is not moved twice by one move that is sent twice', async () => {
    const consortium = await constituted();
    await go(consortium, TODAY, 'OPEN');
    expect(await consortium.moveDay(null, TODAY, 'OPEN')).toEqual({ status: 'ALREADY_RECORDED' });
    const opened = await today(consortium);
    await consortium.moveDay(opened, TODAY, 'RESERVATION_CLOSED');
    expect(await consortium.moveDay(opened, TODAY, 'RESERVATION_CLOSED')).toEqual({
      status: 'ALREADY_RECORDED',
    });
    expect((await today(consortium))?.sequence).toBe(2);
  });

  it('is not moved by two moves at once', async () => {
    const consortium = await constituted();
    const request = (date: string): Parameters<SimulatedConsortium['channel']['endorse']>[0] => ({
      by: consortium.client('kofia', 'operator'),
      name: move,
      argument: canonicalJson({ type: 'day-move', version: 1, from: null, to: { date, phase: 'OPEN' } }),
    });
    const first = await consortium.channel.endorse(request(TODAY), consortium.majority);
    const second = await consortium.channel.endorse(request('2026-03-12'), consortium.majority);
    expect(consortium.channel.commit(first)).toBe('VALID');
    expect(consortium.channel.commit(second)).toBe('MVCC_READ_CONFLICT');
  });

  it("is moved by the supervisor's operator, and by nobody else", async () => {
    const consortium = await constituted();
    const document = { type: 'day-move', version: 1, from: null, to: { date: TODAY, phase: 'OPEN' } };
    const by = (id: string, role: 'operator' | 'trader' | 'admin'): Promise<unknown> =>
      consortium.submit(consortium.client(id, role), move, document);
    expect(await refusal('NOT_THE_SUPERVISOR', by('a', 'operator'))).toEqual({ caller: 'a' });
    expect(await refusal('ROLE_REQUIRED', by('kofia', 'admin'))).toEqual({
      required: ['operator'],
      given: 'admin',
    });
    await refusal('NOT_A_MEMBER', by('z', 'operator'));
    await refusal(
      'INVALID_DOCUMENT',
      consortium.submit(consortium.client('kofia', 'operator'), move, {
        ...document,
        to: { date: '2026-02-30', phase: 'OPEN' },
      }),
    );
  });

  it('waits for a supervisor and for parameters', async () => {
    const consortium = new SimulatedConsortium(3);
    await refusal('NOT_FOUNDED', consortium.moveDay(null, TODAY, 'OPEN'));
    await consortium.found();
    await refusal('NO_SUPERVISOR', consortium.moveDay(null, TODAY, 'OPEN'));
    await consortium.carry({ kind: 'GRANT_ROLE', member: 'kofia', role: 'supervisor' });
    await refusal('NO_PARAMETERS', consortium.moveDay(null, TODAY, 'OPEN'));
  });
});
