import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { hashOf, sha256Hex, type FoundingList } from '@jangbu/model';
import { ROOT } from '../network/networks';
import { identifyInvestor, verifyAt } from './credentials-across';
import type { StockMember } from './member';
import { stockPrograms } from './network/programs';
import { DeployingPage } from './page';
import { chosenPlans, PLANS, titleOf } from './plans';
import { agreedTrades, ISIN, netDelivery, stated } from './trades';
import { StockTrial } from './trial';

const TRADES = 12;

/** The page's commands that some trial has given. */
const given = new Set<string>();

describe.each(chosenPlans().map((plan) => [titleOf(plan), plan] as const))('%s', (_, plan) => {
  let trial: StockTrial;
  let org1: StockMember;
  let org2: StockMember;
  let list: FoundingList;
  let tradeDate: string;
  let trades: ReturnType<typeof agreedTrades>;

  beforeAll(async () => {
    const folder = `${plan.authority}-${plan.ordering}`.replace(' ', '-');
    trial = new StockTrial(join(ROOT, '.jangbu', 'stock', folder), plan, await stockPrograms());
    [org1, org2] = trial.members;
    await trial.up();
  });

  afterAll(async () => {
    for (const name of trial.page.used) given.add(name);
    await trial.down();
  });

  test('identities for the roles, and a context for each member', async () => {
    const byAttribute = trial.roles === 'ATTRIBUTE';
    for (const member of trial.members) {
      if (byAttribute) await member.follow('attributes');
      await member.follow(byAttribute ? 'context attribute' : 'context node-ou');
    }
  });

  test('both write the same founding list, and can compare its hash', async () => {
    const lists = trial.members.map(async (member) => {
      await member.write('founders.yaml', trial.page.block('founders'));
      const shown = await member.follow('founding');
      const text = await readFile(member.file('founding.json'), 'utf8');
      return { shown, list: JSON.parse(text) as FoundingList };
    });
    const [first, second] = await Promise.all(lists);
    list = first?.list as FoundingList;
    expect(second?.list).toEqual(list);
    for (const made of [first, second]) expect(made?.shown).toContain(`hash ${hashOf(list)}`);
  });

  test('both make the same package, and put it into force', async () => {
    await trial.deploy();
    const packages = trial.members.map(async (member) =>
      sha256Hex(await readFile(member.file('jangbu.tar.gz'))),
    );
    const [first, second] = await Promise.all(packages);
    expect(second).toBe(first);
  });

  test('the ledger is founded once, and both vote what it begins with', async () => {
    expect(await org1.follow('record')).toContain('is founded by 2 members');
    const again = await org2.as('admin').ask('founding', 'record', '--founding', org2.file('founding.json'));
    expect(again).toMatchObject({ status: 'ALREADY_RECORDED' });
    expect(await org2.follow('vote')).toContain('CARRIED');
  });

  test('a user who is no admin does not vote', async () => {
    const vote = org2.as('trader').ask('proposals', 'vote', 'org1/founding-vote', 'against');
    await expect(vote).rejects.toThrow('ROLE_REQUIRED');
  });

  test('a day’s trades of both are recorded, matched and netted', async () => {
    await org1.follow('open');
    const { date } = (await org2.as('operator').ask('day', 'show')) as { date: string };
    await using ledger = await org2.connect('trader');
    const { parameters } = await ledger.consortium.parameters();
    [tradeDate, trades] = [date, agreedTrades(list, TRADES)];
    await org1.write('day.csv', stated(trades, 'FIRST', tradeDate, parameters));
    await org2.write('day.csv', stated(trades, 'SECOND', tradeDate, parameters));
    expect(await org1.follow('trade')).toContain(`${TRADES} of ${TRADES} trades recorded`);
    expect(await org2.follow('trade')).toContain(`${TRADES} matched, 0 broken, 0 waiting, 1 obligations`);
    const matched = await org1.as('trader').ask('trades', 'match', '--with', 'org2');
    const quantity = String(-netDelivery(trades));
    expect(matched).toMatchObject({ breaks: [], waiting: [], obligations: [{ isin: ISIN, quantity }] });
  });

  test('the supervisor can hold nothing, and whoever needs that is told so', async () => {
    const deposit = (by: StockMember, owner: string): Promise<unknown> =>
      by.as('operator').ask('holdings', 'deposit', owner, ISIN, '500');
    await deposit(org1, 'org2');
    expect(JSON.stringify(await org2.as('trader').ask('holdings', 'positions'))).toContain('500');
    await expect(deposit(org2, 'org1')).rejects.toThrow('SUPERVISOR_HOLDS_NO_LOTS');
    const instruct = org2.as('trader').ask('settlement', 'instruct', '--with', 'org1');
    await expect(instruct).rejects.toThrow('takes a third member as supervisor');
  });

  test('the day is closed, attested by both, and one trade of it proved to an outsider', async () => {
    await org1.follow('close');
    for (const member of trial.members) await member.follow('attest');
    const receipt = org1.file('receipt.json');
    const of = ['--with', 'org2', '--date', tradeDate, '--out', receipt];
    await org1.as('trader').ask('trades', 'receipt', trades[0]?.uti ?? '', ...of);
    const { genesisBlock } = trial.network;
    const proved = await org1.as('trader').ask('trades', 'verify', receipt, '--configuration', genesisBlock);
    expect(proved).toMatchObject({ submitter: 'org1', sealedBy: ['Org1MSP', 'Org2MSP'] });
  });

  test('the first one issues a credential, the second one verifies it', async () => {
    await using issuing = await org1.connect('issuer');
    await using verifying = await org2.connect('verifier');
    const investor = await identifyInvestor(issuing, 'https://org1.example.com');
    for (const member of trial.members) await member.as('verifier').ask('credentials', 'beat');
    const verified = await verifyAt(verifying, investor, 'ACTIVE');
    expect(verified).toMatchObject({ accepted: true, issuer: 'org1' });
  });
});

const inAll = chosenPlans().length === PLANS.length ? test : test.skip;

inAll('every block of commands in docs/deploying.md has been given', () => {
  expect([...given].sort()).toEqual([...new DeployingPage().names].sort());
});

test('each block of commands in docs/deploying.md has a name, by which trials give it', () => {
  expect(new DeployingPage().unnamed).toEqual([]);
});
