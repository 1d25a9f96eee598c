import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  connect,
  FileDocumentStore,
  identityFromFolder,
  InputError,
  RefusedError,
  type Ledger,
} from '@jangbu/client';
import type { AuditedRead, AuditScope } from '@jangbu/client/interfirm';
import { connectAs, type NetworkContext } from 'jangbu';
import { jangbu } from './network/command-line';
import { sharedNetwork } from './network/networks';
import { RawClient } from './network/raw-client';
import { agreedTrade, readMarket, type TestMarket } from './network/trading';

const PAIR = ['dongbu', 'hmc'] as const;
const [SELLER, BUYER] = PAIR;
const REASON = '2026-감리-17';

describe("a regulator's reads", () => {
  let context: NetworkContext;
  let market: TestMarket;
  let auditor: Ledger;
  let folder: string;
  let store: FileDocumentStore;
  let uti: string;
  let reads: readonly AuditedRead[];

  async function asAuditor(): Promise<Ledger> {
    const home = join(context.stateDir, 'members', 'kofia');
    store = await FileDocumentStore.open(folder);
    const identity = await identityFromFolder(join(home, 'identities', 'auditor'));
    return connect(join(home, 'profile.json'), identity, { store });
  }

  beforeAll(async () => {
    context = await sharedNetwork();
    market = await readMarket(context);
    folder = await mkdtemp(join(tmpdir(), 'jangbu-audit-'));
    const { tradeDate } = market;
    reads = [
      { kind: 'TRADES', pair: [...PAIR], tradeDate },
      { kind: 'HOLDINGS', member: SELLER },
    ];
    const trade = agreedTrade(context, market, PAIR);
    uti = trade.sell.uti;
    const [seller, buyer] = await Promise.all(PAIR.map((firm) => connectAs(context, firm, 'trader')));
    try {
      await seller?.trades.submit([trade.sell]);
      await buyer?.trades.submit([trade.buy]);
      await seller?.trades.match({ counterparty: BUYER, tradeDate });
    } finally {
      await Promise.all([seller?.close(), buyer?.close()]);
    }
    auditor = await asAuditor();
  });

  afterAll(async () => {
    await auditor.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function code(attempt: Promise<unknown>): Promise<string> {
    const error = await attempt.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    return error instanceof RefusedError ? error.code : String(error);
  }

  test('are not answered without an inquiry', async () => {
    const { tradeDate } = market;
    expect(await code(auditor.trades.matched({ pair: PAIR, tradeDate }))).toBe('INQUIRY_REQUIRED');
    expect(await code(auditor.trades.breaks({ pair: PAIR, tradeDate }))).toBe('INQUIRY_REQUIRED');
    expect((await auditor.settlement.instructions()).length).toBe(0);
    const firm = await connectAs(context, SELLER, 'auditor');
    try {
      expect(await code(firm.audit.open({ reason: REASON, reads }))).toBe('NOT_THE_SUPERVISOR');
    } finally {
      await firm.close();
    }
  });

  test('are answered under one that is on the ledger, which tells how often and not what', async () => {
    const { tradeDate } = market;
    const observer = await RawClient.open({ stateDir: context.stateDir, member: 'kofia', role: 'auditor' });
    const before = await observer.height();
    const inquiry = await auditor.audit.open({ reason: REASON, reads });
    const found = await inquiry.trades([BUYER, SELLER], tradeDate);
    expect(found.matched.map((each) => each.uti)).toContain(uti);
    expect(found.entries.filter(({ entry }) => entry.uti === uti).map(({ statedBy }) => statedBy)).toEqual([
      SELLER,
      BUYER,
    ]);
    expect(found.obligations.length).toBeGreaterThan(0);
    const { positions, movements } = await inquiry.holdings(SELLER);
    expect([positions, movements].every(Array.isArray)).toBe(true);
    await expect(inquiry.trades(PAIR, '2026-01-02')).rejects.toThrow(InputError);
    await expect(inquiry.holdings(BUYER)).rejects.toThrow(InputError);
    await expect(inquiry.instructions(PAIR)).rejects.toThrow(InputError);

    const after = await observer.heightAtLeast(before + 1);
    const blocks: Buffer[] = [];
    for (let at = before; at < after; at += 1) blocks.push(await observer.block(at));
    observer.close();
    const bytes = Buffer.concat(blocks);
    expect(bytes.includes(inquiry.inquiryId)).toBe(true);
    const [scope] = inquiry.scopes as readonly [AuditScope];
    for (const secret of [REASON, scope.salt, '"TRADES"', '"HOLDINGS"']) {
      expect(bytes.includes(secret)).toBe(false);
    }
  });

  test('are seen by every member, and proved by what the regulator shows', async () => {
    const inquiry = await auditor.audit.open({ reason: REASON, reads });
    const firm = await connectAs(context, SELLER, 'trader');
    try {
      const all = await firm.audit.inquiries({ businessDay: inquiry.businessDay });
      expect(all.find(({ inquiryId }) => inquiryId === inquiry.inquiryId)?.scopes).toHaveLength(2);
      const [shown] = JSON.parse(JSON.stringify(inquiry.scopes)) as [AuditScope];
      await expect(firm.audit.check(shown)).resolves.toMatchObject({
        scope: { reason: REASON, read: reads[0] },
        inquiry: { inquiryId: inquiry.inquiryId },
      });
      await expect(firm.audit.check({ ...shown, reason: 'another' })).rejects.toThrow('did not record');
      await expect(firm.audit.check({ ...shown, name: '홍길동' })).rejects.toThrow(InputError);
      expect(await code(firm.audit.check({ ...shown, inquiryId: 'none-of-them' }))).toBe('INQUIRY_UNKNOWN');
    } finally {
      await firm.close();
    }
  });

  test('go on after the process was stopped', async () => {
    const { inquiryId } = await auditor.audit.open({ reason: REASON, reads });
    await auditor.close();
    await store.close();
    auditor = await asAuditor();
    await expect(auditor.audit.reopen('none-of-them')).resolves.toBeUndefined();
    const again = await auditor.audit.reopen(inquiryId);
    const found = await again?.trades(PAIR, market.tradeDate);
    expect(found?.matched.map((each) => each.uti)).toContain(uti);
  });

  test('are made, listed and checked from the command line', async () => {
    const read = await jangbu(context, 'audit', 'trades', ...PAIR, '--reason', REASON, '--json');
    expect(read).toMatchObject({ code: 0 });
    expect(read.stdout).toContain(uti);
    const [, inquiryId = ''] = /inquiry (\S+) is on the ledger/.exec(read.stderr) ?? [];
    const kept = join(context.stateDir, 'members', 'kofia', 'inquiries');
    expect(await readdir(kept)).toContain(`${inquiryId}.json`);
    const listed = await jangbu(context, 'audit', 'list', '--as', BUYER);
    expect(listed.stdout).toContain(inquiryId);
    const file = join(kept, `${inquiryId}.json`);
    const checked = await jangbu(context, 'audit', 'check', file, '--as', BUYER);
    expect(checked.stdout).toContain(`trades of ${SELLER} and ${BUYER} on ${market.tradeDate}`);
    const forged = join(folder, 'forged.json');
    await writeFile(forged, (await readFile(file, 'utf8')).replace('감리', '검사'));
    expect((await jangbu(context, 'audit', 'check', forged, '--as', BUYER)).code).not.toBe(0);
    const holdings = await jangbu(context, 'audit', 'holdings', SELLER, '--reason', REASON);
    expect(holdings).toMatchObject({ code: 0 });
    const instructions = await jangbu(context, 'audit', 'instructions', ...PAIR, '--reason', REASON);
    expect(instructions).toMatchObject({ code: 0 });
  });
});
