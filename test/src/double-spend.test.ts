import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { InstructionName } from '@jangbu/model';
import type { Ledger } from '@jangbu/client';
import { silent } from '@jangbu/network';
import {
  bringUp,
  connectAs,
  ensureOpenDay,
  supervisorId,
  takeDown,
  withLedger,
  type NetworkContext,
} from 'jangbu';
import type { Contended } from './network/contender';
import { smallNetwork } from './network/networks';
import { agreedTrade, agreeOnGross, readMarket } from './network/trading';

/** A few rounds in every run; `npm run test:double-spend` does a thousand. */
const ROUNDS = Number(process.env['JANGBU_DOUBLE_SPEND_ROUNDS'] ?? 5);
const ISIN = 'KR7005930003';
const QUANTITY = 10n;
const PRICE = 98_700n;
const house = { accountKind: 'HOUSE' } as const;

async function contender(context: NetworkContext): Promise<ChildProcess> {
  const child = fork(join(__dirname, 'network', 'contender.js'), [context.stateDir, 'nh']);
  await once(child, 'message');
  return child;
}

async function contend(child: ChildProcess, name: InstructionName): Promise<Contended> {
  const answer = once(child, 'message');
  child.send({ creator: name.creator, instructionId: name.instructionId });
  const [contended] = (await answer) as [Contended];
  return contended;
}

describe('two processes of NH reach for the same lot', () => {
  let context: NetworkContext;
  let nh: Ledger;
  let instructions: readonly InstructionName[];
  const contenders: ChildProcess[] = [];

  /** Three deliveries of the same amount to Samsung, and their instructions. */
  async function tradeThrice(): Promise<void> {
    const market = await readMarket(context);
    const terms = { isin: ISIN, quantity: QUANTITY, price: PRICE, amount: QUANTITY * PRICE, ...house };
    const trades = [1, 2, 3].map(() => agreedTrade(context, market, ['nh', 'samsung'], terms));
    await nh.trades.submit(trades.map(({ sell }) => sell));
    await withLedger(context, 'samsung', 'trader', async (samsung) => {
      await samsung.trades.submit(trades.map(({ buy }) => buy));
      await agreeOnGross(nh, samsung);
    });
    const day = { counterparty: 'samsung', tradeDate: market.tradeDate };
    const { sequence } = await nh.trades.match(day);
    instructions = await nh.settlement.instructGross(day, sequence);
    expect(instructions).toHaveLength(3);
  }

  async function position() {
    const [shares] = (await nh.holdings.positions()).filter(({ instrument }) => instrument === ISIN);
    return { free: shares?.free ?? 0n, reserved: shares?.reserved ?? 0n };
  }

  beforeAll(async () => {
    context = await smallNetwork('double-spend', 29_000);
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    await withLedger(context, supervisorId(context.consortium), 'operator', async (custodian) => {
      await ensureOpenDay(custodian);
      // One lot for the delivery that stays reserved, and one for which the two others contend.
      const lot = { instrument: ISIN, amount: QUANTITY, ...house };
      await custodian.holdings.deposit('nh', [lot, lot]);
    });
    nh = await connectAs(context, 'nh', 'trader');
    await tradeThrice();
    contenders.push(await contender(context), await contender(context));
  }, 300_000);

  afterAll(async () => {
    for (const child of contenders) {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
    }
    await nh.close();
    await takeDown(context, silent, { purge: true });
  }, 120_000);

  /** Both reach for the lot at the same moment. @returns who got it, and what the other was told */
  async function round(
    contested: readonly InstructionName[],
  ): Promise<{ readonly winner: InstructionName; readonly refusal: string }> {
    const outcomes = await Promise.all(
      contested.map((name, i) => {
        const child = contenders[i];
        if (!child) throw new Error('no process for the instruction');
        return contend(child, name);
      }),
    );
    const winners = contested.filter((_, i) => outcomes[i]?.outcome === 'RESERVED');
    const [winner] = winners;
    if (!winner || winners.length > 1) throw new Error(`the lot was reserved ${winners.length} times`);
    const lost = outcomes.find(({ outcome }) => outcome !== 'RESERVED');
    if (lost?.outcome === 'REFUSED') return { winner, refusal: lost.code };
    // It looked for a lot when the other had it already: no contest, and nothing spent twice either.
    expect(lost).toMatchObject({ message: expect.stringContaining('not enough') as unknown });
    return { winner, refusal: 'TOO_LATE' };
  }

  test(`one gets it, the other is refused, and what else is reserved stays so: ${ROUNDS} times`, async () => {
    const [kept, ...contested] = instructions;
    if (!kept) throw new Error('nothing was instructed');
    await nh.settlement.reserve(kept);
    const counts = new Map<string, number>();
    const count = (what: string): unknown => counts.set(what, (counts.get(what) ?? 0) + 1);
    for (let played = 1; played <= ROUNDS; played += 1) {
      const { winner, refusal } = await round(contested);
      count(`won by process ${contested.indexOf(winner) + 1}`);
      count(refusal);
      expect(await position()).toEqual({ free: 0n, reserved: QUANTITY * 2n });
      await nh.settlement.release(winner);
      expect(await position()).toEqual({ free: QUANTITY, reserved: QUANTITY });
      if (played % 50 === 0) process.stderr.write(`double spend: ${played} of ${ROUNDS} rounds\n`);
    }
    const told = [...counts].map(([what, times]) => `${what}: ${times}`).join(', ');
    if (ROUNDS >= 50) process.stderr.write(`double spend: ${told}\n`);
    expect([...counts.keys()].filter((what) => !/^(LOT_RESERVED|LOT_SPENT|TOO_LATE|won)/.test(what))).toEqual(
      [],
    );
    expect(counts.get('TOO_LATE') ?? 0).toBeLessThan(ROUNDS);
  });
});
