import type { OutstandingAsked } from '@jangbu/model';
import { KeptDays } from '../../core/documents/kept-days';
import { MemoryDocumentStore } from '../../core/documents/memory-store';
import type { LotReader } from './lot-reader';
import { OutstandingSums } from './outstanding';

const [MONDAY, TUESDAY, FRIDAY] = ['2026-03-09', '2026-03-10', '2026-03-13'];

/** The supervisor of a ledger with these deposits by day, on which so much is held; tells what was asked of it. */
function supervisor(deposits: readonly (readonly [day: string, amount: bigint])[], held: () => bigint) {
  const asked: OutstandingAsked[] = [];
  const reader = {
    outstanding: (days: OutstandingAsked) => {
      asked.push(days);
      const { from = '', to = '9' } = days;
      const sums = deposits.filter(([day]) => day >= from && day <= to).map(([, amount]) => amount);
      const deposited = sums.reduce((sum, amount) => sum + amount, 0n);
      return Promise.resolve([{ instrument: 'KRW', deposited, withdrawn: 0n, outstanding: held() }]);
    },
  } as unknown as LotReader;
  const sums = new OutstandingSums(reader, new KeptDays(new MemoryDocumentStore(), 'custody-sums'));
  return { sums, asked };
}

describe('the proof of the whole', () => {
  test('sums up what is over once, and keeps it', async () => {
    const deposits: [string, bigint][] = [
      [MONDAY, 5n],
      [TUESDAY, 2n],
    ];
    let held = 7n;
    const { sums, asked } = supervisor(deposits, () => held);
    const proved = { instrument: 'KRW', deposited: 7n, withdrawn: 0n, outstanding: 7n };
    await expect(sums.prove(TUESDAY, {})).resolves.toEqual([proved]);
    await expect(sums.prove(TUESDAY, {})).resolves.toEqual([proved]);
    deposits.push([FRIDAY, 1n]);
    held = 8n;
    await expect(sums.prove(FRIDAY, {})).resolves.toEqual([{ ...proved, deposited: 8n, outstanding: 8n }]);
    expect(asked).toEqual([
      { to: MONDAY },
      { from: TUESDAY },
      { from: TUESDAY },
      { from: TUESDAY, to: '2026-03-12' },
      { from: FRIDAY },
    ]);
  });

  test('is made anew where the kept sums do not fit, and an alarm stays one', async () => {
    const deposits: [string, bigint][] = [[MONDAY, 5n]];
    let held = 5n;
    const { sums } = supervisor(deposits, () => held);
    await sums.prove(TUESDAY, {});
    deposits.push([MONDAY, 3n]); // As when a new supervisor takes over what was recorded before.
    held = 8n;
    await expect(sums.prove(TUESDAY, {})).resolves.toMatchObject([{ deposited: 8n, outstanding: 8n }]);
    held = 9n;
    await expect(sums.prove(TUESDAY, {})).resolves.toMatchObject([{ deposited: 8n, outstanding: 9n }]);
  });

  test('keeps no sums but those that were proved: what comes between two queries does not make them', async () => {
    const deposits: [string, bigint][] = [[MONDAY, 5n]];
    const { sums, asked } = supervisor(deposits, () => 5n);
    const first = sums.prove(TUESDAY, {});
    deposits.push([MONDAY, 3n]);
    await first;
    asked.length = 0;
    await expect(sums.prove(TUESDAY, {})).resolves.toMatchObject([{ deposited: 8n, outstanding: 5n }]);
  });

  test('goes on from nothing that was forgotten: what is over has changed, and its lots with it', async () => {
    const deposits: [string, bigint][] = [[MONDAY, 5n]];
    const { sums } = supervisor(deposits, () => 5n);
    await sums.prove(TUESDAY, {});
    deposits.pop(); // A deposit that turned out not to count; its lots are still there.
    await sums.forget(TUESDAY);
    await expect(sums.prove(TUESDAY, {})).resolves.toMatchObject([{ deposited: 0n, outstanding: 5n }]);
    deposits.push([MONDAY, 5n]);
    await sums.prove(TUESDAY, {});
    await expect(sums.prove(TUESDAY, {})).resolves.toMatchObject([{ deposited: 5n, outstanding: 5n }]);
  });

  test('before the first business day has nothing to keep', async () => {
    const { sums, asked } = supervisor([], () => 0n);
    await sums.prove(undefined, {});
    expect(asked).toEqual([{}]);
  });
});
