import { readFile } from 'node:fs/promises';
import { ReceiptError, type Ledger, type ReceiptErrorReason } from '@jangbu/client';
import type { Attested } from '@jangbu/client/consortium';
import { verifyReceipt, type TradeReceipt } from '@jangbu/client/interfirm';
import { canonicalJson, makePage, transactions, type DayClaim } from '@jangbu/model';
import { silent } from '@jangbu/network';
import {
  bringUp,
  connectAs,
  ensureOpenDay,
  openNetworkOf,
  supervisorId,
  takeDown,
  withLedger,
  type NetworkContext,
} from 'jangbu';
import { randomBytes } from 'node:crypto';
import { attestationBy } from './network/attestation';
import { smallNetwork } from './network/networks';
import { RawClient, refusalIn } from './network/raw-client';
import { livesWithSuspendedMember } from './network/suspended-member';
import { agreedTrade, readMarket, asOnPage, type TestMarket } from './network/trading';

const hex = (bytes: number): string => randomBytes(bytes).toString('hex');

describe('a day that is closed and sealed', () => {
  let context: NetworkContext;
  let market: TestMarket;
  let supervisor: Ledger;
  let trade: ReturnType<typeof agreedTrade>;
  let receipt: TradeReceipt;
  let configuration: Buffer;
  let attested: Attested[];

  beforeAll(async () => {
    context = await smallNetwork('seal', 24_000);
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    supervisor = await connectAs(context, supervisorId(context.consortium), 'operator');
    await ensureOpenDay(supervisor);
    market = await readMarket(context);
    configuration = await readFile(openNetworkOf(context, silent).genesisBlock);
    trade = agreedTrade(context, market, ['nh', 'samsung']);
    const neighbours = [1, 2, 3].map(() => agreedTrade(context, market, ['nh', 'samsung']).sell);
    await withLedger(context, 'nh', 'trader', (nh) => nh.trades.submit([...neighbours, trade.sell]));
    await withLedger(context, 'samsung', 'trader', (samsung) => samsung.trades.submit([trade.buy]));
  }, 300_000);

  afterAll(async () => {
    await supervisor.close();
    await takeDown(context, silent, { purge: true });
  }, 120_000);

  test('what was endorsed before a cut-off and is sent after it does nothing', async () => {
    const nh = await RawClient.open({ stateDir: context.stateDir, member: 'nh', role: 'trader' });
    const { sell } = agreedTrade(context, market, ['nh', 'samsung']);
    const { counterparty, tradeDate } = sell;
    const frame = { submitter: 'nh', counterparty, tradeDate, pageId: hex(16), salt: hex(16), seed: hex(32) };
    const page = makePage(frame, [asOnPage(sell)]);
    const endorsed = await nh.prepare(transactions.trades.record, {
      transient: { ...page },
      organisations: ['NhMSP', 'SamsungMSP', 'KofiaMSP'],
    });
    await supervisor.days.move({ date: market.tradeDate, phase: 'RESERVATION_CLOSED' });
    await expect(endorsed.submit()).rejects.toThrow(/MVCC_READ_CONFLICT/);
    nh.close();
  });

  test('nobody attests it before its close', async () => {
    await expect(supervisor.days.attest(market.tradeDate)).rejects.toMatchObject({ code: 'DAY_NOT_CLOSED' });
    expect((await supervisor.days.seal(market.tradeDate)).attestations).toEqual([]);
  });

  test('is sealed when more than half of the members’ peers say the same of it', async () => {
    for (const phase of ['SETTLEMENT_CLOSED', 'MATCHING_CLOSED', 'CLOSED'] as const) {
      await supervisor.days.move({ date: market.tradeDate, phase });
    }
    attested = [];
    for (const { id } of context.consortium.members) {
      attested.push(await withLedger(context, id, 'operator', ({ days }) => days.attest(market.tradeDate)));
    }
    expect(attested.map(({ day }) => day)).toEqual(['OPEN', 'SEALED', 'SEALED']);
    expect(new Set(attested.map(({ claim }) => JSON.stringify(claim))).size).toBe(1);
    const { seal } = await withLedger(context, 'samsung', 'auditor', ({ days }) =>
      days.seal(market.tradeDate),
    );
    expect(seal?.claim).toEqual(attested[0]?.claim);
  });

  test('a member that seals it cannot say otherwise, and no other date is taken', async () => {
    const member = supervisorId(context.consortium);
    const operator = await RawClient.open({ stateDir: context.stateDir, member, role: 'operator' });
    const [first] = attested;
    if (!first) throw new Error('nobody attested');
    const refusedFor = async (claim: DayClaim): Promise<string | undefined> => {
      const attestation = await attestationBy(context, member, claim);
      const sent = operator.endorse(transactions.days.attest, { arguments: [canonicalJson(attestation)] });
      return (await refusalIn(sent))?.code;
    };
    const block = { ...first.claim.block, number: first.claim.block.number + 1 };
    expect(await refusedFor({ ...first.claim, block })).toBe('ATTESTATION_SEALED');
    expect(await refusedFor({ ...first.claim, date: '2020-01-04' })).toBe('NO_SUCH_BUSINESS_DAY');
    operator.close();
  });

  test('attested again, it is answered as before', async () => {
    await expect(supervisor.days.attest()).resolves.toMatchObject({
      status: 'ALREADY_RECORDED',
      day: 'SEALED',
    });
  });

  test('gives each trade a receipt that an outsider checks offline', async () => {
    const pairDay = { counterparty: 'samsung', tradeDate: market.tradeDate };
    receipt = await withLedger(context, 'nh', 'trader', (nh) => nh.trades.receipt(trade.sell.uti, pairDay));
    const sent = JSON.parse(JSON.stringify(receipt)) as unknown;
    expect(verifyReceipt(sent, configuration, ['SamsungMSP', 'KofiaMSP'])).toMatchObject({
      submitter: 'nh',
      statement: trade.sell,
      recordedBy: 'NhMSP',
      heldBy: ['KofiaMSP', 'NhMSP', 'SamsungMSP'],
      businessDay: market.tradeDate,
      sealedBy: expect.arrayContaining(['KofiaMSP', 'NhMSP']) as unknown,
    });
  });

  test('the receipt shows nothing of the trades beside it', () => {
    expect(JSON.stringify(receipt).match(/JNGB00NH/g)).toHaveLength(1);
  });

  test('the other side proves what was stated to it', async () => {
    const pairDay = { counterparty: 'nh', tradeDate: market.tradeDate };
    const theirs = await withLedger(context, 'samsung', 'trader', (samsung) =>
      samsung.trades.receipt(trade.sell.uti, pairDay, { statedBy: 'nh' }),
    );
    expect(verifyReceipt(theirs, configuration)).toMatchObject({ submitter: 'nh', recordedBy: 'NhMSP' });
  });

  const flipped = (base64: string): string => {
    const bytes = Buffer.from(base64, 'base64');
    const middle = Math.floor(bytes.length / 2);
    bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle);
    return bytes.toString('base64');
  };
  const changes: [string, ReceiptErrorReason, (good: TradeReceipt) => unknown][] = [
    [
      'another price',
      'TRADE',
      (r) => ({ ...r, trade: { ...r.trade, trade: { ...r.trade.trade, price: '1' } } }),
    ],
    ['another salt', 'TRADE', (r) => ({ ...r, trade: { ...r.trade, salt: 'ab'.repeat(32) } })],
    [
      'another counterparty in the header',
      'HOLDERS',
      (r) => ({ ...r, header: r.header.replace('samsung', 'kofia') }),
    ],
    ['a changed byte in the transaction', 'TRANSACTION', (r) => ({ ...r, envelope: flipped(r.envelope) })],
    ['another channel', 'CHANNEL', (r) => ({ ...r, channel: 'elsewhere' })],
    ['a path of another transaction', 'DAY', (r) => ({ ...r, day: { ...r.day, path: r.day.path.slice(1) } })],
    [
      'one signature alone',
      'SEAL',
      (r) => ({ ...r, day: { ...r.day, attestations: r.day.attestations.slice(0, 1) } }),
    ],
    [
      'the same member’s signature twice',
      'SEAL',
      (r) => ({ ...r, day: { ...r.day, attestations: [r.day.attestations[0], r.day.attestations[0]] } }),
    ],
    [
      'changed signatures',
      'SEAL',
      (r) => ({
        ...r,
        day: {
          ...r.day,
          attestations: r.day.attestations.map((each) => ({ ...each, signature: flipped(each.signature) })),
        },
      }),
    ],
    ['an unknown field', 'MALFORMED', (r) => ({ ...r, note: 'x' })],
  ];

  test.each(changes)('a receipt with %s proves nothing', (_, reason, change) => {
    const attempt = (): unknown => verifyReceipt(change(receipt), configuration);
    expect(attempt).toThrow(ReceiptError);
    expect(attempt).toThrow(expect.objectContaining({ reason }) as Error);
  });

  test('a verifier that asks for another holder is told when it does not hold the trade', () => {
    expect(() => verifyReceipt(receipt, configuration, ['DaishinMSP'])).toThrow(ReceiptError);
    expect(() => verifyReceipt(receipt, Buffer.from('no block'))).toThrow(ReceiptError);
  });

  describe('one of three members', () => {
    livesWithSuspendedMember(() => context);
  });
});
