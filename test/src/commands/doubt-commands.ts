import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  connect,
  FileDocumentStore,
  identityFromFolder,
  type DocumentStore,
  type Ledger,
} from '@jangbu/client';
import type { Business } from './business';
import type { MemberId, Stage } from './stage';

/** A store as a process leaves it that dies when its transaction has been committed, and before it has noted that. */
function forgetful(store: DocumentStore): DocumentStore {
  return new Proxy(store, {
    get: (target, name) => {
      if (name === 'settle') return () => Promise.resolve();
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function'
        ? (...args: unknown[]): unknown => Reflect.apply(value, target, args)
        : value;
    },
  });
}

/** Does something as a command of the member does that dies too early. */
async function dying<T>(
  stage: Stage,
  [member, role]: readonly [MemberId, string],
  work: (ledger: Ledger) => Promise<T>,
): Promise<T> {
  const own = stage.own(member);
  const store = await FileDocumentStore.open(join(own, 'documents'));
  try {
    const identity = await identityFromFolder(join(own, 'identities', role));
    await using ledger = await connect(join(own, 'profile.json'), identity, { store: forgetful(store) });
    return await work(ledger);
  } finally {
    await store.close();
  }
}

/** Commands after others that died, on the trade date. */
export function tryDoubt(business: Business): void {
  test('what became of trades is found out by the same command', async () => {
    const { stage } = business;
    const trade = business.deal('doubted').sell;
    const file = await stage.tradeFile('doubted.csv', [trade]);
    const [sent] = await dying(stage, ['nh', 'trader'], (ledger) => ledger.trades.submit([trade]));
    if (sent?.status !== 'RECORDED') throw new Error('the trade was not recorded');
    expect(await stage.as('nh', 'trades', 'submit', file)).toMatchObject([
      { status: 'RECORDED', page: { pageId: sent.page.pageId }, transactionId: null },
    ]);
    expect(await stage.as('nh', 'trades', 'resume')).toEqual([]);
    await stage.as('nh', 'trades', 'withdraw', trade.uti, '--with', 'samsung');
  });

  test('what became of a deposit is found out by the same command, and the next one is another', async () => {
    const { stage } = business;
    const lot = { instrument: 'KRW', amount: 77n, accountKind: 'HOUSE' } as const;
    const command = ['holdings', 'deposit', 'samsung', 'KRW', '77'];
    const deposited = async (): Promise<readonly object[]> => {
      const lots = await stage.as<{ amount: string }[]>('samsung', 'holdings', 'lots', '--instrument', 'KRW');
      return lots.filter(({ amount }) => amount === '77');
    };
    const { movementId } = await dying(stage, ['kofia', 'operator'], (ledger) =>
      ledger.holdings.deposit('samsung', [lot]),
    );
    expect(await stage.as('kofia', ...command)).toMatchObject({ movementId });
    expect(await stage.as('kofia', 'holdings', 'resume')).toEqual([]);
    expect(await deposited()).toHaveLength(1);
    await stage.as('kofia', ...command);
    expect(await deposited()).toHaveLength(2);
  });
}

/** Whose a command is, on the trade date. */
export function tryNaming(business: Business): void {
  test('an identity that is named outright is refused what it may not do, and nobody acts as another', async () => {
    const { stage } = business;
    const file = await stage.tradeFile('refused.csv', [business.deal('doubted').sell]);
    const own = stage.own('nh');
    const admin = ['--profile', join(own, 'profile.json'), '--identity', join(own, 'identities', 'admin')];
    const submit = ['trades', 'submit', file];
    const refused = await stage.wrongAs('nh', ...submit, ...admin);
    expect(refused).toMatchObject([{ status: 'FAILED' }]);
    expect(JSON.stringify(refused)).toContain('ROLE_REQUIRED');
    await stage.refusedAs('nh', ['day', 'show', '--as', 'samsung'], { code: 2, says: '--as samsung' });
  });
}

/** What commands print for people, on the trade date. */
export function tryTexts(business: Business): void {
  test('tables have names as the ledger has them', async () => {
    const { stage } = business;
    const of = (...args: readonly string[]) => stage.textAs('nh', ...args);
    expect(await of('calendar', 'show', '--year', '2026')).toContain('T+2');
    expect(await of('report', 'trades')).toContain('삼성증권 Samsung Securities');
    const file = join(stage.folder, 'report.csv');
    expect(await of('report', 'trades', '--csv', '--out', file)).toBe('');
    expect(readFileSync(file, 'utf8')).toMatch(/^first,second,/);
  });
}
