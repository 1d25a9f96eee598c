import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FoundingList } from '@jangbu/model';
import { ROOT } from '../network/networks';
import type { MadePackage } from './contracts-by-hand';
import { identifyInvestor, verifyAt } from './credentials-across';
import { ISIN, MEMBERS } from './founders';
import type { PeerOrganization } from './network/layout';
import { stockPrograms } from './network/programs';
import { chosenPlans, titleOf } from './plans';
import { agreedTrades, netDelivery, stated } from './trades';
import { StockTrial } from './trial';

const TRADES = 12;
const [FIRST, SECOND] = MEMBERS;

describe.each(chosenPlans().map((plan) => [titleOf(plan), plan] as const))('%s', (_, plan) => {
  let trial: StockTrial;
  let org1: PeerOrganization;
  let org2: PeerOrganization;
  let founding: string;
  let list: FoundingList;
  let tradeDate: string;
  let trades: ReturnType<typeof agreedTrades>;

  beforeAll(async () => {
    const root = join(ROOT, '.jangbu', 'stock', `${plan.authority}-${plan.ordering}`.replace(' ', '-'));
    trial = new StockTrial(root, plan, await stockPrograms());
    [org1, org2] = trial.organizations;
    await trial.up();
  });

  afterAll(async () => {
    await trial.down();
  });

  test('both write the same founding list, and can compare its hash', async () => {
    const file = await trial.founders();
    const make = async (name: string): Promise<string> => {
      const roles = ['--roles', trial.roles.toLowerCase().replace('_', '-')];
      const out = ['--out', trial.file(name), '--json'];
      const made = await trial.command('founding', 'make', '--consortium', file, ...roles, ...out);
      return (JSON.parse(made) as { hash: string }).hash;
    };
    expect(await make('founding-of-org2.json')).toBe(await make('founding.json'));
    founding = trial.file('founding.json');
    list = JSON.parse(await readFile(founding, 'utf8')) as FoundingList;
  });

  test('both make the same package, and put it into force', async () => {
    const packages = new Map<PeerOrganization, MadePackage>();
    for (const each of trial.organizations) packages.set(each, await trial.package(each, founding));
    expect(packages.get(org2)?.packageId).toBe(packages.get(org1)?.packageId);
    await trial.deploy(packages, founding);
  });

  test('the ledger is founded once, by either', async () => {
    const record = (each: PeerOrganization): Promise<unknown> =>
      trial.operator(each, 'admin').json('founding', 'record', '--founding', founding);
    expect(await record(org1)).toMatchObject({ status: 'RECORDED' });
    expect(await record(org2)).toMatchObject({ status: 'ALREADY_RECORDED' });
  });

  test('what it begins with is voted by both', async () => {
    const admins = trial.organizations.map((each) => trial.operator(each, 'admin'));
    const settings = await trial.founders();
    const proposal = `${FIRST}/founding-vote`;
    expect(await admins[0]?.json('founding', 'propose', '--settings', settings)).toMatchObject({ proposal });
    await admins[1]?.ledger('proposals', 'vote', proposal, 'for');
    expect(await admins[0]?.json('proposals', 'list')).toMatchObject([{ status: 'CARRIED', members: 2 }]);
  });

  test('a user who is no admin does not vote', async () => {
    const vote = ['proposals', 'vote', `${FIRST}/founding-vote`, 'against'];
    await expect(trial.operator(org2, 'trader').ledger(...vote)).rejects.toThrow('ROLE_REQUIRED');
  });

  test('the supervisor opens a business day, which the other one sees', async () => {
    await trial.operator(org1, 'operator').ledger('day', 'next');
    const day = (await trial.operator(org2, 'operator').json('day', 'show')) as { date: string };
    expect(day).toMatchObject({ phase: 'OPEN' });
    tradeDate = day.date;
  });

  test('a day’s trades of both are recorded, matched and netted', async () => {
    await using ledger = await trial.connect(org2, 'trader');
    const { parameters } = await ledger.consortium.parameters();
    trades = agreedTrades(list, TRADES);
    for (const [by, each] of [
      [0, org1],
      [1, org2],
    ] as const) {
      const file = await trial.writeText(
        `day-${by}.csv`,
        stated(trades, by, tradeDate, parameters),
      );
      const results = await trial.operator(each, 'trader').json('trades', 'submit', file);
      expect(results).toEqual(
        trades.map(({ uti }) => expect.objectContaining({ uti, status: 'RECORDED' }) as unknown),
      );
    }
    const matched = await trial.operator(org2, 'trader').json('trades', 'match', '--with', FIRST);
    expect(matched).toMatchObject({ breaks: [], waiting: [] });
    const { matched: found, obligations } = matched as { matched: unknown[]; obligations: unknown[] };
    expect(found).toHaveLength(TRADES);
    expect(obligations).toMatchObject([{ isin: ISIN, quantity: String(-netDelivery(trades)) }]);
  });

  test('a custodian issues what the second one holds; the supervisor can hold nothing, and is told so', async () => {
    const deposit = (by: PeerOrganization, owner: string): Promise<string> =>
      trial.operator(by, 'operator').ledger('holdings', 'deposit', owner, ISIN, '500');
    await deposit(org1, SECOND);
    const positions = await trial.operator(org2, 'trader').json('holdings', 'positions');
    expect(JSON.stringify(positions)).toContain('500');
    await expect(deposit(org2, FIRST)).rejects.toThrow('SUPERVISOR_HOLDS_NO_LOTS');
    const instruct = trial.operator(org2, 'trader').ledger('settlement', 'instruct', '--with', FIRST);
    await expect(instruct).rejects.toThrow('takes a third member as supervisor');
  });

  test('the day is closed, attested by both, and one trade of it proved to an outsider', async () => {
    for (const phase of ['matching-closed', 'settlement-closed', 'closed']) {
      await trial.operator(org1, 'operator').ledger('day', 'to', phase);
    }
    for (const each of trial.organizations) {
      await trial.operator(each, 'operator').ledger('day', 'attest', '--date', tradeDate);
    }
    const uti = trades[0]?.uti ?? '';
    const out = trial.file('receipt.json');
    const dated = ['--with', SECOND, '--date', tradeDate, '--out', out];
    await trial.operator(org1, 'trader').ledger('trades', 'receipt', uti, ...dated);
    const { root, channel } = trial.network.layout;
    const block = join(root, 'channel-artifacts', `${channel}.block`);
    const proved = await trial.command('trades', 'verify', out, '--configuration', block, '--json');
    expect(JSON.parse(proved)).toMatchObject({ submitter: FIRST, sealedBy: ['Org1MSP', 'Org2MSP'] });
  });

  test('the first one issues a credential, the second one verifies it', async () => {
    await using issuing = await trial.connect(org1, 'issuer');
    await using verifying = await trial.connect(org2, 'verifier');
    const investor = await identifyInvestor(issuing, 'https://org1.example.com');
    for (const each of trial.organizations)
      await trial.operator(each, 'verifier').ledger('credentials', 'beat');
    expect(await verifyAt(verifying, investor, 'ACTIVE')).toMatchObject({ accepted: true, issuer: FIRST });
  });
});
