import { StoreError, UnavailableError } from '../../core/errors';
import { MemoryDocumentStore } from '../../core/documents/memory-store';
import { peerDown } from '../../../testing/gateway-errors';
import { FakeLedger } from '../../../testing/ledger-transport';
import { isin, mirrored, statement, uti } from '../../../testing/statements';
import { tradingMember as member } from '../../../testing/trading-member';
import type { Statement } from '../pages/statement';

const SK_DAY = { counterparty: 'sk', tradeDate: '2026-11-24' };

function statements(count: number): Statement[] {
  return Array.from({ length: count }, (_, i) => statement(i));
}

describe('submitting trades', () => {
  test('gives each trade its own result, in the order of the input, across counterparties and dates', async () => {
    const ledger = new FakeLedger();
    const { trades, transport } = member(ledger, 'nh');
    const all = [
      statement(1),
      statement(2, { counterparty: 'kofia' }),
      statement(3, { tradeDate: '2026-11-23' }),
      statement(4),
    ];
    const results = await trades.submit(all);
    expect(results.map(({ status, uti: of }) => [status, of])).toEqual(
      all.map((each) => ['RECORDED', each.uti]),
    );
    const [first, second, , fourth] = results;
    expect(first).toMatchObject({ page: { counterparty: 'sk', submitter: 'nh' }, position: 0 });
    expect(second).toMatchObject({ page: { counterparty: 'kofia' }, position: 0 });
    expect(fourth).toMatchObject({ page: first?.status === 'RECORDED' ? first.page : {}, position: 1 });
    expect(transport.ordered).toBe(3);
  });

  test('makes pages of 500', async () => {
    const ledger = new FakeLedger();
    const progress: number[] = [];
    const { trades } = member(ledger, 'nh');
    const results = await trades.submit(statements(1201), {
      onProgress: ({ recorded }) => progress.push(recorded),
    });
    expect(results.every(({ status }) => status === 'RECORDED')).toBe(true);
    expect(ledger.pages.size).toBe(3);
    expect(progress.at(-1)).toBe(1201);
  });

  test('a bad trade does not keep the others back; each bad one is told, by its place in the input', async () => {
    const ledger = new FakeLedger();
    for (const bad of [3, 7, 8, 11, 19]) ledger.badUtis.add(uti(bad));
    const { trades, store } = member(ledger, 'nh');
    const results = await trades.submit(statements(20));
    const refused = results.flatMap((result, i) =>
      result.status === 'REFUSED' ? [[i, result.problem]] : [],
    );
    expect(refused).toEqual(
      [3, 7, 8, 11, 19].map((i) => [i, { position: i, uti: uti(i), code: 'INSTRUMENT_UNKNOWN' }]),
    );
    expect(results.filter(({ status }) => status === 'RECORDED')).toHaveLength(15);
    expect(ledger.pages.size).toBe(1);
    await expect(store.pending()).resolves.toEqual([]);
  });

  test('what the SDK can tell to be wrong is refused without being sent', async () => {
    const ledger = new FakeLedger();
    const { trades } = member(ledger, 'nh');
    const wrong = [
      statement(1, { isin: 'KR7005930004' }),
      statement(2, { quantity: -1n }),
      statement(3, { tradeDate: '2026-02-30' }),
      statement(4, { counterparty: 'nh' }),
      statement(5),
      statement(5, { quantity: 1n }),
    ];
    const results = await trades.submit(wrong);
    expect(
      results.map((result) => (result.status === 'REFUSED' ? result.problem.code : result.status)),
    ).toEqual(['INVALID', 'INVALID', 'INVALID', 'INVALID', 'RECORDED', 'UTI_REPEATED']);
    expect(results[0]).toMatchObject({ problem: { position: 0, problems: [{ path: '/isin' }] } });
    expect(results[2]).toMatchObject({ problem: { problems: [{ path: '/tradeDate' }] } });
  });

  test('a page that is refused whole fails its trades, and is not sent again', async () => {
    const ledger = new FakeLedger();
    ledger.refuseAll = { code: 'DAY_NOT_OPENED', facts: {} };
    const { trades, store } = member(ledger, 'nh');
    const [result] = await trades.submit([statement(1)]);
    expect(result).toMatchObject({ status: 'FAILED', pending: null, error: { code: 'DAY_NOT_OPENED' } });
    await expect(store.pending()).resolves.toEqual([]);
    ledger.refuseAll = undefined;
    await expect(trades.submit([statement(1)])).resolves.toMatchObject([{ status: 'RECORDED' }]);
  });

  test('the same trades submitted twice stand once', async () => {
    const ledger = new FakeLedger();
    const { trades, transport } = member(ledger, 'nh');
    const first = await trades.submit(statements(10));
    const second = await trades.submit(statements(12));
    expect(second.slice(0, 10)).toEqual(first);
    expect(second.slice(10).every(({ status }) => status === 'RECORDED')).toBe(true);
    expect(transport.ordered).toBe(2);
    const page = [...ledger.pages.values()].at(-1);
    expect(page?.header).toContain('"count":2');
  });

  test('a trade that was refused can be submitted again when what was in its way is gone', async () => {
    const ledger = new FakeLedger();
    ledger.badUtis.add(uti(1));
    const { trades } = member(ledger, 'nh');
    await expect(trades.submit([statement(1)])).resolves.toMatchObject([{ status: 'REFUSED' }]);
    ledger.badUtis.clear();
    await expect(trades.submit([statement(1)])).resolves.toMatchObject([{ status: 'RECORDED' }]);
    await expect(trades.find(uti(1))).resolves.toMatchObject({ status: 'RECORDED' });
  });

  test('another statement under a UTI that was recorded is sent, for the contracts to judge', async () => {
    const ledger = new FakeLedger();
    const { trades, transport } = member(ledger, 'nh');
    await trades.submit([statement(1)]);
    await trades.submit([statement(1, { price: 1n })]);
    expect(transport.ordered).toBe(2);
  });
});

