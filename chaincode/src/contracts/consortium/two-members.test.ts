import { generateKeyPairSync, sign } from 'node:crypto';
import {
  canonicalJson,
  sha256Hex,
  thumbprintOf,
  transactions,
  type DayClaim,
  type Instruction,
  type MembersDocument,
  type RoleSource,
} from '@jangbu/model';
import { isinOf, statementOf } from '@jangbu/model/dist/testing/statements';
import { certificates, operatorKey } from '../../../testing/certificates';
import { PARAMETERS, SimulatedConsortium, TODAY } from '../../../testing/consortium';
import { depositOf, lotsAt, move, positionsAt, transferOf, withdrawalOf } from '../../../testing/holding';
import { nodeAdminKey } from '../../../testing/node-ou-certificates';
import { refusal } from '../../../testing/refusals';
import { instructionOf, OBLIGATION, submitSettlement } from '../../../testing/settling';
import { indexText, matchStateOf, matchStated, pageOf, record } from '../../../testing/trading';

const PAIR = ['a', 'kofia'] as const;
const RECORDED = { status: 'RECORDED' };
const SHARES = isinOf(1);

/** A ledger of the supervisor and one firm, open for trades. */
async function openPair(roles?: RoleSource): Promise<SimulatedConsortium> {
  const consortium = new SimulatedConsortium(2, roles === undefined ? {} : { roles });
  await consortium.constitute(PARAMETERS);
  await consortium.carry({ kind: 'GRANT_ROLE', member: 'kofia', role: 'custodian' });
  await consortium.moveDay(null, TODAY, 'OPEN');
  return consortium;
}

/** The firm buys from the supervisor, and both have stated it. */
async function matchedPair(roles?: RoleSource): Promise<SimulatedConsortium> {
  const consortium = await openPair(roles);
  const bought = [1, 2].map((n) => statementOf(n, { settlementDate: TODAY }));
  const pages = [
    pageOf('a', 'kofia', 'bought-01', bought),
    pageOf(
      'kofia',
      'a',
      'sold-0001',
      bought.map((trade) => ({ ...trade, side: 'SELL' as const })),
    ),
  ];
  for (const page of pages) expect(await record(consortium, page)).toEqual(RECORDED);
  expect(await matchStated(consortium, ...pages)).toEqual(RECORDED);
  return consortium;
}

