import { runningNodes, type RunningNode } from '../network/nodes';
import { agreedTrade, readMarket } from '../network/trading';
import type { Stage } from './stage';

async function consentersOf(stage: Stage): Promise<RunningNode[]> {
  return (await runningNodes(stage.context)).filter(({ name }) => name.startsWith('orderer'));
}

/** Of four consenters one may be silent, and not two. */
export function consenters(opened: () => Stage): void {
  test('one of four that says nothing stops nobody; two stop everybody, and nothing is lost', async () => {
    const stage = opened();
    const all = await consentersOf(stage);
    const market = await readMarket(stage.context);
    const nh = await stage.ledger('nh');
    const [first, second, third] = [1, 2, 3].map(
      () => agreedTrade(stage.context, market, ['nh', 'daishin']).sell,
    );
    if (!first || !second || !third) throw new Error('three trades were made');
    const [one, other] = all;
    if (!one || !other || all.length !== 4) throw new Error(`there are ${all.length} consenters`);
    process.kill(one.pid, 'SIGSTOP');
    try {
      await expect(nh.trades.submit([first])).resolves.toMatchObject([{ status: 'RECORDED' }]);
      process.kill(other.pid, 'SIGSTOP');
      const signal = AbortSignal.timeout(5_000);
      const doubtful = await nh.trades.submit([second], { signal }).catch((error: unknown) => error);
      expect(doubtful).not.toMatchObject([{ status: 'RECORDED' }]);
    } finally {
      for (const { pid } of [one, other]) process.kill(pid, 'SIGCONT');
    }
    await nh.trades.resume();
    await expect(nh.trades.submit([third])).resolves.toMatchObject([{ status: 'RECORDED' }]);
    const daishin = await stage.ledger('daishin');
    const pair = { counterparty: 'nh', tradeDate: market.tradeDate };
    await daishin.trades.match(pair);
    const standing = (await daishin.trades.waiting(pair)).map(({ uti }) => uti);
    expect(standing.sort()).toEqual([first, second, third].map(({ uti }) => uti).sort());
  });
}
