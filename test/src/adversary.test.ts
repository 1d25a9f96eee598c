import { randomUUID } from 'node:crypto';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { connect, identityFromFolder, type Ledger } from '@jangbu/client';
import type { LedgerBlock } from '@jangbu/client/follow';
import type { OwnLot, SettlementInstruction } from '@jangbu/client/interfirm';
import {
  basisOf,
  canonicalJson,
  keys,
  lotText,
  settlementOf,
  transactions,
  type Instruction,
  type Lot,
  type Proposal,
} from '@jangbu/model';
import { silent } from '@jangbu/network';
import { bringUp, connectAs, ensureOpenDay, supervisorId, takeDown, type NetworkContext } from 'jangbu';
import { join } from 'node:path';
import { FORGERY, PEEK, type Forgery, type ForgedWrite } from './adversary/changed-jangbu';
import { installChanged } from './adversary/install';
import { smallNetwork } from './network/networks';
import { RawClient } from './network/raw-client';
import { agreedTrade, readMarket } from './network/trading';

const PORTS = 28_000;
const ISIN = 'KR7005930003';
const QUANTITY = 10n;
const PRICE = 98_700n;
const OWN = 'SamsungMSP';
const house = { accountKind: 'HOUSE' } as const;

function forgedLot(amount: string, instrument: Lot['instrument'] = 'KRW'): Lot {
  const lotId = randomUUID();
  return {
    type: 'lot',
    version: 1,
    creator: 'samsung',
    lotId,
    owner: 'samsung',
    instrument,
    accountKind: 'HOUSE',
    amount,
    origin: { kind: 'SPLIT', by: 'samsung', id: lotId },
    status: 'FREE',
    salt: 'ab'.repeat(16),
  };
}

function lotWrite(lot: Lot, collectionOf: string): ForgedWrite {
  return { collectionOf, key: keys.lot(lot), text: lotText(lot, 'FREE') };
}