describe.each([
  ['the attribute of a certificate', undefined],
  ['node OUs', 'NODE_OU'],
] as const)('a ledger of two members, with roles by %s', (_, roles) => {
  it('is founded by either, and tells where roles are read', async () => {
    const consortium = new SimulatedConsortium(2, roles === undefined ? {} : { roles });
    expect(await consortium.found('a')).toEqual(RECORDED);
    expect(await consortium.found('kofia')).toEqual({ status: 'ALREADY_RECORDED' });
    const client = consortium.client('a', 'trader');
    const members = (await consortium.query(client, transactions.consortium.members)) as MembersDocument;
    expect(members.roles).toBe(roles);
    expect(members.members.map(({ id }) => id)).toEqual(['kofia', 'a']);
  });

  it('carries a proposal when both have voted for it, and never before', async () => {
    const consortium = new SimulatedConsortium(2, roles === undefined ? {} : { roles });
    await consortium.found();
    const proposal = await consortium.proposal([{ kind: 'GRANT_ROLE', member: 'kofia', role: 'supervisor' }]);
    expect(await consortium.propose(proposal)).toEqual({ ...RECORDED, proposal: 'OPEN' });
    expect(await consortium.vote(proposal, 'a')).toEqual({ ...RECORDED, proposal: 'CARRIED' });
    const against = await consortium.proposal([{ kind: 'SUSPEND_MEMBER', member: 'kofia' }], 'a');
    await consortium.propose(against);
    expect(await consortium.vote(against, 'kofia', 'AGAINST')).toEqual({ ...RECORDED, proposal: 'REJECTED' });
  });

  it('matches the trades of the two, and both hold what is owed', async () => {
    const consortium = await matchedPair(roles);
    const index = await matchStateOf(consortium, PAIR);
    expect(index.obligations).toHaveLength(1);
    expect(index.obligations[0]).toMatchObject({ isin: SHARES, quantity: '200', amount: '-14300000' });
    const atSupervisor = await consortium.query(
      consortium.client('kofia', 'trader'),
      transactions.trades.matchIndex,
      { pair: PAIR, tradeDate: TODAY },
    );
    expect(atSupervisor).toBe(await indexText(consortium, PAIR));
  });

  it('does not let either match what only it has stated', async () => {
    const consortium = await openPair(roles);
    const page = pageOf('kofia', 'a', 'sold-0001', [statementOf(1, { side: 'SELL' })]);
    await record(consortium, page);
    await matchStated(consortium, page);
    expect((await matchStateOf(consortium, PAIR)).matched).toEqual({});
  });

  it('lives a day to its seal', async () => {
    const consortium = await matchedPair(roles);
    await consortium.toPhase('CLOSED');
    const claim: DayClaim = {
      type: 'day-claim',
      version: 1,
      channel: 'interfirm',
      date: TODAY,
      block: { number: 42, hash: sha256Hex('header'), commitHash: sha256Hex('commit') },
      transactions: { count: 7, root: sha256Hex('root') },
    };
    const key = roles === 'NODE_OU' ? nodeAdminKey : operatorKey;
    const signature = sign('sha256', Buffer.from(canonicalJson(claim)), key).toString('base64');
    const days: unknown[] = [];
    for (const member of ['kofia', 'a']) {
      const by = consortium.client(member, 'operator');
      const certificate = certificates[by.certificate];
      const attestation = { type: 'day-attestation', version: 1, member, claim, certificate, signature };
      days.push(await consortium.submit(by, transactions.days.attest, attestation));
    }
    expect(days).toEqual([
      { ...RECORDED, day: 'OPEN' },
      { ...RECORDED, day: 'SEALED' },
    ]);
  });

  it('records credentials of either issuer for the other to verify', async () => {
    const consortium = await openPair(roles);
    await consortium.carry({ kind: 'GRANT_ISSUER', member: 'a', iss: 'https://a.example' });
    const names = transactions.credentials;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    const named = { issuer: 'a', iss: 'https://a.example', grant: 1, kid: thumbprintOf({ x, y }) };
    const proved = { type: 'issuer-key-proof', version: 1, channel: 'interfirm', ...named };
    const signing = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
    const proof = sign('sha256', Buffer.from(canonicalJson(proved)), signing).toString('base64url');
    const issuer = consortium.client('a', 'issuer');
    const key = { type: 'issuer-key', version: 1, ...named, x, y, proof };
    expect(await consortium.submit(issuer, names.registerKey, key)).toEqual(RECORDED);
    const batch = {
      type: 'credential-batch',
      version: 1,
      issuer: 'a',
      batchId: 'batch-0001',
      kid: named.kid,
      validFrom: 1_760_000_000,
      validUntil: 1_790_000_000,
      copies: [{ recordId: sha256Hex('record'), killTag: sha256Hex('tag') }],
    };
    const recording = { by: issuer, name: names.recordBatch, transient: { request: canonicalJson(batch) } };
    expect(await consortium.channel.submit(recording, consortium.majority)).toEqual(RECORDED);
    const asked = { issuer: 'a', batchId: 'batch-0001' };
    const verifier = consortium.client('kofia', 'verifier');
    expect(await consortium.query(verifier, names.batch, asked)).toEqual(batch);
  });

  it("holds the firm's lots, issued by the supervisor as custodian", async () => {
    const consortium = await openPair(roles);
    await move(consortium, depositOf('deposit-a', 'a', { lotId: 'won-a-001', amount: '1000' }));
    expect(await positionsAt(consortium, 'a')).toMatchObject([{ instrument: 'KRW', free: '1000' }]);
    const [lot] = await lotsAt(consortium, 'a');
    if (!lot) throw new Error('no lot');
    expect(await move(consortium, withdrawalOf('withdraw1', 'a', lot))).toEqual(RECORDED);
  });

  it('refuses whatever would make the supervisor an owner of lots', async () => {
    const consortium = await matchedPair(roles);
    await move(consortium, depositOf('deposit-a', 'a', { lotId: 'won-a-001', amount: '14300000' }));
    const [lot] = await lotsAt(consortium, 'a');
    if (!lot) throw new Error('no lot');
    const paid = transferOf('transfer1', 'a', 'kofia', [lot], { lotId: 'won-k-001', amount: '14300000' });
    const obligation = { ...OBLIGATION, quantity: '200', amount: '-14300000' };
    const instruction: Instruction = instructionOf('instruct-01', obligation, undefined, {
      pair: [...PAIR],
      legs: instructionOf('x', obligation).legs.map((leg) => ({
        ...leg,
        from: leg.from === 'b' ? 'kofia' : leg.from,
        to: leg.to === 'b' ? 'kofia' : leg.to,
      })),
    });
    const index = await indexText(consortium, PAIR);
    const request = {
      type: 'instruct-request',
      version: 1,
      instructions: [canonicalJson(instruction)],
      terms: [null, null],
      index: index ?? '',
      shards: [],
      results: [],
      salt: sha256Hex('salt'),
    };
    const { instruct } = transactions.settlement;
    const instructs = submitSettlement(consortium, instruct, request, { by: 'a' }, ['a', 'kofia']);
    for (const attempt of [move(consortium, paid), instructs]) {
      expect(await refusal('SUPERVISOR_HOLDS_NO_LOTS', attempt)).toEqual({ member: 'kofia' });
    }
  });
});

