import { PHASES, canonicalJson, transactions, type BusinessDay, type Phase } from '@jangbu/model';
import { SimulatedConsortium, TODAY } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';

const { move, current } = transactions.days;

// No cut-offs are set, so the default ones hold: 08:30, 16:30, 17:30 and 18:00.
const [TUESDAY, THURSDAY, FRIDAY, NEXT_TUESDAY] = ['2026-03-10', '2026-03-12', '2026-03-13', '2026-03-17'];

async function constituted(count = 3): Promise<SimulatedConsortium> {
  const consortium = new SimulatedConsortium(count, { time: 'CLOCK' });
  await consortium.constitute();
  return consortium;
}

async function today(consortium: SimulatedConsortium): Promise<BusinessDay | null> {
  return (await consortium.query(consortium.client('a', 'trader'), current)) as BusinessDay | null;
}

/** Asks these members' peers to sign a move, for a member's operator. */
async function ask(
  consortium: SimulatedConsortium,
  by: string,
  [date, phase]: readonly [string, Phase],
  endorsers: readonly string[],
): Promise<unknown> {
  const day = await today(consortium);
  const from = day && { date: day.date, phase: day.phase, sequence: day.sequence };
  const document = { type: 'day-move', version: 1, from, to: { date, phase } };
  const request = {
    by: consortium.client(by, 'operator'),
    name: move,
    argument: canonicalJson(document),
  };
  return consortium.channel.submit(request, consortium.mspIds(...endorsers));
}

/** A move by a member's operator, with everybody asked. */
function go(consortium: SimulatedConsortium, by: string, date: string, phase: Phase): Promise<unknown> {
  return ask(consortium, by, [date, phase], consortium.ids);
}

async function opened(count = 3): Promise<SimulatedConsortium> {
  const consortium = await constituted(count);
  await go(consortium, 'kofia', TODAY, 'OPEN');
  return consortium;
}

const RECORDED = { status: 'RECORDED' };

describe('the business day by the clock', () => {
  it('does not move before its cut-off, whoever asks, and the refusal names it', async () => {
    const consortium = await opened();
    consortium.setClocks({ date: TODAY, time: '09:05' });
    const facts = {
      date: TODAY,
      phase: 'RESERVATION_CLOSED',
      cutOff: `${TODAY} 15:15`,
      clock: `${TODAY} 09:05`,
    };
    expect(await refusal('DAY_MOVE_EARLY', go(consortium, 'kofia', TODAY, 'RESERVATION_CLOSED'))).toEqual({
      ...facts,
      from: `${TODAY} 15:15`,
    });
    expect(await refusal('DAY_MOVE_EARLY', go(consortium, 'a', TODAY, 'RESERVATION_CLOSED'))).toEqual({
      ...facts,
      from: `${TODAY} 15:45`,
    });
  });

  it('goes no further than the clock: no phase is closed early, and the next day is not opened', async () => {
    const consortium = await opened();
    const steps: readonly (readonly [Phase, string, string])[] = [
      ['RESERVATION_CLOSED', TODAY, '15:15'],
      ['SETTLEMENT_CLOSED', TODAY, '15:45'],
      ['MATCHING_CLOSED', TODAY, '16:30'],
      ['CLOSED', TODAY, '18:00'],
      ['OPEN', THURSDAY, '08:30'],
    ];
    for (const [phase, date, time] of steps) {
      await refusal('DAY_MOVE_EARLY', go(consortium, 'kofia', date, phase));
      consortium.setClocks({ date, time });
      expect(await go(consortium, 'kofia', date, phase)).toEqual(RECORDED);
    }
  });

  it('is moved by any operator once the supervisor has let its turn pass, and by no other client', async () => {
    const consortium = await opened();
    consortium.setClocks({ date: TODAY, time: '15:43' });
    const attempt = go(consortium, 'b', TODAY, 'RESERVATION_CLOSED');
    expect(await refusal('DAY_MOVE_EARLY', attempt)).toMatchObject({ from: `${TODAY} 15:45` });
    consortium.setClocks({ date: TODAY, time: '15:45' });
    const trader = consortium.submit(consortium.client('b', 'trader'), move, {
      type: 'day-move',
      version: 1,
      from: { date: TODAY, phase: 'OPEN', sequence: 1 },
      to: { date: TODAY, phase: 'RESERVATION_CLOSED' },
    });
    await refusal('ROLE_REQUIRED', trader);
    expect(await go(consortium, 'b', TODAY, 'RESERVATION_CLOSED')).toEqual(RECORDED);
    expect(await refusal('NOT_A_MEMBER', ask(consortium, 'z', [TODAY, 'SETTLEMENT_CLOSED'], ['a']))).toEqual({
      mspId: 'zMSP',
    });
  });

  it('is moved although the supervisor has been suspended', async () => {
    const consortium = await opened();
    await consortium.carry({ kind: 'SUSPEND_MEMBER', member: 'kofia' });
    consortium.setClocks({ date: TODAY, time: '15:45' });
    await refusal('NOT_A_MEMBER', go(consortium, 'kofia', TODAY, 'RESERVATION_CLOSED'));
    expect(await go(consortium, 'a', TODAY, 'RESERVATION_CLOSED')).toEqual(RECORDED);
  });

  it('after an outage takes every move that was missed at once, by whoever comes first', async () => {
    const consortium = await opened();
    consortium.setClocks({ date: NEXT_TUESDAY, time: '09:00' });
    const phases = PHASES.slice(1);
    for (const date of [TODAY, THURSDAY, FRIDAY]) {
      if (date !== TODAY) expect(await go(consortium, 'a', date, 'OPEN')).toEqual(RECORDED);
      for (const phase of phases) expect(await go(consortium, 'b', date, phase)).toEqual(RECORDED);
    }
    // The market is closed on Monday.
    expect(await go(consortium, 'a', NEXT_TUESDAY, 'OPEN')).toEqual(RECORDED);
    await refusal('DAY_MOVE_EARLY', go(consortium, 'a', NEXT_TUESDAY, 'RESERVATION_CLOSED'));
  });

  it('is answered at any time as recorded when the same move is sent again', async () => {
    const consortium = await opened();
    consortium.setClocks(new Date(0));
    expect(await consortium.moveDay(null, TODAY, 'OPEN')).toEqual({ status: 'ALREADY_RECORDED' });
  });
});

