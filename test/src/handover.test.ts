import type { Ledger } from '@jangbu/client';
import type { SettlementInstruction, Statement } from '@jangbu/client/interfirm';
import { nextBusinessDay } from '@jangbu/model';
import { silent } from '@jangbu/network';
import { bringUp, connectAs, ensureOpenDay, takeDown, type NetworkContext } from 'jangbu';
import { networkOf } from './network/networks';
import { runningNodes } from './network/nodes';
import { agreedTrade, agreeOnGross, readMarket, type TestMarket } from './network/trading';

const ROLES = { kofia: ['supervisor', 'custodian'], samsung: [], mirae: [], shinhan: [], nh: [] } as const;
const PORTS = 31_400;
const ISIN = 'KR7005930003';
const QUANTITY = 10n;
const PRICE = 98_700n;
const house = { accountKind: 'HOUSE' } as const;

describe('supervision handed over, with the former supervisor gone', () => {
  let context: NetworkContext;
  let market: TestMarket;
  let instruction: SettlementInstruction;
  const ledgers: Ledger[] = [];
  let nh: Ledger;
  let samsung: Ledger;
  let mirae: Ledger;

  async function ledger(member: string, role: 'trader' | 'operator' | 'admin'): Promise<Ledger> {
    const connected = await connectAs(context, member, role);
    ledgers.push(connected);
    return connected;
  }

  /** nh sells to samsung; both state it, or the seller alone. */
  async function trade(
    statedBy: 'BOTH' | 'SELLER',
    other: Partial<Statement> = {},
  ): Promise<() => Promise<unknown>> {
    const sold = { isin: ISIN, quantity: QUANTITY, price: PRICE, amount: QUANTITY * PRICE };
    const terms = { ...sold, ...house, ...other };
    const { sell, buy } = agreedTrade(context, market, ['nh', 'samsung'], terms);
    await nh.trades.submit([sell]);
    const others = (): Promise<unknown> => samsung.trades.submit([buy]);
    if (statedBy === 'BOTH') await others();
    return others;
  }

  async function killPeers(member: string): Promise<void> {
    for (const { name, pid } of await runningNodes(context)) {
      if (name.startsWith('peer') && name.includes(member)) process.kill(pid, 'SIGKILL');
    }
  }

  /** Both reserve for an instruction, as nh's own peer sees it. */
  async function reserve(reserving: SettlementInstruction): Promise<void> {
    await nh.settlement.reserve(reserving);
    await samsung.settlement.reserve(reserving);
    const { creator, instructionId } = reserving;
    const names = [{ creator, instructionId }];
    while ((await nh.settlement.instructions({ names }))[0]?.status !== 'RESERVED') continue;
  }

  const pairDay = (): { counterparty: string; tradeDate: string } => ({
    counterparty: 'samsung',
    tradeDate: market.tradeDate,
  });

  beforeAll(async () => {
    context = await networkOf(ROLES, 'handover', PORTS);
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    const kofia = await ledger('kofia', 'operator');
    await ensureOpenDay(kofia);
    market = await readMarket(context);
    [nh, samsung, mirae] = await Promise.all([
      ledger('nh', 'trader'),
      ledger('samsung', 'trader'),
      ledger('mirae', 'operator'),
    ]);
    await kofia.holdings.deposit('nh', [{ instrument: ISIN, amount: 2n * QUANTITY, ...house }]);
    await kofia.holdings.deposit('samsung', [{ instrument: 'KRW', amount: 2n * QUANTITY * PRICE, ...house }]);
    await agreeOnGross(nh, samsung);
    const tomorrow = nextBusinessDay(market.tradeDate, market.parameters);
    for (const terms of [{}, { settlementDate: tomorrow }]) {
      await trade('BOTH', terms);
      const { sequence } = await nh.trades.match(pairDay());
      await nh.settlement.instructGross(pairDay(), sequence);
    }
    const made = await nh.settlement.instructions();
    const due = made.find(({ settlementDate }) => settlementDate === tomorrow);
    const later = made.find(({ settlementDate }) => settlementDate !== tomorrow);
    if (!due || !later) throw new Error('nothing was instructed');
    await kofia.days.openNext();
    market = await readMarket(context);
    await trade('BOTH');
    await nh.trades.match(pairDay());
    instruction = later;
    await reserve(due);
    await killPeers('samsung');
    await expect(nh.settlement.settle([due])).resolves.toMatchObject([
      { status: 'SETTLED', leftOut: 'samsung' },
    ]);
    await bringUp(context, silent);
    await reserve(instruction);
  }, 300_000);

  afterAll(async () => {
    await Promise.all(ledgers.map((each) => each.close()));
    await takeDown(context, silent, { purge: true });
  }, 120_000);

  test('instructions settle, lots move and matches go on, from what the firms have', async () => {
    const samsungStates = await trade('SELLER');
    await killPeers('kofia');
    const admins = await Promise.all(['nh', 'samsung', 'mirae'].map((each) => ledger(each, 'admin')));
    const [first, ...others] = admins;
    const actions = [{ kind: 'GRANT_ROLE', member: 'mirae', role: 'supervisor' }] as const;
    const proposed = await first?.consortium.propose({ title: 'Another supervisor', actions });
    if (!proposed) throw new Error('nobody proposed');
    const { proposer, proposalId } = proposed;
    for (const each of others) await each.consortium.vote({ proposer, proposalId, choice: 'FOR' });

    await expect(nh.settlement.release(instruction)).rejects.toMatchObject({ code: 'HANDOVER_DUE' });
    const before = await nh.supervision.status();
    expect(before).toMatchObject({ supervisor: 'mirae', former: ['kofia'], disputed: 0, doubts: [] });
    expect(before.due).toBeGreaterThan(8);
    expect(before.dueFrom.map(({ member }) => member).sort()).toEqual(['kofia', 'nh', 'samsung']);

    const done = await mirae.supervision.takeOver();
    expect(done).toMatchObject({ due: 0, disputed: 0, declined: [], doubts: [], frozen: [] });
    // The record of what settled without samsung brings three keys of samsung's lots with it.
    expect(done.taken).toBe(before.due - 3);
    expect(done.unreachable.map(({ member }) => member)).toEqual(['kofia']);
    expect(await mirae.supervision.takeOver()).toMatchObject({ taken: 0, upheld: 0, unreachable: [] });
    expect(await samsung.supervision.status()).toMatchObject({ due: 0, doubts: [] });

    await expect(samsung.settlement.claimAll()).resolves.toMatchObject([{ status: 'CLAIMED' }]);
    expect(await samsung.supervision.status()).toMatchObject({ due: 0, disputed: 0, doubts: [] });

    await samsungStates();
    const { sequence, matched } = await samsung.trades.match({ ...pairDay(), counterparty: 'nh' });
    expect([sequence, matched.length]).toEqual([2, 1]);

    for (let day = await mirae.days.current(); (day?.date ?? '') < market.settlementDate;) {
      day = await mirae.days.openNext();
    }
    await nh.settlement.settle([instruction]);
    const lots = await samsung.holdings.lots({ instrument: ISIN });
    expect(lots.map(({ amount }) => amount)).toEqual([QUANTITY, QUANTITY]);
    await samsung.holdings.transfer('shinhan', lots);
    const shinhan = await ledger('shinhan', 'trader');
    await expect(shinhan.holdings.positions()).resolves.toMatchObject([{ free: 2n * QUANTITY }]);
    expect(await shinhan.supervision.status()).toMatchObject({ due: 0, disputed: 0, doubts: [] });
  }, 300_000);
});