describe('roles by node OUs', () => {
  it('are of no use to peers and consenters, nor to certificates of two kinds', async () => {
    const consortium = await openPair('NODE_OU');
    const page = pageOf('a', 'kofia', 'bought-01', [statementOf(1)]);
    const { header, body } = page.texts;
    for (const [certificate, given] of [
      ['nodePeer', 'peer'],
      ['nodeOrderer', 'orderer'],
      ['nodeAdmin', 'admin'],
      ['nodeTwice', null],
      ['nodeNone', null],
      ['chairman', null],
      ['malformedAdminBefore', null],
    ] as const) {
      const by = { mspId: 'aMSP', certificate };
      const request = { by, name: transactions.trades.record, transient: { header, body } };
      const attempt = consortium.channel.submit(request, consortium.mspIds('a', 'kofia'));
      expect(await refusal('ROLE_REQUIRED', attempt)).toEqual({ required: ['trader'], given });
    }
  });

  it("are not read where the attribute names a role: an administrator's certificate may be a trader's", async () => {
    const consortium = await openPair('NODE_OU');
    const proposal = await consortium.proposal([{ kind: 'SUSPEND_MEMBER', member: 'kofia' }], 'a');
    const by = { mspId: 'aMSP', certificate: 'trader' } as const;
    const attempt = consortium.submit(by, transactions.consortium.propose, proposal);
    expect(await refusal('ROLE_REQUIRED', attempt)).toEqual({ required: ['admin'], given: 'trader' });
  });

  it('are not read where the founding list does not say so', async () => {
    const consortium = new SimulatedConsortium(2);
    const by = { mspId: 'aMSP', certificate: 'nodeAdmin' } as const;
    const attempt = consortium.submit(by, transactions.consortium.found, consortium.list);
    expect(await refusal('ROLE_REQUIRED', attempt)).toEqual({ required: ['admin'], given: null });
  });

  it('are not read because a list says so that the members have not approved', async () => {
    const approved = new SimulatedConsortium(2).list;
    const consortium = new SimulatedConsortium(2, { approved, roles: 'NODE_OU' });
    await refusal('FOUNDING_LIST_MISMATCH', consortium.found());
  });
});
