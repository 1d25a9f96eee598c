import type { Ledger } from '@jangbu/client';
import type { DayKept } from '@jangbu/client/consortium';
import type { SettlementInstruction } from '@jangbu/client/interfirm';
import {
  addBusinessDays,
  DEFAULT_CUT_OFFS,
  momentOf,
  PHASES,
  transactions,
  transient,
  type InstructionState,
} from '@jangbu/model';
import { silent } from '@jangbu/network';
import { bringUp, connectAs, ensureOpenDay, supervisorId, takeDown, type NetworkContext } from 'jangbu';
import { jangbu, RunningCommand, whereIs } from './network/command-line';
import { smallNetwork } from './network/networks';
import { RawClient } from './network/raw-client';
import { agreedTrade, agreeOnGross, readMarket, type TestMarket } from './network/trading';

const ISIN = 'KR7005930003';
const HOUSE = { accountKind: 'HOUSE' } as const;

describe('the business day, its cut-offs and its calendar', () => {
  let context: NetworkContext;
  let market: TestMarket;
  let supervisor: Ledger;
  let nh: Ledger;
  let samsung: Ledger;

  /** The supervisor's operator keeps the day by a clock that shows this time in Korea, until nothing is due. */
  async function keepUntil(date: string, time: string): Promise<DayKept[]> {
    const kept: DayKept[] = [];
    while (kept.at(-1)?.did !== 'NOTHING') kept.push(await supervisor.days.keep(momentOf({ date, time })));
    const { sequence } = (await supervisor.days.current()) ?? { sequence: 0 };
    for (const ledger of [nh, samsung]) {
      while (((await ledger.days.current())?.sequence ?? 0) < sequence) continue;
    }
    return kept;
  }

  /** The only instruction, as a member's own peer has it. */
  async function instructionAt(ledger: Ledger): Promise<SettlementInstruction> {
    const [instruction] = await ledger.settlement.instructions();
    if (!instruction) throw new Error('no instruction');
    return instruction;
  }

  /** Samsung puts a change of the calendar to the vote, and NH's vote carries it. */
  async function carry(...change: readonly string[]): Promise<void> {
    const proposed = await jangbu(context, 'calendar', ...change, '--as', 'samsung');
    expect(proposed).toMatchObject({ code: 0, stdout: expect.stringContaining('OPEN') as string });
    const [proposal = ''] = proposed.stdout.split(' ');
    const voted = await jangbu(context, 'proposals', 'vote', proposal, 'for', '--as', 'nh');
    expect(voted).toMatchObject({ code: 0, stdout: `${proposal} CARRIED\n` });
  }

  /** Whether reserving ends at that time on some day, as a member's own peer has it. */
  async function hasCutOff({ consortium }: Ledger, time: string): Promise<boolean> {
    const { parameters } = await consortium.parameters();
    return parameters.cutOffs?.some(({ reservation }) => reservation === time) ?? false;
  }

  beforeAll(async () => {
    context = await smallNetwork('business-day', 27_000);
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    supervisor = await connectAs(context, supervisorId(context.consortium), 'operator');
    await ensureOpenDay(supervisor);
    market = await readMarket(context);
    [nh, samsung] = await Promise.all([
      connectAs(context, 'nh', 'trader'),
      connectAs(context, 'samsung', 'trader'),
    ]);
    const { sell, buy } = agreedTrade(context, market, ['nh', 'samsung']);
    await supervisor.holdings.deposit('nh', [{ instrument: ISIN, amount: sell.quantity, ...HOUSE }]);
    await supervisor.holdings.deposit('samsung', [{ instrument: 'KRW', amount: buy.amount, ...HOUSE }]);
    await nh.trades.submit([sell]);
    await samsung.trades.submit([buy]);
    const pairDay = { counterparty: 'samsung', tradeDate: market.tradeDate };
    const { sequence } = await nh.trades.match(pairDay);
    await agreeOnGross(nh, samsung);
    const [made] = await nh.settlement.instructGross(pairDay, sequence);
    if (!made) throw new Error('nothing was instructed');
    await nh.settlement.reserve(made);
    await samsung.settlement.reserve(made);
  }, 300_000);

  afterAll(async () => {
    await Promise.all([supervisor, nh, samsung].map((ledger) => ledger.close()));
    await takeDown(context, silent, { purge: true });
  }, 120_000);

  test('a holiday declared after the trade moves what is due to the next business day, and everyone sees it', async () => {
    const holiday = market.settlementDate;
    expect((await instructionAt(nh)).dueDate).toBe(holiday);
    await carry('change', '--close', holiday);
    const { parameters } = await nh.consortium.parameters();
    expect(parameters.calendarChanges).toEqual([{ date: holiday, to: 'CLOSED', declared: market.tradeDate }]);
    market = { ...market, parameters };
    const dueDate = addBusinessDays(market.tradeDate, 2, parameters);
    for (const ledger of [nh, samsung, supervisor]) {
      let instruction = await instructionAt(ledger);
      while (instruction.dueDate === holiday) instruction = await instructionAt(ledger);
      expect(instruction).toMatchObject({ settlementDate: holiday, dueDate, status: 'RESERVED' });
    }
    const listed = await jangbu(context, 'settlement', 'list', '--as', 'samsung');
    expect(listed.stdout).toContain(`${dueDate} (moved from ${holiday})`);
    const shown = await jangbu(context, 'calendar', 'show');
    expect(shown.stdout).toMatch(new RegExp(`${holiday} ... {2}declared on ${market.tradeDate}`));
  });

  test('the day is kept by the cut-offs on the ledger: not before them, and no phase and no day is left out', async () => {
    const { tradeDate, settlementDate: holiday, parameters } = market;
    expect((await keepUntil(tradeDate, '15:14')).map(({ did }) => did)).toEqual(['NOTHING']);
    await carry('cut-offs', '--from', tradeDate, '--one-day', '--reservation', '15:30');
    while (!(await hasCutOff(supervisor, '15:30'))) continue;
    expect((await keepUntil(tradeDate, '15:29')).map(({ did }) => did)).toEqual(['NOTHING']);
    const cutOff = await keepUntil(tradeDate, '15:30');
    expect(cutOff[0]).toEqual({ did: 'MOVED', to: { date: tradeDate, phase: 'RESERVATION_CLOSED' } });
    const due = addBusinessDays(tradeDate, 2, parameters);
    const kept = await keepUntil(due, '12:00');
    const steps = kept.map((each) => (each.did === 'MOVED' ? `${each.to.date} ${each.to.phase}` : each.did));
    const between = addBusinessDays(tradeDate, 1, parameters);
    expect(steps).toEqual([
      ...PHASES.slice(2).map((phase) => `${tradeDate} ${phase}`),
      ...['ATTESTED', ...PHASES.map((phase) => `${between} ${phase}`)],
      ...['ATTESTED', `${due} OPEN`, 'NOTHING'],
    ]);
    expect(steps.join()).not.toContain(holiday);
    expect((await supervisor.days.seal(between)).attestations.map(({ member }) => member)).toEqual([
      supervisorId(context.consortium),
    ]);
  });

  test('a settlement endorsed before a cut-off and sent after it does nothing; sent anew it settles', async () => {
    const raw = await RawClient.open({ stateDir: context.stateDir, member: 'nh', role: 'trader' });
    const [state] = JSON.parse(
      await raw.evaluate(transactions.settlement.instructions, {}, raw.mspId),
    ) as InstructionState[];
    if (!state) throw new Error('no instruction');
    const { instruction, reservations } = state;
    const request = {
      type: 'settle-request',
      version: 1,
      parties: ['nh', 'samsung'],
      items: [{ instruction, reservations }],
    };
    const endorsed = await raw.prepare(transactions.settlement.settle, {
      transient: { [transient.request]: JSON.stringify(request) },
      organisations: ['NhMSP', 'SamsungMSP', 'KofiaMSP'],
    });
    const before = await Promise.all([nh, samsung].map((ledger) => ledger.holdings.positions()));
    const due = (await instructionAt(nh)).dueDate;
    await keepUntil(due, DEFAULT_CUT_OFFS.settlement);
    await expect(endorsed.submit()).rejects.toThrow(/MVCC_READ_CONFLICT/);
    raw.close();
    for (const [i, ledger] of [nh, samsung].entries()) {
      const after = await instructionAt(ledger);
      expect(after.status).toBe('RESERVED');
      expect(after.legs.map(({ reserved }) => reserved)).toEqual([true, true]);
      expect(await ledger.holdings.positions()).toEqual(before[i]);
    }
    // All is reserved: that settles whenever it comes, on the same day too.
    await expect(nh.settlement.settle([await instructionAt(nh)])).resolves.toMatchObject([
      { status: 'SETTLED' },
    ]);
  });

  test('nobody but the supervisor keeps it', async () => {
    const { date } = (await supervisor.days.current()) ?? { date: '' };
    await expect(nh.days.keep(momentOf({ date, time: '23:00' }))).rejects.toMatchObject({
      code: 'NOT_THE_SUPERVISOR',
    });
  });

  test('the command line says what is next, keeps the day until it is told to stop, and goes on from the ledger', async () => {
    const date = addBusinessDays((await supervisor.days.current())?.date ?? '', 1, market.parameters);
    await keepUntil(date, DEFAULT_CUT_OFFS.opening);
    const { phase } = (await supervisor.days.current()) ?? { phase: '' };
    const line = `next: ${date} RESERVATION_CLOSED at ${date} 15:15 (Korean time)`;
    await expect(jangbu(context, 'day', 'keep', '--once')).resolves.toMatchObject({
      code: 0,
      stdout: `${line}\n`,
    });
    for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT'] as const) {
      const keeper = new RunningCommand(['day', 'keep', ...whereIs(context)]);
      await keeper.says(line);
      const { code, stdout } = await keeper.stop(signal);
      expect([code, stdout]).toEqual(signal === 'SIGKILL' ? [137, `${line}\n`] : [0, `${line}\nstopped\n`]);
    }
    expect(await supervisor.days.current()).toMatchObject({ date, phase });
  });
});