describe("Samsung's peer runs changed contracts", () => {
  let context: NetworkContext;
  let supervisor: Ledger;
  let nh: Ledger;
  /** Samsung by the SDK, which waits but a moment for members that don't hold what it says. */
  let samsung: Ledger;
  /** Samsung by its own hand. */
  let forger: RawClient;
  let instruction: SettlementInstruction;

  /** Samsung's own peer endorses whatever it is told to; nobody else is asked. */
  function forge(forgery: Forgery, transaction = 'forge'): Promise<string> {
    const transient = { [FORGERY]: JSON.stringify(forgery) };
    return forger.submit(transaction, { transient, organisations: [OWN] });
  }

  async function impatient(member: string): Promise<Ledger> {
    const folder = join(context.stateDir, 'members', member);
    const identity = await identityFromFolder(join(folder, 'identities', 'trader'));
    return connect(join(folder, 'profile.json'), identity, { retry: { lagPatienceMs: 500 } });
  }

  async function deliveryFromNh(): Promise<SettlementInstruction> {
    const market = await readMarket(context);
    const terms = { isin: ISIN, quantity: QUANTITY, price: PRICE, amount: QUANTITY * PRICE, ...house };
    const { sell, buy } = agreedTrade(context, market, ['nh', 'samsung'], terms);
    await nh.trades.submit([sell]);
    await samsung.trades.submit([buy]);
    await nh.trades.match({ counterparty: 'samsung', tradeDate: market.tradeDate });
    await nh.settlement.instructNet({ counterparty: 'samsung', tradeDate: market.tradeDate });
    const [made] = await nh.settlement.instructions();
    if (!made) throw new Error('nothing was instructed');
    return made;
  }

  async function lotOf(ledger: Ledger, amount: bigint): Promise<OwnLot> {
    for (;;) {
      const lot = (await ledger.holdings.lots()).find((each) => each.amount === amount);
      if (lot) return lot;
    }
  }

  async function wonOutstanding(): Promise<bigint | undefined> {
    return (await supervisor.holdings.outstanding()).find(({ instrument }) => instrument === 'KRW')
      ?.outstanding;
  }

  beforeAll(async () => {
    context = await smallNetwork('adversary', PORTS);
    await takeDown(context, silent, { purge: true });
    await bringUp(context, silent);
    supervisor = await connectAs(context, supervisorId(context.consortium), 'operator');
    await ensureOpenDay(supervisor);
    [nh, samsung] = await Promise.all([connectAs(context, 'nh', 'trader'), impatient('samsung')]);
    await supervisor.holdings.deposit('nh', [{ instrument: ISIN, amount: QUANTITY, ...house }]);
    await supervisor.holdings.deposit('samsung', [{ instrument: 'KRW', amount: 500n, ...house }]);
    instruction = await deliveryFromNh();
    await nh.settlement.reserve(instruction);
    await samsung.close();
    await installChanged(context, 'samsung', PORTS + 90);
    samsung = await impatient('samsung');
    forger = await RawClient.open({ stateDir: context.stateDir, member: 'samsung', role: 'trader' });
  }, 300_000);

  afterAll(async () => {
    forger.close();
    await Promise.all([supervisor, nh, samsung].map((ledger) => ledger.close()));
    await takeDown(context, silent, { purge: true });
  }, 120_000);

  test('it really does, and otherwise serves its clients as before', async () => {
    const mine = await lotOf(samsung, 500n);
    const asked = { of: OWN, key: keys.lot(mine) };
    await expect(forger.evaluate(PEEK, asked, OWN)).resolves.toContain('500');
    await expect(samsung.consortium.ping()).resolves.toMatchObject({ chaincode: 'jangbu' });
  });

  test('lots that it mints for itself stand in its own collection, and are worth nothing to anyone else', async () => {
    const minted = forgedLot('1000000000');
    const real = await lotOf(samsung, 500n);
    await forge({ writes: [lotWrite(minted, OWN)] });
    const mine = await lotOf(samsung, 1_000_000_000n);
    const attempts = [
      () => samsung.holdings.transfer('nh', [mine]),
      () => samsung.holdings.withdraw('kofia', [mine]),
      () => samsung.holdings.split([mine], [{ instrument: 'KRW', amount: 987_000n, ...house }]),
      () => samsung.settlement.reserve(instruction),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({ code: 'DOCUMENT_NOT_HELD' });
    }
    await expect(wonOutstanding()).resolves.toBe(500n);
    // What it holds by right it can still give away.
    await samsung.holdings.transfer('nh', [real]);
    await lotOf(nh, 500n);
  });

  test("it can write neither others' collections nor what is public", async () => {
    const minted = forgedLot('777');
    const day = (await nh.days.current()) ?? { date: '', sequence: 0 };
    const forgeries: readonly (readonly ForgedWrite[])[] = [
      [lotWrite(minted, OWN), lotWrite(minted, 'KofiaMSP')],
      [lotWrite(minted, 'NhMSP')],
      [{ key: keys.businessDay(), text: '{}' }],
    ];
    for (const writes of forgeries) {
      await expect(forge({ writes }, transactions.holdings.move)).rejects.toThrow(
        'ENDORSEMENT_POLICY_FAILURE',
      );
    }
    await expect(nh.days.current()).resolves.toEqual(day);
    await expect(wonOutstanding()).resolves.toBe(500n);
  });

  test('its result never joins the results of those who run the true contracts', async () => {
    const forgery = { writes: [lotWrite(forgedLot('500'), OWN)] };
    const actions = [{ kind: 'GRANT_ROLE', member: 'samsung', role: 'custodian' } as const];
    const members = await nh.consortium.members();
    const proposal: Proposal = {
      type: 'proposal',
      version: 1,
      proposer: 'samsung',
      proposalId: 'honest-but-for-samsung',
      title: 'T',
      actions,
      lastDay: (await nh.days.current())?.date ?? null,
      basis: basisOf(actions, { members, parameters: undefined, instruments: new Map() }),
    };
    const admin = await RawClient.open({ stateDir: context.stateDir, member: 'samsung', role: 'admin' });
    // The others' peers do what is asked of them, which is in order; Samsung's does something else.
    const asked = (transient: Record<string, string>): Promise<string> =>
      admin.endorse(transactions.consortium.propose, {
        arguments: [canonicalJson(proposal)],
        transient,
        organisations: [OWN, 'KofiaMSP', 'NhMSP'],
      });
    try {
      const told = await asked({ [FORGERY]: JSON.stringify(forgery) }).catch((error: unknown) => error);
      const details = told instanceof GatewayError ? told.details : [];
      expect(details.map(({ message }) => message)).toContain('ProposalResponsePayloads do not match');
      await expect(asked({})).resolves.toContain('RECORDED');
    } finally {
      admin.close();
    }
  });

  test('it cannot read what it is no party to, for its peer was never given it', async () => {
    const lot = await lotOf(nh, 500n);
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
    const delivered = forgedLot(String(QUANTITY), ISIN);
    await forge({
      writes: [
        { collectionOf: OWN, key: keys.settlement(instruction), text: canonicalJson(forged) },
        lotWrite(delivered, OWN),
      ],
      event: { name: 'settlement', payload: canonicalJson(forged) },
    });
    const [own] = await samsung.settlement.instructions();
    expect(own?.status).toBe('SETTLED');
    const [nhs] = await nh.settlement.instructions();
    expect(nhs).toMatchObject({ status: 'PENDING' });
    const mine = (await samsung.holdings.lots()).find(({ instrument }) => instrument === ISIN);
    if (!mine) throw new Error('the forged delivery is not there');
    await expect(samsung.holdings.withdraw('kofia', [mine])).rejects.toMatchObject({
      code: 'DOCUMENT_NOT_HELD',
    });
    for (const phase of ['MATCHING_CLOSED', 'SETTLEMENT_CLOSED'] as const) {
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
    const minted = forgedLot('42');
    await forge({
      writes: [lotWrite(minted, OWN)],
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
});
