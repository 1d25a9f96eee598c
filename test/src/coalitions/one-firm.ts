import { GatewayError } from '@hyperledger/fabric-gateway';
import type { Ledger } from '@jangbu/client';
import type { LedgerBlock } from '@jangbu/client/follow';
import type { SettlementInstruction } from '@jangbu/client/interfirm';
import { canonicalJson, keys, lotText, settlementOf, transactions, type Instruction } from '@jangbu/model';
import { agreedTrade, agreeOnGross, readMarket } from '../network/trading';
import type { RawClient } from '../network/raw-client';
import { FORGERY, PEEK, type ForgedWrite } from './changed-contracts';
import { proposalBy } from './proposal';
import { forgedLot, house, ISIN, type Stage } from './stage';

const QUANTITY = 10n;
const PRICE = 98_700n;
const OWN = 'SamsungMSP';

/** Samsung alone: its own peer endorses whatever it is told to; nobody else is asked. */
export function oneFirm(opened: () => Stage): void {
  let stage: Stage;
  let nh: Ledger;
  let samsung: Ledger;
  let supervisor: Ledger;
  let forger: RawClient;
  let instruction: SettlementInstruction;
  let standing: bigint;

  const wonOutstanding = async (): Promise<bigint> => (await stage.outstanding('KRW')).outstanding;

  async function deliveryFromNh(): Promise<SettlementInstruction> {
    const market = await readMarket(stage.context);
    const terms = { isin: ISIN, quantity: QUANTITY, price: PRICE, amount: QUANTITY * PRICE, ...house };
    const { sell, buy } = agreedTrade(stage.context, market, ['nh', 'samsung'], terms);
    await nh.trades.submit([sell]);
    await samsung.trades.submit([buy]);
    const pairDay = { counterparty: 'samsung', tradeDate: market.tradeDate };
    const { sequence } = await nh.trades.match(pairDay);
    await agreeOnGross(nh, samsung);
    await nh.settlement.instructGross(pairDay, sequence);
    const [made] = await nh.settlement.instructions();
    if (!made) throw new Error('nothing was instructed');
    return made;
  }

  beforeAll(async () => {
    stage = opened();
    [nh, samsung, supervisor] = await Promise.all([
      stage.ledger('nh'),
      stage.ledger('samsung'),
      stage.supervisor(),
    ]);
    forger = await stage.byHand('samsung');
    await stage.deposit('nh', QUANTITY, ISIN);
    await stage.deposit('samsung', 500n);
    instruction = await deliveryFromNh();
    await nh.settlement.reserve(instruction);
    standing = await wonOutstanding();
  }, 120_000);

  test('it really does, and otherwise serves its clients as before', async () => {
    const mine = await stage.lotOf('samsung', 500n);
    const asked = { of: OWN, key: keys.lot(mine) };
    await expect(forger.evaluate(PEEK, asked, OWN)).resolves.toContain('500');
    await expect(samsung.consortium.ping()).resolves.toMatchObject({ chaincode: 'jangbu' });
  });

  test('lots that it mints for itself stand in its own collection, and are worth nothing to anyone else', async () => {
    const minted = forgedLot('samsung', 1_000_000_000n);
    const real = await stage.lotOf('samsung', 500n);
    await stage.forge(['samsung'], { writes: stage.lotAt(minted, 'FREE', 'samsung') });
    const mine = await stage.lotOf('samsung', 1_000_000_000n);
    const attempts = [
      () => samsung.holdings.transfer('nh', [mine]),
      () => samsung.holdings.withdraw('mirae', [mine]),
      () => samsung.holdings.split([mine], [{ instrument: 'KRW', amount: 987_000n, ...house }]),
      () => samsung.settlement.reserve(instruction),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({ code: 'DOCUMENT_NOT_HELD' });
    }
    await expect(wonOutstanding()).resolves.toBe(standing);
    // What it holds by right it can still give away.
    await samsung.holdings.transfer('nh', [real]);
    await stage.lotOf('nh', 500n);
  });

  test("it can write neither others' collections nor what is public", async () => {
    const minted = forgedLot('samsung', 777n);
    const day = (await nh.days.current()) ?? { date: '', sequence: 0 };
    const forgeries: readonly (readonly ForgedWrite[])[] = [
      stage.lotAt(minted, 'FREE', 'samsung', 'kofia'),
      stage.lotAt(minted, 'FREE', 'nh'),
      [{ key: keys.businessDay(), text: '{}' }],
    ];
    for (const writes of forgeries) {
      await expect(stage.forge(['samsung'], { writes }, transactions.holdings.move)).rejects.toThrow(
        'ENDORSEMENT_POLICY_FAILURE',
      );
    }
    await expect(nh.days.current()).resolves.toEqual(day);
    await expect(wonOutstanding()).resolves.toBe(standing);
  });

  test('its result never joins the results of those who run the true contracts', async () => {
    const forgery = { writes: stage.lotAt(forgedLot('samsung', 500n), 'FREE', 'samsung') };
    const proposal = await proposalBy(stage, 'samsung', 'honest-but-for-samsung');
    const admin = await stage.byHand('samsung', 'admin');
    // The others' peers do what is asked of them, which is in order; Samsung's does something else.
    const asked = (transient: Record<string, string>): Promise<string> =>
      admin.endorse(transactions.consortium.propose, {
        arguments: [canonicalJson(proposal)],
        transient,
        organisations: [OWN, 'KofiaMSP', 'NhMSP', 'DaishinMSP'],
      });
    const told = await asked({ [FORGERY]: JSON.stringify(forgery) }).catch((error: unknown) => error);
    const details = told instanceof GatewayError ? told.details : [];
    expect(details.map(({ message }) => message)).toContain('ProposalResponsePayloads do not match');
    await expect(asked({})).resolves.toContain('RECORDED');
  });

  test('it cannot read what it is no party to, for its peer was never given it', async () => {
    const lot = await stage.lotOf('nh', 500n);
    // What NH was given in the open it may know; NH's other lots it may not.
    const { lots } = await nh.holdings.split([lot], [{ instrument: 'KRW', amount: 123n, ...house }]);
    const [cut] = lots;
    if (!cut) throw new Error('nothing was cut');
    for (const of of ['NhMSP', OWN]) {
      const told = await forger.evaluate(PEEK, { of, key: keys.lot(cut) }, OWN).catch(String);
      expect(told).toMatch(/^""$|private data matching public hash version is not available|NhMSP/);
      expect(told).not.toContain('"amount"');
    }
  });

  test('a settlement that it records for itself delivers nothing; the fail is recorded without it', async () => {
    let { date } = await supervisor.days.openNext();
    while (date < instruction.dueDate) ({ date } = await supervisor.days.openNext());
    const [read] = JSON.parse(await forger.evaluate(transactions.settlement.instructions, {}, OWN)) as {
      instruction: string;
    }[];
    if (!read) throw new Error('Samsung holds no instruction');
    const forged = settlementOf(JSON.parse(read.instruction) as Instruction, date);
    const delivered = forgedLot('samsung', QUANTITY, ISIN);
    await stage.forge(['samsung'], {
      writes: [
        { collectionOf: OWN, key: keys.settlement(instruction), text: canonicalJson(forged) },
        ...stage.lotAt(delivered, 'FREE', 'samsung'),
      ],
      event: { name: 'settlement', payload: canonicalJson(forged) },
    });
    const [own] = await samsung.settlement.instructions();
    expect(own?.status).toBe('SETTLED');
    const [nhs] = await nh.settlement.instructions();
    expect(nhs).toMatchObject({ status: 'PENDING' });
    const mine = (await samsung.holdings.lots()).find(({ instrument }) => instrument === ISIN);
    if (!mine) throw new Error('the forged delivery is not there');
    await expect(samsung.holdings.withdraw('mirae', [mine])).rejects.toMatchObject({
      code: 'DOCUMENT_NOT_HELD',
    });
    for (const phase of ['RESERVATION_CLOSED', 'SETTLEMENT_CLOSED'] as const) {
      await supervisor.days.move({ date, phase });
    }
    const { status } = await supervisor.settlement.recordFail(instruction);
    expect(status).toBe('RECORDED');
    const fails = (await supervisor.settlement.instructions())[0]?.fails;
    expect(fails).toMatchObject([{ atFault: ['samsung'] }]);
  });

  test('an event that it forges is not believed: what is followed are writes, and they show its own collection', async () => {
    const forged: LedgerBlock['transactions'][number][] = [];
    const height = await forger.height();
    const minted = forgedLot('samsung', 42n);
    await stage.forge(['samsung'], {
      writes: stage.lotAt(minted, 'FREE', 'samsung'),
      event: { name: 'deposit', payload: lotText(minted, 'FREE') },
    });
    const signal = AbortSignal.timeout(60_000);
    for await (const block of nh.blocks({ from: BigInt(height), privateData: 'WITH', signal })) {
      forged.push(...block.transactions);
      if (forged.length > 0) break;
    }
    expect(forged).toHaveLength(1);
    const [seen] = forged;
    expect(seen?.creator.mspId).toBe(OWN);
    expect(seen?.writes).toEqual([]);
    expect(seen?.privateWrites).toEqual([]);
    expect(seen?.privateHashes.map(({ collection }) => collection)).toEqual([`_implicit_org_${OWN}`]);
  });
}
