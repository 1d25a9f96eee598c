import { connect, identityFromFolder, RefusedError, type Ledger } from '@jangbu/client';
import type { LedgerBlock } from '@jangbu/client/follow';
import type { OutstandingSum, OwnLot, SettlementInstruction } from '@jangbu/client/interfirm';
import { addBusinessDays, type InstructionName } from '@jangbu/model';
import { silent } from '@jangbu/network';
import {
  bringUp,
  connectAs,
  ensureOpenDay,
  openNetworkOf,
  supervisorId,
  takeDown,
  type NetworkContext,
} from 'jangbu';
import { join } from 'node:path';
import { jangbu } from './network/command-line';
import { smallNetwork } from './network/networks';
import { RawClient } from './network/raw-client';
import { agreedTrade, agreeOnGross, readMarket, type TestMarket } from './network/trading';

const ISIN = 'KR7005930003';
/** So many deliveries are settled at once from one firm's holdings. */
const AT_ONCE = 64;
/** So often two clients offer one lot at the same moment. */
const ROUNDS = 5;
const QUANTITY = 10n;
const PRICE = 98_700n;

function nameOf({ creator, instructionId }: InstructionName): InstructionName {
  return { creator, instructionId };
}

describe('delivery against payment between NH and Samsung', () => {
  let context: NetworkContext;
  let market: TestMarket;
  let supervisor: Ledger;
  let nh: Ledger;
  let samsung: Ledger;
  let pending: readonly SettlementInstruction[];
  /** What is left of an instruction of which a part has settled. */
  let left: InstructionName;

  async function instruction(ledger: Ledger, name: InstructionName): Promise<SettlementInstruction> {
    const all = await ledger.settlement.instructions({ names: [nameOf(name)] });
    const [found] = all;
    if (!found) throw new Error(`no instruction ${name.instructionId}`);
    return found;
  }

  /** Moves the business day to the next one; each step waits for the members' own peers. */
  async function nextDay(): Promise<void> {
    await supervisor.days.openNext();
    const { sequence } = (await supervisor.days.current()) ?? { sequence: 0 };
    for (const ledger of [nh, samsung]) {
      while (((await ledger.days.current())?.sequence ?? 0) < sequence) continue;
    }
  }

  /** Trades on which both agree, recorded by both and matched. */
  async function trade(count: number): Promise<void> {
    const terms = { isin: ISIN, quantity: QUANTITY, price: PRICE, amount: QUANTITY * PRICE };
    const trades = Array.from({ length: count }, () =>
      agreedTrade(context, market, ['nh', 'samsung'], { ...terms, accountKind: 'HOUSE' }),
    );
    const sold = await nh.trades.submit(trades.map(({ sell }) => sell));
    const bought = await samsung.trades.submit(trades.map(({ buy }) => buy));
    expect(new Set([...sold, ...bought].map(({ status }) => status))).toEqual(new Set(['RECORDED']));
    const day = { counterparty: 'samsung', tradeDate: market.tradeDate };
    const { matched, sequence } = await nh.trades.match(day);
    expect(matched).toHaveLength(count);
    const made = await nh.settlement.instructGross(day, sequence);
    expect(made).toHaveLength(count);
  }

  /** Waits until NH's own peer has seen what Samsung reserved: it may be a block behind. */
  async function seenReserved(names: readonly SettlementInstruction[]): Promise<void> {
    const ids = new Set(names.map(({ instructionId }) => instructionId));
    for (;;) {
      const all = await nh.settlement.instructions();
      const asked = all.filter(({ instructionId }) => ids.has(instructionId));
      if (asked.every(({ legs }) => legs.every(({ reserved }) => reserved))) return;
    }
  }

  beforeAll(async () => {
    context = await smallNetwork('settlement', 26_000);
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    supervisor = await connectAs(context, supervisorId(context.consortium), 'operator');
    await ensureOpenDay(supervisor);
    market = await readMarket(context);
    [nh, samsung] = await Promise.all([
      connectAs(context, 'nh', 'trader'),
      connectAs(context, 'samsung', 'trader'),
    ]);
  }, 300_000);

  afterAll(async () => {
    await Promise.all([supervisor, nh, samsung].map((ledger) => ledger.close()));
    await takeDown(context, silent, { purge: true });
  }, 120_000);

  test('the custodian issues lots against custody, and nobody else does', async () => {
    const house = { accountKind: 'HOUSE' } as const;
    await supervisor.holdings.deposit('nh', [{ instrument: ISIN, amount: 100_000n, ...house }]);
    await supervisor.holdings.deposit('samsung', [{ instrument: 'KRW', amount: 10_000_000_000n, ...house }]);
    const forged = nh.holdings.deposit('samsung', [{ instrument: 'KRW', amount: 1n, ...house }]);
    await expect(forged).rejects.toBeInstanceOf(RefusedError);
    await expect(nh.holdings.positions()).resolves.toMatchObject([
      { instrument: ISIN, free: 100_000n, reserved: 0n },
    ]);
  });

  test('of two trades that level out neither firm instructs the one that suits it, and both can be cancelled', async () => {
    const terms = { isin: ISIN, quantity: QUANTITY, price: PRICE, amount: QUANTITY * PRICE };
    const there = agreedTrade(context, market, ['nh', 'samsung'], terms);
    const back = agreedTrade(context, market, ['samsung', 'nh'], terms);
    await nh.trades.submit([there.sell, back.buy]);
    await samsung.trades.submit([there.buy, back.sell]);
    const [ofNh, ofSamsung] = ['samsung', 'nh'].map((counterparty) => ({
      counterparty,
      tradeDate: market.tradeDate,
    }));
    if (!ofNh || !ofSamsung) throw new Error('no pair');
    const { sequence } = await samsung.trades.match(ofSamsung);
    const members = ['nh', 'samsung'];
    await expect(samsung.settlement.instructGross(ofSamsung, sequence)).rejects.toMatchObject({
      code: 'GROSS_NOT_AGREED',
      facts: { members },
    });
    await samsung.settlement.setTerms('nh', { gross: true });
    await expect(samsung.settlement.instructGross(ofSamsung, sequence)).rejects.toMatchObject({
      code: 'GROSS_NOT_AGREED',
      facts: { members: ['nh'] },
    });
    await expect(samsung.settlement.instructNet(ofSamsung)).resolves.toEqual([]);
    await nh.trades.cancel(ofNh, [{ uti: there.sell.uti }]);
    await samsung.trades.cancel(ofSamsung, [{ uti: there.sell.uti }]);
    // Now something is owed, and not known yet while both may still match more.
    await expect(samsung.settlement.instructNet(ofSamsung)).rejects.toMatchObject({ code: 'MATCHING_OPEN' });
    await nh.trades.cancel(ofNh, [{ uti: back.buy.uti }]);
    await expect(samsung.trades.cancel(ofSamsung, [{ uti: back.sell.uti }])).resolves.toMatchObject([
      { status: 'CANCELLED' },
    ]);
    await agreeOnGross(nh, samsung);
    await expect(nh.settlement.terms('samsung')).resolves.toEqual({
      own: { gross: true },
      theirs: { gross: true },
    });
  });

  test('matched trades become instructions, which do not settle before their day', async () => {
    await trade(AT_ONCE + 3);
    pending = await nh.settlement.instructions();
    expect(pending).toHaveLength(AT_ONCE + 3);
    const [first] = pending;
    if (!first) throw new Error('no instruction');
    await nh.settlement.reserve(first);
    await samsung.settlement.reserve(first);
    await expect(nh.settlement.settle([first])).resolves.toMatchObject([
      { status: 'REFUSED', code: 'TOO_EARLY' },
    ]);
  });

  test('of two who would spend one lot at the same moment, one gets it, and the other’s lots stay reserved', async () => {
    const member = join(context.stateDir, 'members', 'nh');
    const identity = await identityFromFolder(join(member, 'identities', 'trader'));
    const other = await connect(join(member, 'profile.json'), identity);
    try {
      const reserved = (await nh.holdings.positions())[0]?.reserved;
      const [whole] = await nh.holdings.lots({ status: 'FREE' });
      if (!whole) throw new Error('no lot');
      const small = { instrument: ISIN, amount: 7n, accountKind: 'HOUSE' } as const;
      const { lots: contested } = await nh.holdings.split(
        [whole],
        Array.from({ length: ROUNDS }, () => small),
      );
      for (const lot of contested.slice(0, ROUNDS)) {
        const outcomes = await Promise.allSettled([
          nh.holdings.transfer('samsung', [lot]),
          other.holdings.split([lot], [{ instrument: ISIN, amount: 1n, accountKind: 'HOUSE' }]),
        ]);
        const won = outcomes.filter(({ status }) => status === 'fulfilled');
        const lost = outcomes.flatMap((outcome) =>
          outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
        );
        expect(won).toHaveLength(1);
        expect(lost).toEqual([expect.objectContaining({ code: 'LOT_SPENT' })]);
      }
      expect((await nh.holdings.positions())[0]?.reserved).toBe(reserved);
    } finally {
      await other.close();
    }
  });

  test('64 settlements at once from one firm’s holdings: none fails, and both legs or neither are there', async () => {
    await nextDay();
    await nextDay();
    const due = pending.slice(0, AT_ONCE);
    for (const ledger of [nh, samsung]) {
      const instrument = ledger === nh ? ISIN : 'KRW';
      const amount = ledger === nh ? QUANTITY : QUANTITY * PRICE;
      // Lots are cut to the exact amount beforehand, so that no counterparty sees more than it gets.
      const largest = (await ledger.holdings.lots({ instrument, status: 'FREE' })).reduce(
        (a: OwnLot | undefined, b) => (a && a.amount > b.amount ? a : b),
        undefined,
      );
      if (!largest) throw new Error('no lots');
      const exact = due.map(() => ({ instrument, amount, accountKind: 'HOUSE' as const }));
      await ledger.holdings.split([largest], exact);
      for (const instruction of due) await ledger.settlement.reserve(instruction);
    }
    await seenReserved(due);
    const before = await samsung.holdings.positions();
    const results = await Promise.all(due.map((instruction) => nh.settlement.settle([instruction])));
    expect(results.flat().filter(({ status }) => status !== 'SETTLED')).toEqual([]);
    const after = await nh.settlement.instructions();
    expect(after.filter(({ status }) => status === 'SETTLED')).toHaveLength(AT_ONCE);
    const bought = (positions: typeof before): bigint =>
      positions.find(({ instrument }) => instrument === ISIN)?.free ?? 0n;
    const settled = QUANTITY * BigInt(AT_ONCE);
    let now = await samsung.holdings.positions();
    while (bought(now) < bought(before) + settled) now = await samsung.holdings.positions();
    expect(bought(now) - bought(before)).toBe(settled);
    expect((await nh.holdings.positions()).find(({ instrument }) => instrument === 'KRW')?.free).toBe(
      settled * PRICE,
    );
  }, 240_000);

  test('settled again, an instruction is answered as before', async () => {
    const [first] = pending;
    if (!first) throw new Error('no instruction');
    await expect(nh.settlement.settle([first])).resolves.toMatchObject([{ status: 'SETTLED' }]);
  });

  test('no block that reached Samsung’s peer holds a lot of NH’s beyond those it was to get', async () => {
    const seen: LedgerBlock[] = [];
    const stop = new AbortController();
    const raw = await RawClient.open({ stateDir: context.stateDir, member: 'samsung', role: 'auditor' });
    const last = BigInt(await raw.height()) - 1n;
    raw.close();
    for await (const block of samsung.blocks({ from: 0n, privateData: 'WITH', signal: stop.signal })) {
      seen.push(block);
      if (block.number >= last) break;
    }
    const texts = seen
      .flatMap(({ transactions }) => transactions)
      .flatMap(({ privateWrites }) => privateWrites)
      .map(({ value }) => value ?? '');
    const lots = texts.filter((text) => text.includes('"type":"lot"') && text.includes('"owner":"nh"'));
    const amounts = new Set(lots.map((text) => (JSON.parse(text) as { amount: string }).amount));
    expect(texts.length).toBeGreaterThan(AT_ONCE);
    // What was given away in the contest above, and what was reserved for Samsung or delivered to it.
    const owed = [7n, QUANTITY, QUANTITY * PRICE].map(String);
    expect([...amounts].filter((amount) => !owed.includes(amount))).toEqual([]);
  });

  test('what did not settle is a fail with the side at fault, and rolls to the next day', async () => {
    const late = pending[AT_ONCE];
    const never = pending[AT_ONCE + 1];
    if (!late || !never) throw new Error('no instruction');
    await nh.settlement.reserve(late);
    const { date } = (await supervisor.days.current()) ?? { date: '' };
    await supervisor.days.move({ date, phase: 'RESERVATION_CLOSED' });
    await supervisor.days.move({ date, phase: 'SETTLEMENT_CLOSED' });
    await supervisor.settlement.recordFail(late);
    await supervisor.settlement.recordFail(never);
    const fails = (await supervisor.settlement.instructions()).flatMap((each) =>
      each.fails.map(({ businessDay, rollsTo, atFault }) => ({
        id: each.instructionId,
        businessDay,
        rollsTo,
        atFault,
      })),
    );
    const rollsTo = addBusinessDays(date, 1, market.parameters);
    expect(fails).toEqual(
      expect.arrayContaining([
        { id: late.instructionId, businessDay: date, rollsTo, atFault: ['samsung'] },
        { id: never.instructionId, businessDay: date, rollsTo, atFault: ['nh', 'samsung'] },
      ]),
    );
    await nextDay();
    await samsung.settlement.reserve(late);
    await seenReserved([late]);
    await expect(nh.settlement.settle([late])).resolves.toMatchObject([{ status: 'SETTLED' }]);
  }, 120_000);

  test('both firms can cancel an instruction, one alone cannot', async () => {
    const never = pending[AT_ONCE + 1];
    if (!never) throw new Error('no instruction');
    await nh.settlement.cancel(never);
    await nh.settlement.reserve(never);
    await samsung.settlement.cancel(never);
    await expect(samsung.settlement.reserve(never)).rejects.toMatchObject({ code: 'INSTRUCTION_CANCELLED' });
    await nh.settlement.release(never);
  });

  test('what a cancelled instruction would have settled is instructed anew, once, gross or net, and settles', async () => {
    const never = pending[AT_ONCE + 1];
    if (!never) throw new Error('no instruction');
    const ofNh = { counterparty: 'samsung', tradeDate: never.tradeDate };
    const [again] = await nh.settlement.instructGross(ofNh, never.origin.sequence);
    if (!again) throw new Error('nothing was left to instruct');
    await expect(nh.settlement.instructGross(ofNh, never.origin.sequence)).resolves.toEqual([]);
    await expect(nh.settlement.instructNet(ofNh)).resolves.toEqual([]);
    expect((await instruction(nh, again)).legs.map(({ amount }) => amount)).toEqual([
      QUANTITY,
      QUANTITY * PRICE,
    ]);
    const seenBySamsung = async (name: InstructionName): Promise<boolean> =>
      (await samsung.settlement.instructions({ names: [nameOf(name)] })).length > 0;
    while (!(await seenBySamsung(again).catch(() => false))) continue;
    await samsung.settlement.cancel(again);
    await nh.settlement.cancel(again);
    const [net, ...others] = await nh.settlement.instructNet(ofNh);
    if (!net) throw new Error('nothing was left to instruct');
    expect(others).toEqual([]);
    while (!(await seenBySamsung(net).catch(() => false))) continue;
    await nh.settlement.reserve(net);
    await samsung.settlement.reserve(net);
    await expect(nh.settlement.settle([net])).resolves.toMatchObject([{ status: 'SETTLED' }]);
  });

  test('where both firms allow it, a part of what cannot settle settles, and the rest waits', async () => {
    const whole = pending[AT_ONCE + 2];
    if (!whole) throw new Error('no instruction');
    await nh.settlement.allowPartial(whole, 3n);
    await expect(nh.settlement.divide(whole, 4n)).rejects.toMatchObject({
      code: 'PARTIAL_NOT_ALLOWED',
      facts: { members: ['samsung'] },
    });
    await samsung.settlement.allowPartial(whole, 4n);
    while ((await instruction(nh, whole)).partial.length < 2) continue;
    await expect(nh.settlement.divide(whole, 3n)).rejects.toMatchObject({ code: 'PART_OUT_OF_RANGE' });
    const { part, rest } = await nh.settlement.divide(whole, 4n);
    await nh.settlement.reserve(part);
    while (
      !(await samsung.settlement.instructions()).some((each) => each.instructionId === part.instructionId)
    )
      continue;
    await samsung.settlement.reserve(part);
    await expect(nh.settlement.settle([part, whole])).resolves.toMatchObject([
      { status: 'SETTLED' },
      { status: 'REFUSED', code: 'INSTRUCTION_DIVIDED' },
    ]);
    expect(await instruction(nh, whole)).toMatchObject({ status: 'DIVIDED', dividedInto: [part, rest] });
    const amounts = (await instruction(nh, rest)).legs.map(({ amount }) => amount);
    expect(amounts).toEqual([QUANTITY - 4n, (QUANTITY - 4n) * PRICE]);
    left = rest;
  });

  test('all that is outstanding is what was deposited and not withdrawn', async () => {
    const [lot] = await nh.holdings.lots({ status: 'FREE', instrument: 'KRW' });
    if (!lot) throw new Error('no won');
    await nh.holdings.withdraw('kofia', [lot]);
    const withdrawnOf = (sums: readonly OutstandingSum[]): bigint =>
      sums.find(({ instrument }) => instrument === 'KRW')?.withdrawn ?? 0n;
    // The supervisor's own peer may be a block behind the firm's.
    let sums = await supervisor.holdings.outstanding();
    while (withdrawnOf(sums) === 0n) sums = await supervisor.holdings.outstanding();
    expect(sums.map(({ instrument }) => instrument).sort()).toEqual(['KR7005930003', 'KRW']);
    for (const { deposited, withdrawn, outstanding } of sums) expect(outstanding).toBe(deposited - withdrawn);
    expect(withdrawnOf(sums)).toBe(lot.amount);
  });

  test('a firm’s reports add up: opening, what came and went, closing, and that is what its lots come to', async () => {
    const { date } = (await nh.days.current()) ?? { date: '' };
    const today = await nh.reports.holdings(date);
    expect(today.map(({ instrument }) => instrument)).toEqual([ISIN, 'KRW']);
    for (const { closing, lots } of today) expect(closing).toBe(lots);
    const entries = await nh.reports.entries();
    const days = [...new Set(entries.map(({ businessDay }) => businessDay))].sort();
    expect(days.length).toBeGreaterThan(2);
    for (const day of days) {
      for (const row of await nh.reports.holdings(day)) {
        const until = entries.filter(
          ({ instrument, businessDay }) => instrument === row.instrument && businessDay <= day,
        );
        expect(row.closing).toBe(until.reduce((sum, { amount }) => sum + amount, 0n));
      }
    }
    const [first = ''] = days;
    const before = await nh.reports.holdings(first);
    expect(before).toMatchObject([{ instrument: ISIN, opening: 0n, deposited: 100_000n }]);
    const positions = today.map(({ instrument, accountKind, closing: amount }) => ({
      instrument,
      accountKind,
      amount,
    }));
    const [shares, won] = positions;
    if (!shares || !won) throw new Error('nothing is held');
    await expect(nh.reports.reconcileHoldings(date, positions)).resolves.toMatchObject({ agreed: 2 });
    await expect(
      nh.reports.reconcileHoldings(date, [{ ...shares, amount: shares.amount + 1n }]),
    ).resolves.toMatchObject({
      agreed: 0,
      onlyOnLedger: ['KRW/HOUSE'],
      differing: [{ key: `${ISIN}/HOUSE`, field: 'amount' }],
    });
  });

  test('a day’s report tells trades, what netting saves, fails and the side at fault', async () => {
    const traded = await samsung.reports.day(market.tradeDate);
    expect(traded.trades).toEqual([
      expect.objectContaining({ pair: ['nh', 'samsung'], matched: AT_ONCE + 3, broken: 0, waiting: 0 }),
    ]);
    expect(traded.netting.deliveries).toMatchObject({ gross: AT_ONCE + 3, bilateral: 1 });
    const fails = await supervisor.reports.fails(market.tradeDate, '9999-12-31');
    expect(fails.map(({ atFault }) => atFault).sort()).toEqual([['nh', 'samsung'], ['samsung']]);
    const { outstanding } = await supervisor.reports.day(market.tradeDate);
    expect(outstanding.map(({ instrument }) => instrument).sort()).toEqual([ISIN, 'KRW']);
  });

  test('a firm’s own file is reconciled with the ledger, trade by trade', async () => {
    const { date } = (await nh.days.current()) ?? { date: '' };
    const now = await readMarket(context);
    const [agreed, wrong, lacking] = [1, 2, 3].map(
      () => agreedTrade(context, now, ['nh', 'samsung'], { settlementDate: now.settlementDate }).sell,
    );
    if (!agreed || !wrong || !lacking) throw new Error('no trades');
    await nh.trades.submit([agreed, wrong]);
    const file = [agreed, { ...wrong, quantity: wrong.quantity + 1n }, lacking];
    await expect(nh.reports.reconcileTrades(date, file)).resolves.toEqual({
      agreed: 1,
      onlyInFile: [lacking.uti],
      onlyOnLedger: [],
      differing: [{ key: wrong.uti, field: 'quantity', file: '101', ledger: '100' }],
      repeated: [],
    });
    // The same once a match has taken them in.
    await nh.trades.match({ counterparty: 'samsung', tradeDate: date });
    await expect(nh.reports.reconcileTrades(date, [agreed, wrong])).resolves.toMatchObject({ agreed: 2 });
  });

  test('the command line tells and does the same', async () => {
    const asNh = (...args: readonly string[]) => jangbu(context, ...args, '--as', 'nh');
    const held = await asNh('holdings', 'positions', '--json');
    expect(held.code).toBe(0);
    expect(JSON.parse(held.stdout)).toHaveLength(2);
    const listed = await asNh('settlement', 'list', '--json');
    expect(JSON.parse(listed.stdout)).toHaveLength(AT_ONCE + 7);
    const csv = await asNh('report', 'holdings', '--csv');
    expect(csv.stdout.split('\r\n')[0]).toBe(
      'instrument,account_kind,opening,deposited,withdrawn,transferred,received,delivered,closing,lots_now',
    );
    const name = `${left.creator}/${left.instructionId}`;
    const early = await asNh('settlement', 'divide', name, '1');
    expect(early.code).not.toBe(0);
    expect(early.stderr).toContain('PARTIAL_NOT_ALLOWED');
    const reserved = await asNh('settlement', 'reserve', name);
    expect(reserved).toMatchObject({ code: 0, stdout: 'lots reserved for 1 instructions\n' });
    const released = await asNh('settlement', 'release', name);
    expect(released).toMatchObject({ code: 0, stdout: '1 lots released\n' });
    const strange = await asNh('settlement', 'release', 'nobody');
    expect(strange.code).not.toBe(0);
    expect(strange.stderr).toContain('MEMBER/ID');
  });

  /** Ends Samsung's peer as a crash would. */
  async function killSamsungsPeer(): Promise<void> {
    const { members } = await openNetworkOf(context, silent).status();
    const peer = members.find(({ id }) => id === 'samsung')?.peers[0];
    if (peer?.pid === undefined) throw new Error('Samsung’s peer does not run');
    process.kill(peer.pid, 'SIGKILL');
  }

  test('a firm reserves, and gets its lots back, while the other firm’s peer is away', async () => {
    await killSamsungsPeer();
    await expect(nh.settlement.reserve(left)).resolves.toMatchObject({ status: 'RECORDED' });
    const { legs } = await instruction(nh, left);
    expect(legs.map(({ reserved }) => reserved)).toEqual([true, false]);
    await expect(nh.settlement.release(left)).resolves.toMatchObject([{ status: 'RECORDED' }]);
    await bringUp(context, silent);
  }, 180_000);

  test('what both have reserved settles without the firm whose peer is away, which claims what is its own', async () => {
    await nh.settlement.reserve(left);
    await samsung.settlement.reserve(left);
    await seenReserved([await instruction(nh, left)]);
    await expect(nh.settlement.release(left)).rejects.toMatchObject({ code: 'INSTRUCTION_FINAL' });
    await killSamsungsPeer();
    const settled = await nh.settlement.settle([left]);
    expect(settled).toMatchObject([{ status: 'SETTLED', leftOut: 'samsung' }]);
    expect(await instruction(nh, left)).toMatchObject({ status: 'SETTLED', unclaimed: false });
    await bringUp(context, silent);
    while (!(await instruction(samsung, left)).unclaimed) continue;
    const received = async (): Promise<bigint> => {
      const lots = await samsung.holdings.lots({ instrument: ISIN });
      return lots.reduce((sum, { amount }) => sum + amount, 0n);
    };
    const before = await received();
    await expect(samsung.settlement.claimAll()).resolves.toMatchObject([{ ...left, status: 'CLAIMED' }]);
    while ((await instruction(samsung, left)).unclaimed) continue;
    expect((await received()) - before).toBe(QUANTITY - 4n);
    const again = await jangbu(context, 'settlement', 'claim', '--as', 'samsung');
    expect(again).toMatchObject({ code: 0, stdout: '0 claimed\n' });
  }, 240_000);
});