describe('all or nothing', () => {
  test('one bad trade that the contracts find keeps the page off the ledger', async () => {
    const ledger = new FakeLedger();
    ledger.badUtis.add(uti(1));
    const { trades, store } = member(ledger, 'nh');
    const results = await trades.submit(statements(3), { allOrNothing: true });
    expect(results.map(({ status }) => status)).toEqual(['FAILED', 'REFUSED', 'FAILED']);
    expect(results[0]).toMatchObject({ error: { code: 'TRADES_REFUSED' }, pending: null });
    expect(ledger.pages.size).toBe(0);
    await expect(store.pending()).resolves.toEqual([]);
  });

  test('one bad trade that the SDK finds keeps it from being sent', async () => {
    const ledger = new FakeLedger();
    const { trades } = member(ledger, 'nh');
    const results = await trades.submit([statement(1), statement(2, { price: -1n })], { allOrNothing: true });
    expect(results.map(({ status }) => status)).toEqual(['FAILED', 'REFUSED']);
    expect(ledger.pages.size).toBe(0);
  });

  test('holds for a page that is resumed, too', async () => {
    const ledger = new FakeLedger();
    const store = new MemoryDocumentStore();
    const died = member(ledger, 'nh', store);
    died.transport.before = (step) => {
      if (step === 'ENDORSE') throw peerDown();
    };
    await died.trades.submit(statements(3), { allOrNothing: true });
    ledger.badUtis.add(uti(1));
    const resumed = await member(ledger, 'nh', store).trades.resume();
    expect(resumed.map(({ status }) => status)).toEqual(['FAILED', 'REFUSED', 'FAILED']);
    expect(ledger.pages.size).toBe(0);
  });

  test('is not promised for more than one page', async () => {
    const { trades } = member(new FakeLedger(), 'nh');
    const two = [statement(1), statement(2, { counterparty: 'kofia' })];
    await expect(trades.submit(two, { allOrNothing: true })).rejects.toMatchObject({ name: 'InputError' });
  });
});