describe('the first business day by the clock', () => {
  it.each<[string, string, string, string]>([
    ['the supervisor', 'kofia', '08:28', '08:29'],
    ["any other member's operator, later,", 'a', '08:58', '08:59'],
  ])('is opened by %s a tolerated minute before its time, and no earlier', async (_who, by, early, due) => {
    const consortium = await constituted();
    consortium.setClocks({ date: TODAY, time: early });
    await refusal('DAY_MOVE_EARLY', go(consortium, by, TODAY, 'OPEN'));
    consortium.setClocks({ date: TODAY, time: due });
    expect(await go(consortium, by, TODAY, 'OPEN')).toEqual(RECORDED);
  });

  it('is no day to come, no day that was, and not today once it has closed', async () => {
    const consortium = await constituted();
    await refusal('DAY_MOVE_EARLY', go(consortium, 'kofia', THURSDAY, 'OPEN'));
    const over = { reason: 'DAY_OVER' };
    expect(await refusal('DAY_MOVE_IMPOSSIBLE', go(consortium, 'kofia', TUESDAY, 'OPEN'))).toEqual(over);
    consortium.setClocks({ date: TODAY, time: '18:00' });
    expect(await refusal('DAY_MOVE_IMPOSSIBLE', go(consortium, 'kofia', TODAY, 'OPEN'))).toEqual(over);
  });
});

describe('clocks that differ', () => {
  it('are tolerated by a minute, or by what the members have set', async () => {
    const consortium = await opened();
    consortium.setClocks(new Date(`${TODAY}T15:13:59+09:00`));
    await refusal('DAY_MOVE_EARLY', go(consortium, 'kofia', TODAY, 'RESERVATION_CLOSED'));
    await consortium.carry({ kind: 'SET_PACE', pace: { tolerance: 61, othersAfter: 5 } });
    expect(await go(consortium, 'kofia', TODAY, 'RESERVATION_CLOSED')).toEqual(RECORDED);
    consortium.setClocks({ date: TODAY, time: '15:50' });
    expect(await go(consortium, 'b', TODAY, 'SETTLEMENT_CLOSED')).toEqual(RECORDED);
  });

  it('of a minority that are fast move nothing early', async () => {
    const consortium = await opened(5);
    consortium.setClocks({ date: TODAY, time: '23:00' }, 'kofia', 'a');
    const early = [TODAY, 'RESERVATION_CLOSED'] as const;
    await refusal('DAY_MOVE_EARLY', ask(consortium, 'kofia', early, ['kofia', 'a', 'b']));
    await expect(ask(consortium, 'kofia', early, ['kofia', 'a'])).rejects.toThrow(
      'ENDORSEMENT_POLICY_FAILURE',
    );
  });

  it('of a minority that are slow keep nothing back: the others sign the same bytes', async () => {
    const consortium = await opened(5);
    consortium.setClocks({ date: TODAY, time: '15:15' }, 'kofia', 'b', 'd');
    const due = [TODAY, 'RESERVATION_CLOSED'] as const;
    await refusal('DAY_MOVE_EARLY', ask(consortium, 'kofia', due, ['kofia', 'a', 'b']));
    consortium.setClocks({ date: TODAY, time: '15:15' }, 'b');
    expect(await ask(consortium, 'kofia', due, ['kofia', 'b', 'd'])).toEqual(RECORDED);
  });
});

describe('business days that move freely', () => {
  it('are moved by the supervisor whatever any clock says, and by nobody else', async () => {
    const consortium = new SimulatedConsortium(3);
    await consortium.constitute();
    consortium.setClocks(new Date(0));
    expect(await go(consortium, 'kofia', THURSDAY, 'OPEN')).toEqual(RECORDED);
    consortium.setClocks({ date: NEXT_TUESDAY, time: '23:00' });
    const attempt = go(consortium, 'a', THURSDAY, 'RESERVATION_CLOSED');
    expect(await refusal('NOT_THE_SUPERVISOR', attempt)).toEqual({ caller: 'a' });
  });

  it('are so by the founding list, which the members keep', async () => {
    const consortium = new SimulatedConsortium(3);
    await consortium.constitute();
    const read = (each: SimulatedConsortium): Promise<unknown> =>
      each.query(each.client('a', 'auditor'), transactions.consortium.members);
    expect(await read(consortium)).toMatchObject({ time: 'FREE' });
    expect(await read(await constituted())).not.toHaveProperty('time');
  });
});
