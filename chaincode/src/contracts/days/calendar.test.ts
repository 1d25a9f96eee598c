import {
  PHASES,
  canonicalJson,
  transactions,
  type Action,
  type CalendarChange,
  type Instruction,
  type ParametersDocument,
  type Phase,
} from '@jangbu/model';
import { statementOf, utiOf } from '@jangbu/model/dist/testing/statements';
import { openConsortium, PARAMETERS, TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';
import {
  fail,
  recordInstructions,
  instructionOf,
  instructionsAt,
  matchedConsortium,
  lotOf,
  OBLIGATION,
  reservationOf,
  reserve,
  settle,
  SHARES,
} from '../../../testing/settling';
import { matchStated, pageOf, record, recording } from '../../../testing/trading';

// TODAY is a Wednesday; 16 March, the Monday after, is closed from the founding on.
const [THURSDAY, FRIDAY, TUESDAY, WEDNESDAY] = ['2026-03-12', '2026-03-13', '2026-03-17', '2026-03-18'];

const CLOSE_FRIDAY: Action = { kind: 'CHANGE_CALENDAR', close: [FRIDAY], open: [] };
const OPEN_FRIDAY: Action = { kind: 'CHANGE_CALENDAR', close: [], open: [FRIDAY] };

async function changesOf(consortium: SimulatedConsortium): Promise<readonly CalendarChange[] | undefined> {
  const answer = await consortium.query(
    consortium.client('a', 'auditor'),
    transactions.consortium.parameters,
  );
  return (answer as ParametersDocument).parameters.calendarChanges;
}

async function moveTo(consortium: SimulatedConsortium, date: string, phase: Phase): Promise<void> {
  const day = await consortium.query(consortium.client('kofia', 'operator'), transactions.days.current);
  await consortium.moveDay(day as Parameters<SimulatedConsortium['moveDay']>[0], date, phase);
}

async function closeDay(consortium: SimulatedConsortium, date: string): Promise<void> {
  for (const phase of PHASES.slice(1)) {
    await moveTo(consortium, date, phase);
  }
}

/** The instruction of what a buys from b today for the business day after tomorrow. */
const DUE: Instruction = instructionOf(
  'instruct-3',
  { ...OBLIGATION, settlementDate: FRIDAY },
  { kind: 'GROSS', sequence: 2, uti: utiOf(3) },
);

/** A consortium in which {@link DUE} has been instructed and both firms have reserved for it. */
async function instructedForFriday(): Promise<{
  readonly consortium: SimulatedConsortium;
  readonly settleIt: () => Promise<unknown>;
}> {
  const consortium = await matchedConsortium();
  const trade = statementOf(3, {
    settlementDate: FRIDAY,
    quantity: '150',
    price: '71000',
    amount: '10650000',
  });
  const pages = [
    pageOf('a', 'b', 'bought-02', [trade]),
    pageOf('b', 'a', 'sold-0002', [{ ...trade, side: 'SELL' }]),
  ];
  for (const page of pages) await record(consortium, page);
  await matchStated(consortium, ...pages);
  await recordInstructions(consortium, DUE);
  const reservations = [
    reservationOf(DUE, 0, await lotOf(consortium, 'b', SHARES)),
    reservationOf(DUE, 1, await lotOf(consortium, 'a', 'KRW')),
  ];
  for (const reservation of reservations) await reserve(consortium, DUE, reservation);
  return { consortium, settleIt: () => settle(consortium, DUE, reservations) };
}

describe('the calendar on the ledger', () => {
  it('says of each change on which business day the members carried it', async () => {
    const consortium = await openConsortium();
    expect(await changesOf(consortium)).toBeUndefined();
    await consortium.carry(CLOSE_FRIDAY, { kind: 'CHANGE_CALENDAR', close: ['2026-03-02'], open: [] });
    await closeDay(consortium, TODAY);
    await moveTo(consortium, THURSDAY, 'OPEN');
    await consortium.carry({ kind: 'SET_PARAMETERS', parameters: PARAMETERS });
    expect(await changesOf(consortium)).toEqual([
      { date: FRIDAY, to: 'CLOSED', declared: TODAY },
      { date: FRIDAY, to: 'OPEN', declared: THURSDAY },
    ]);
  });

  it('takes no history from a proposal', async () => {
    const consortium = await openConsortium();
    const calendarChanges = [{ date: FRIDAY, to: 'CLOSED', declared: '2020-01-02' }];
    const proposal = await consortium.proposal([{ kind: 'SET_PARAMETERS', parameters: PARAMETERS }]);
    const forged = { ...PARAMETERS, calendarChanges };
    const actions = [{ kind: 'SET_PARAMETERS' as const, parameters: forged as typeof PARAMETERS }];
    await refusal('INVALID_DOCUMENT', consortium.propose({ ...proposal, actions }));
  });

  it('is changed by no vote that was endorsed before the day moved on', async () => {
    const consortium = await openConsortium(3);
    const proposal = await consortium.proposal([CLOSE_FRIDAY]);
    await consortium.propose(proposal);
    const vote = {
      by: consortium.client('a', 'admin'),
      name: transactions.consortium.vote,
      argument: canonicalJson(consortium.voteOf(proposal, 'a')),
    };
    const endorsed = await consortium.channel.endorse(vote, consortium.majority);
    await moveTo(consortium, TODAY, 'RESERVATION_CLOSED');
    expect(consortium.channel.commit(endorsed)).toBe('MVCC_READ_CONFLICT');
    expect(await changesOf(consortium)).toBeUndefined();
  });
});

describe('a holiday declared after the trade', () => {
  it('moves what is open to the second business day that is left, and everyone sees it', async () => {
    const { consortium, settleIt } = await instructedForFriday();
    expect(await instructionsAt(consortium, 'a')).toMatchObject([{ dueDate: FRIDAY }]);
    await consortium.carry(CLOSE_FRIDAY);
    for (const id of ['a', 'b', 'kofia']) {
      expect(await instructionsAt(consortium, id)).toMatchObject([{ dueDate: TUESDAY }]);
    }
    expect(await refusal('TOO_EARLY', settleIt())).toMatchObject({ dueDate: TUESDAY });
    await closeDay(consortium, TODAY);
    await moveTo(consortium, THURSDAY, 'OPEN');
    await closeDay(consortium, THURSDAY);
    await moveTo(consortium, TUESDAY, 'OPEN');
    expect(await settleIt()).toEqual({ status: 'RECORDED' });
  });

  it('lets nothing fail before the day to which it has moved', async () => {
    const { consortium } = await instructedForFriday();
    await closeDay(consortium, TODAY);
    await moveTo(consortium, THURSDAY, 'OPEN');
    await consortium.carry({ kind: 'CHANGE_CALENDAR', close: [FRIDAY, TUESDAY], open: [] });
    await moveTo(consortium, THURSDAY, 'RESERVATION_CLOSED');
    await moveTo(consortium, THURSDAY, 'SETTLEMENT_CLOSED');
    const held = (await instructionsAt(consortium, 'kofia'))[0]?.reservations ?? [];
    expect(await refusal('TOO_EARLY', fail(consortium, DUE, held, 'a'))).toEqual({
      instruction: 'a/instruct-3',
      settlementDate: FRIDAY,
      dueDate: WEDNESDAY,
      today: THURSDAY,
    });
  });

  it('and taken back leaves everything where it was', async () => {
    const { consortium, settleIt } = await instructedForFriday();
    await consortium.carry(CLOSE_FRIDAY);
    await consortium.carry(OPEN_FRIDAY);
    expect(await instructionsAt(consortium, 'b')).toMatchObject([{ dueDate: FRIDAY }]);
    await closeDay(consortium, TODAY);
    await moveTo(consortium, THURSDAY, 'OPEN');
    await closeDay(consortium, THURSDAY);
    await moveTo(consortium, FRIDAY, 'OPEN');
    expect(await settleIt()).toEqual({ status: 'RECORDED' });
  });

  it('kills what was endorsed before it', async () => {
    const consortium = await openConsortium();
    const proposal = await consortium.proposal([CLOSE_FRIDAY]);
    await consortium.propose(proposal);
    await consortium.vote(proposal, 'a');
    const page = pageOf('a', 'b', 'page-0009', [statementOf(9, { settlementDate: FRIDAY })]);
    const holders = consortium.mspIds('a', 'b', 'kofia');
    const endorsed = await consortium.channel.endorse(recording(consortium, page), holders);
    await consortium.vote(proposal, 'b');
    expect(consortium.channel.commit(endorsed)).toBe('MVCC_READ_CONFLICT');
  });

  it('lets firms state the date that they had agreed on, or the one that it has become, and no third', async () => {
    // No window: shares settle T+2 and on no other day.
    const parameters = {
      ...PARAMETERS,
      settlementRules: [{ kind: 'DEFAULT' as const, from: '2000-01-01', cycle: 2 }],
    };
    const consortium = await openConsortium(4, parameters);
    const stating = (n: number, settlementDate: string) =>
      pageOf('a', 'b', `page-000${n}`, [statementOf(n, { settlementDate })]);
    await refusal('TRADES_REFUSED', record(consortium, stating(1, TUESDAY)));
    await consortium.carry(CLOSE_FRIDAY);
    expect(await record(consortium, stating(2, FRIDAY))).toEqual({ status: 'RECORDED' });
    expect(await record(consortium, stating(3, TUESDAY))).toEqual({ status: 'RECORDED' });
    for (const date of [THURSDAY, WEDNESDAY]) {
      const { trades } = await refusal('TRADES_REFUSED', record(consortium, stating(4, date)));
      expect(trades).toMatchObject([{ code: 'SETTLEMENT_DATE_NOT_BY_RULE' }]);
    }
    await closeDay(consortium, TODAY);
    await moveTo(consortium, THURSDAY, 'OPEN');
    // Of a trade made today everybody knows the holiday.
    const statement = statementOf(5, { settlementDate: FRIDAY });
    const today = pageOf('a', 'b', 'page-0005', [statement], THURSDAY);
    const { trades } = await refusal('TRADES_REFUSED', record(consortium, today));
    expect(trades).toMatchObject([{ code: 'SETTLEMENT_DATE_NOT_BUSINESS_DAY' }]);
  });
});

describe('cut-offs', () => {
  const cutOffs = {
    from: TODAY,
    opening: '08:00',
    reservation: '15:00',
    settlement: '15:30',
    matching: '16:00',
    close: '18:00',
  };

  it('are added and replaced by vote, and must follow one another', async () => {
    const consortium = await openConsortium();
    const later = { ...cutOffs, matching: '16:45' };
    await consortium.carry({ kind: 'SET_CUT_OFFS', cutOffs });
    await consortium.carry({ kind: 'SET_CUT_OFFS', cutOffs: { ...cutOffs, from: THURSDAY } });
    await consortium.carry({ kind: 'SET_CUT_OFFS', cutOffs: later });
    const answer = await consortium.query(
      consortium.client('a', 'auditor'),
      transactions.consortium.parameters,
    );
    const { parameters } = answer as ParametersDocument;
    expect(parameters).toEqual({ ...PARAMETERS, cutOffs: [{ ...cutOffs, from: THURSDAY }, later] });
    const wrong = await consortium.proposal([
      { kind: 'SET_CUT_OFFS', cutOffs: { ...cutOffs, settlement: '16:01' } },
    ]);
    expect((await refusal('ACTION_IMPOSSIBLE', consortium.propose(wrong))).reason).toBe(
      'CUT_OFFS_INCONSISTENT',
    );
  });

  it.each(['24:00', '8:00', '08:60', '0800'])('refuse %s, which no clock shows', async (opening) => {
    const consortium = await openConsortium();
    const proposal = await consortium.proposal([{ kind: 'SET_CUT_OFFS', cutOffs: { ...cutOffs, opening } }]);
    await refusal('INVALID_DOCUMENT', consortium.propose(proposal));
  });
});