describe('a bad night', () => {
  test('a page whose fate is not known stays pending, and resuming records it once, under its id', async () => {
    const ledger = new FakeLedger();
    const { trades, transport, store } = member(ledger, 'nh');
    transport.before = (step) => {
      if (step === 'COMMIT_STATUS')
        transport.before = () => {
          throw peerDown();
        };
      if (step === 'COMMIT_STATUS') throw peerDown();
    };
    const [result] = await trades.submit([statement(1)]);
    expect(result).toMatchObject({ status: 'FAILED', error: { name: 'UncertainCommitError' } });
    const pending = result?.status === 'FAILED' ? result.pending : null;
    expect(pending).toMatchObject({ submitter: 'nh', counterparty: 'sk' });
    expect(ledger.pages.size).toBe(1);

    transport.before = () => undefined;
    await expect(trades.resume()).resolves.toMatchObject([
      { status: 'RECORDED', page: pending, transactionId: null },
    ]);
    expect(ledger.pages.size).toBe(1);
    await expect(store.pending()).resolves.toEqual([]);
    await expect(trades.resume()).resolves.toEqual([]);
  });

  test('a process that died between storing and sending goes on where it was', async () => {
    const ledger = new FakeLedger();
    const store = new MemoryDocumentStore();
    const died = member(ledger, 'nh', store);
    died.transport.before = (step) => {
      if (step === 'ENDORSE') died.contracts.close();
      if (step === 'ENDORSE') throw peerDown();
    };
    const results = await died.trades.submit(statements(700));
    expect(results.every(({ status }) => status === 'FAILED')).toBe(true);
    expect(ledger.pages.size).toBe(0);

    const born = member(ledger, 'nh', store);
    const resumed = await born.trades.resume();
    expect(resumed).toHaveLength(700);
    expect(resumed.every(({ status }) => status === 'RECORDED')).toBe(true);
    await expect(born.trades.submit(statements(700))).resolves.toHaveLength(700);
    expect(ledger.pages.size).toBe(2);
  });

  test('resumed by an identity that may not, a page stays pending for one that may', async () => {
    const ledger = new FakeLedger();
    const store = new MemoryDocumentStore();
    const died = member(ledger, 'nh', store);
    died.transport.before = (step) => {
      if (step === 'ENDORSE') throw peerDown();
    };
    await died.trades.submit([statement(1)]);
    ledger.refuseAll = { code: 'ROLE_REQUIRED', facts: { required: ['trader'], given: 'auditor' } };
    const auditor = await member(ledger, 'nh', store).trades.resume();
    expect(auditor).toMatchObject([{ status: 'FAILED', error: { code: 'ROLE_REQUIRED' }, pending: {} }]);
    ledger.refuseAll = undefined;
    await expect(member(ledger, 'nh', store).trades.resume()).resolves.toMatchObject([
      { status: 'RECORDED' },
    ]);
  });

  test('what was left of a refused page is stored before it is sent, and resumed', async () => {
    const ledger = new FakeLedger();
    ledger.badUtis.add(uti(1));
    const store = new MemoryDocumentStore();
    const died = member(ledger, 'nh', store);
    let endorsed = 0;
    died.transport.before = (step) => {
      if (step === 'ENDORSE') endorsed += 1;
      if (endorsed > 1) throw peerDown();
    };
    await died.trades.submit(statements(3));
    expect(ledger.pages.size).toBe(0);

    const born = member(ledger, 'nh', store);
    const resumed = await born.trades.resume();
    expect(resumed.map(({ status, uti: of }) => [status, of])).toEqual([
      ['RECORDED', uti(0)],
      ['RECORDED', uti(2)],
    ]);
  });

  test('what was left of a refused page is stored together with the refusal', async () => {
    const ledger = new FakeLedger();
    ledger.badUtis.add(uti(1));
    const store = new MemoryDocumentStore();
    const put = store.put.bind(store);
    let puts = 0;
    store.put = (document) => {
      puts += 1;
      return puts === 1 ? put(document) : Promise.reject(new StoreError('IO', 'the disk is full'));
    };
    const results = await member(ledger, 'nh', store).trades.submit(statements(3));
    expect(results.map(({ status }) => status)).toEqual(['FAILED', 'REFUSED', 'FAILED']);
    store.put = put;
    await expect(member(ledger, 'nh', store).trades.resume()).resolves.toHaveLength(2);
    expect(ledger.pages.size).toBe(1);
  });

  test('an application that submits again instead of resuming does no harm either', async () => {
    const ledger = new FakeLedger();
    const store = new MemoryDocumentStore();
    const died = member(ledger, 'nh', store);
    died.transport.before = (step) => {
      if (step === 'ENDORSE') throw peerDown();
    };
    const [failed] = await died.trades.submit(statements(3));
    expect(failed?.status === 'FAILED' && failed.error).toBeInstanceOf(UnavailableError);

    const born = member(ledger, 'nh', store);
    const results = await born.trades.submit(statements(5));
    expect(results.every(({ status }) => status === 'RECORDED')).toBe(true);
    expect(ledger.pages.size).toBe(2);
    await expect(store.pending()).resolves.toEqual([]);
  });

  test('an aborted call says of each trade whether it may still be recorded', async () => {
    const ledger = new FakeLedger();
    const controller = new AbortController();
    const { trades, transport, store } = member(ledger, 'nh');
    transport.before = (step) => {
      if (step === 'ENDORSE') controller.abort();
      if (step === 'ENDORSE') throw peerDown();
    };
    const results = await trades.submit(statements(8_000), { signal: controller.signal });
    expect(results).toHaveLength(8_000);
    expect(results.every((result) => result.status === 'FAILED')).toBe(true);
    const pages = new Set(
      results.flatMap((result) =>
        result.status === 'FAILED' && result.pending ? [result.pending.pageId] : [],
      ),
    );
    const pending = await store.pending();
    expect(pages.size).toBe(pending.length);
    expect(pages.size).toBeLessThan(16);
  });
});

