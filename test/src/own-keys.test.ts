import { cp, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, FileDocumentStore, identityFromFolder, type DocumentStore } from '@jangbu/client';
import type { Statement } from '@jangbu/client/interfirm';
import { silent } from '@jangbu/network';
import { bringUp, takeDown, type NetworkContext } from 'jangbu';
import { commandLine, type CommandResult } from './network/command-line';
import { smallNetwork } from './network/networks';
import { agreedTrade, readMarket, type TestMarket } from './network/trading';

const MEMBERS = ['kofia', 'nh', 'samsung'] as const;
type MemberId = (typeof MEMBERS)[number];
const ISIN = 'KR7005930003';

const HEADER =
  'uti,counterparty,trade_date,side,isin,quantity,price,currency,amount,settlement_date,account_kind,reference';

function csvOf(statements: readonly Statement[]): string {
  const line = (each: Statement): string =>
    [
      ...[each.uti, each.counterparty, each.tradeDate, each.side, each.isin, each.quantity, each.price],
      ...[each.currency, each.amount, each.settlementDate, each.accountKind, each.reference],
    ].join(',');
  return [HEADER, ...statements.map(line)].join('\n');
}

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

describe('members with nothing but their own profile and keys', () => {
  let context: NetworkContext;
  let market: TestMarket;
  let folder: string;
  let deal: { readonly sell: Statement; readonly buy: Statement };
  const away = (): string => `${context.stateDir}-members-away`;

  /** Each member's folder alone, in a place of its own, and a context for it. */
  async function separateMembers(): Promise<void> {
    for (const member of MEMBERS) {
      const own = join(context.stateDir, 'members', member);
      await cp(join(own, 'profile.json'), join(folder, member, 'profile.json'), { recursive: true });
      await cp(join(own, 'identities'), join(folder, member, 'identities'), { recursive: true });
    }
    const contexts = MEMBERS.map((member) => ({ name: member, folder: member }));
    await writeFile(join(folder, 'config.yaml'), JSON.stringify({ contexts }));
    await rename(join(context.stateDir, 'members'), away());
  }

  /** As a member: from an empty folder, with the others' folders out of reach. */
  async function as(member: MemberId, ...args: readonly string[]): Promise<CommandResult> {
    await mkdir(join(folder, 'empty'), { recursive: true });
    const others = MEMBERS.filter((each) => each !== member);
    for (const each of others) await rename(join(folder, each), join(folder, `${each}-away`));
    try {
      const env = { JANGBU_CONFIG: join(folder, 'config.yaml'), JANGBU_CONTEXT: member };
      return await commandLine(args, { env, cwd: join(folder, 'empty') });
    } finally {
      for (const each of others) await rename(join(folder, `${each}-away`), join(folder, each));
    }
  }

  /** What a command answers to programs: exactly one JSON document. */
  async function answer(member: MemberId, ...args: readonly string[]): Promise<unknown> {
    const { code, stdout, stderr } = await as(member, ...args, '--json');
    if (code !== 0) throw new Error(`jangbu ${args.join(' ')} ended with ${code}: ${stderr}`);
    return JSON.parse(stdout);
  }

  async function tradeFile(name: string, statements: readonly Statement[]): Promise<string> {
    const file = join(folder, `${name}.csv`);
    await writeFile(file, csvOf(statements));
    return file;
  }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'jangbu-own-keys-'));
    context = await smallNetwork('own-keys', 24_400);
    await rm(away(), { recursive: true, force: true });
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    await separateMembers();
    await answer('kofia', 'day', 'next');
    await rename(away(), join(context.stateDir, 'members'));
    market = await readMarket(context);
    await rename(join(context.stateDir, 'members'), away());
    deal = agreedTrade(context, market, ['nh', 'samsung']);
  }, 300_000);

  afterAll(async () => {
    await rename(away(), join(context.stateDir, 'members')).catch(() => undefined);
    await takeDown(context, silent, { purge: true });
    await rm(folder, { recursive: true, force: true });
  }, 120_000);

  test('read the day and the calendar as themselves', async () => {
    expect(await answer('nh', 'day', 'show')).toMatchObject({ date: market.tradeDate, phase: 'OPEN' });
    expect(await answer('samsung', 'calendar', 'show')).toMatchObject({
      closedDays: expect.any(Array) as [],
    });
    const shown = await as('nh', 'calendar', 'show', '--year', '2026');
    expect(shown).toMatchObject({ code: 0, stdout: expect.stringContaining('T+2') as string });
    expect(await answer('nh', 'day', 'seal', market.tradeDate)).toMatchObject({ seal: null });
    const refused = await as('nh', 'day', 'to', 'closed');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('NOT_THE_SUPERVISOR');
  });

  test('state trades, match them, and see where they differ', async () => {
    const broken = agreedTrade(context, market, ['nh', 'samsung']);
    const differing = { ...broken.buy, amount: broken.buy.amount + 1n };
    const sales = await tradeFile('nh', [deal.sell, broken.sell]);
    const purchases = await tradeFile('samsung', [deal.buy, differing]);
    expect(await answer('nh', 'trades', 'submit', sales)).toMatchObject([
      { uti: deal.sell.uti, status: 'RECORDED' },
      { status: 'RECORDED' },
    ]);
    await answer('samsung', 'trades', 'submit', purchases);
    const pair = ['--with', 'samsung'];
    expect(await answer('nh', 'trades', 'match', ...pair)).toMatchObject({ obligations: [{}] });
    expect(await answer('nh', 'trades', 'breaks', ...pair)).toMatchObject([{ uti: broken.sell.uti }]);
    const table = await as('nh', 'trades', 'breaks', ...pair);
    expect(table.stdout).toMatch(/uti +differs in +nh +samsung/);
    // Nothing but what NH's own commands have kept says with whom it was.
    expect(await answer('nh', 'trades', 'find', deal.sell.uti)).toMatchObject({ uti: deal.sell.uti });
  });

  test('hold lots, instruct, reserve', async () => {
    const amount = String(deal.sell.quantity);
    expect(await answer('kofia', 'holdings', 'deposit', 'nh', ISIN, amount)).toMatchObject({
      status: 'RECORDED',
      lots: [{ amount }],
    });
    const held = [{ instrument: ISIN, free: amount }];
    expect(await answer('nh', 'holdings', 'positions')).toMatchObject(held);
    expect(await answer('nh', 'holdings', 'lots')).toMatchObject([{ instrument: ISIN, amount }]);
    expect(await answer('nh', 'settlement', 'instruct', '--with', 'samsung')).toHaveLength(1);
    expect(await answer('nh', 'settlement', 'reserve')).toMatchObject([{ status: 'RESERVED' }]);
    expect(await answer('samsung', 'settlement', 'list')).toMatchObject([{ status: 'PENDING' }]);
    expect(await answer('kofia', 'settlement', 'list')).toHaveLength(1);
    const short = await as('samsung', 'settlement', 'reserve', '--json');
    expect(short.code).toBe(1);
    expect(JSON.parse(short.stdout)).toMatchObject([{ status: 'SHORT' }]);
    expect(short.stderr).toContain('too little is free');
    expect(await answer('kofia', 'holdings', 'outstanding')).toMatchObject([{ deposited: amount }]);
  });

  test('propose and vote', async () => {
    const proposed = (await answer('nh', 'calendar', 'change', '--close', '2027-12-24')) as {
      proposer: string;
      proposalId: string;
    };
    const name = `${proposed.proposer}/${proposed.proposalId}`;
    expect(await answer('samsung', 'proposals', 'vote', name, 'for')).toMatchObject({ proposal: 'CARRIED' });
    expect(await answer('samsung', 'proposals', 'list')).toContainEqual(
      expect.objectContaining({ status: 'CARRIED', votesFor: ['nh', 'samsung'] }),
    );
  });

  test('make every report, with names as the ledger has them', async () => {
    for (const name of [
      'day',
      'trades',
      'breaks',
      'unmatched',
      'instructions',
      'fails',
      'holdings',
      'netting',
    ])
      await answer('nh', 'report', name);
    await answer('kofia', 'report', 'outstanding');
    const trades = await as('nh', 'report', 'trades');
    expect(trades.stdout).toContain('삼성증권 Samsung Securities');
    const file = join(folder, 'trades.csv');
    expect(await as('nh', 'report', 'trades', '--csv', '--out', file)).toMatchObject({ code: 0, stdout: '' });
    const own = await tradeFile('own', [deal.sell]);
    expect((await as('nh', 'report', 'reconcile', 'trades', own)).code).toBe(1);
  });

  test("ask after the supervisor's inquiries, which it keeps in its own folder", async () => {
    expect(await answer('kofia', 'audit', 'holdings', 'nh', '--reason', '2026-17')).toMatchObject({
      positions: [{ instrument: ISIN }],
    });
    expect(await answer('nh', 'audit', 'list')).toHaveLength(1);
    expect(await answer('nh', 'credentials', 'keys')).toEqual([]);
    expect(await answer('nh', 'store', 'status')).toMatchObject({ blocks: '0', missing: 0 });
  });

  test('are refused what an identity that is named outright may not do', async () => {
    const file = await tradeFile('refused', [agreedTrade(context, market, ['nh', 'samsung']).sell]);
    const own = [
      '--profile',
      join(folder, 'nh/profile.json'),
      '--identity',
      join(folder, 'nh/identities/admin'),
    ];
    const { code, stderr } = await commandLine(['trades', 'submit', file, ...own], { cwd: folder });
    expect(code).toBe(1);
    expect(stderr).not.toMatch(/^ +at /m);
    const other = await as('nh', 'day', 'show', '--as', 'samsung');
    expect(other.code).toBe(2);
    expect(other.stderr).toContain('--as samsung');
  });

  test('find out what became of a command that died, by the same command', async () => {
    const trade = agreedTrade(context, market, ['nh', 'samsung']).sell;
    const file = await tradeFile('again', [trade]);
    const stores: Record<'nh' | 'kofia', string> = {
      nh: join(folder, 'nh', 'documents'),
      kofia: join(folder, 'kofia', 'documents'),
    };
    const withForgetful = async (member: 'nh' | 'kofia', role: string) => {
      const store = await FileDocumentStore.open(stores[member]);
      const identity = await identityFromFolder(join(folder, member, 'identities', role));
      const ledger = await connect(join(folder, member, 'profile.json'), identity, {
        store: forgetful(store),
      });
      return { ledger, close: () => ledger.close().then(() => store.close()) };
    };
    const nh = await withForgetful('nh', 'trader');
    const [sent] = await nh.ledger.trades.submit([trade]);
    if (sent?.status !== 'RECORDED') throw new Error('the trade was not recorded');
    await nh.close();
    expect(await answer('nh', 'trades', 'submit', file)).toMatchObject([
      { status: 'RECORDED', page: { pageId: sent.page.pageId }, transactionId: null },
    ]);
    expect(await answer('nh', 'trades', 'resume')).toEqual([]);

    const kofia = await withForgetful('kofia', 'operator');
    const lot = { instrument: 'KRW', amount: 77n, accountKind: 'HOUSE' } as const;
    const deposited = await kofia.ledger.holdings.deposit('samsung', [lot]);
    await kofia.close();
    const deposit = ['holdings', 'deposit', 'samsung', 'KRW', '77'];
    expect(await answer('kofia', ...deposit)).toMatchObject({ movementId: deposited.movementId });
    expect(await answer('kofia', 'holdings', 'resume')).toEqual([]);
    expect(await answer('samsung', 'holdings', 'positions')).toMatchObject([
      { instrument: 'KRW', free: '77' },
    ]);
    await answer('kofia', ...deposit);
    expect(await answer('samsung', 'holdings', 'positions')).toMatchObject([
      { instrument: 'KRW', free: '154' },
    ]);
  });

  test('settle, move the day on, and attest it', async () => {
    for (const phase of ['matching-closed', 'settlement-closed', 'closed'])
      expect(await answer('kofia', 'day', 'to', phase)).toMatchObject({ date: market.tradeDate });
    expect(await answer('kofia', 'day', 'attest')).toMatchObject({ day: 'OPEN' });
    expect(await answer('nh', 'day', 'attest')).toMatchObject({ day: 'SEALED' });
    const file = join(folder, 'receipt.json');
    const receipt = ['trades', 'receipt', deal.sell.uti, '--with', 'samsung', '--out', file];
    expect(await answer('nh', ...receipt)).toEqual({ file });
    const block = join(context.stateDir, 'channel', 'genesis.block');
    expect(await answer('samsung', 'trades', 'verify', file, '--configuration', block)).toMatchObject({
      submitter: 'nh',
    });
  });
});