describe('matching', () => {
  async function twoSides(count: number, ledger = new FakeLedger()) {
    const nh = member(ledger, 'nh');
    const sk = member(ledger, 'sk');
    const ours = statements(count);
    await nh.trades.submit(ours);
    await sk.trades.submit(ours.map((each) => mirrored(each)));
    return { ledger, nh, sk, ours };
  }

  test('takes both sides in and tells matched trades and net obligations in bigints', async () => {
    const { nh } = await twoSides(30);
    const summary = await nh.trades.match(SK_DAY);
    expect(summary).toMatchObject({
      pair: ['nh', 'sk'],
      sequence: 1,
      matchedInAll: 30,
      breaks: [],
      waiting: [],
    });
    expect(summary.matched[0]).toMatchObject({ buyer: 'nh', seller: 'sk', quantity: 100n, price: 70_000n });
    const quantity = summary.obligations.reduce((sum, each) => sum + each.quantity, 0n);
    const amount = summary.obligations.reduce((sum, each) => sum + each.amount, 0n);
    expect([quantity, amount]).toEqual([3435n, -70_000n * 3435n]);
  });

  test('with nothing new costs no transaction and still says how things stand', async () => {
    const { nh, sk } = await twoSides(5);
    await nh.trades.match(SK_DAY);
    const before = sk.transport.ordered;
    const summary = await sk.trades.match({ counterparty: 'nh', tradeDate: '2026-11-24' });
    expect(sk.transport.ordered).toBe(before);
    expect(summary).toMatchObject({ matched: [], matchedInAll: 5 });
  });

  test('before anything was recorded finds nothing', async () => {
    const { trades } = member(new FakeLedger(), 'nh');
    await expect(trades.match(SK_DAY)).resolves.toMatchObject({ sequence: 0, matched: [] });
  });

  test('goes in several transactions when the pages are many, and keeps few trades open between', async () => {
    const { nh, ledger } = await twoSides(8_100);
    const summary = await nh.trades.match(SK_DAY);
    expect(summary.matchedInAll).toBe(8_100);
    expect(summary.matched).toHaveLength(8_100);
    // 34 pages of up to 500, 16 a request at most.
    expect(summary.sequence).toBeGreaterThanOrEqual(3);
    expect(ledger.results.size).toBe(summary.sequence);
    expect(ledger.mostOpen).toBeLessThanOrEqual(1_000);
    expect(ledger.longestRequest).toBeLessThan(4 * 1024 * 1024);
  });

  test('goes on from where another match got to when that one came first', async () => {
    const { nh, sk, ours } = await twoSides(4);
    let rival: Promise<unknown> | undefined;
    nh.transport.before = (step, transaction) => {
      if (step !== 'ENDORSE' || transaction !== 'trades:match' || rival) return;
      rival = sk.trades.match({ counterparty: 'nh', tradeDate: '2026-11-24' });
    };
    const summary = await nh.trades.match(SK_DAY);
    await rival;
    expect(summary.matched.map((trade) => trade.uti).sort()).toEqual(ours.map((each) => each.uti).sort());
    expect(summary.matchedInAll).toBe(4);
  });

  test('the supervisor names the pair', async () => {
    const { ledger } = await twoSides(2);
    const kofia = member(ledger, 'kofia');
    await expect(kofia.trades.match({ pair: ['sk', 'nh'], tradeDate: '2026-11-24' })).resolves.toMatchObject({
      matchedInAll: 2,
    });
    await expect(kofia.trades.match({ pair: ['sk', 'sk'], tradeDate: '2026-11-24' })).rejects.toMatchObject({
      name: 'InputError',
    });
  });
});

describe('finding one trade', () => {
  async function traded() {
    const ledger = new FakeLedger();
    const nh = member(ledger, 'nh');
    const sk = member(ledger, 'sk');
    await nh.trades.submit([statement(1), statement(2), statement(3)]);
    await sk.trades.submit([
      mirrored(statement(1)),
      mirrored(statement(2), { price: 69_000n, isin: isin(3) }),
    ]);
    return { nh, sk, ledger };
  }

  test('tells where it stands, step by step, without being told where to look', async () => {
    const { nh } = await traded();
    await expect(nh.trades.find(uti(1))).resolves.toMatchObject({
      status: 'RECORDED',
      statement: statement(1),
    });
    await nh.trades.match(SK_DAY);
    await expect(nh.trades.find(uti(1))).resolves.toMatchObject({
      status: 'MATCHED',
      trade: { seller: 'sk', amount: statement(1).amount },
    });
    await expect(nh.trades.find(uti(2))).resolves.toMatchObject({
      status: 'BROKEN',
      differences: [
        { code: 'ISIN', stated: [isin(2), isin(3)] },
        { code: 'PRICE', stated: ['70000', '69000'] },
      ],
      statements: [{ counterparty: 'sk' }, { counterparty: 'nh' }],
    });
    await expect(nh.trades.find(uti(3))).resolves.toMatchObject({ status: 'WAITING', statedBy: 'nh' });
    await expect(nh.trades.find(uti(4))).resolves.toBeUndefined();
  });

  test('finds what only the other side stated, told where to look', async () => {
    const { sk } = await traded();
    const day = { counterparty: 'nh', tradeDate: '2026-11-24' };
    await expect(sk.trades.find(uti(3))).resolves.toBeUndefined();
    await expect(sk.trades.find(uti(3), day)).resolves.toMatchObject({
      status: 'RECORDED',
      page: { submitter: 'nh' },
    });
  });

  test("knows the other side's pages once they were matched, even if the peer loses them", async () => {
    const { sk, ledger } = await traded();
    await sk.trades.match({ counterparty: 'nh', tradeDate: '2026-11-24' });
    ledger.pages.clear();
    await expect(sk.trades.find(uti(3))).resolves.toMatchObject({ status: 'WAITING', statedBy: 'nh' });
  });

  test('tells of a trade that is stored and not on the ledger', async () => {
    const { trades, transport } = member(new FakeLedger(), 'nh');
    transport.before = (step) => {
      if (step === 'ENDORSE') throw peerDown();
    };
    await trades.submit([statement(1)]);
    await expect(trades.find(uti(1))).resolves.toMatchObject({ status: 'PENDING', statement: statement(1) });
  });

  test('breaks, waiting trades and obligations are told for a pair and day', async () => {
    const { nh, ledger } = await traded();
    await expect(nh.trades.obligations(SK_DAY)).resolves.toEqual([]);
    await nh.trades.match(SK_DAY);
    await expect(nh.trades.breaks(SK_DAY)).resolves.toMatchObject([{ uti: uti(2) }]);
    await expect(nh.trades.waiting(SK_DAY)).resolves.toMatchObject([
      { uti: uti(3), statement: statement(3) },
    ]);
    const owed = { quantity: 101n, settlementDate: '2026-11-26' };
    const due = async (): Promise<unknown> => nh.trades.obligations(SK_DAY);
    expect(await due()).toMatchObject([{ ...owed, dueDate: '2026-11-26' }]);
    ledger.calendar = {
      closedDays: ['2026-11-25'],
      calendarChanges: [{ date: '2026-11-25', to: 'CLOSED', declared: '2026-11-24' }],
    };
    expect(await due()).toMatchObject([{ ...owed, dueDate: '2026-11-27' }]);
  });
});
