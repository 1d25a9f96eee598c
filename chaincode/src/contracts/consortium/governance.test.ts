import { canonicalJson, transactions, type MembersDocument, type ProposalState } from '@jangbu/model';
import { isinOf } from '@jangbu/model/dist/testing/statements';
import { SimulatedConsortium, instrumentOf, PARAMETERS } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';

const { members, parameters, instruments, propose, vote, proposal, proposals } = transactions.consortium;

async function founded(count: number): Promise<SimulatedConsortium> {
  const consortium = new SimulatedConsortium(count);
  await consortium.found();
  return consortium;
}

function auditor(consortium: SimulatedConsortium): ReturnType<SimulatedConsortium['client']> {
  return consortium.client('a', 'auditor');
}

async function rolesOf(consortium: SimulatedConsortium, id: string): Promise<readonly string[]> {
  const document = (await consortium.query(auditor(consortium), members)) as MembersDocument;
  return document.members.find((member) => member.id === id)?.roles ?? [];
}

async function stateOf(consortium: SimulatedConsortium, proposalId: string): Promise<ProposalState> {
  const asked = { proposer: 'kofia', proposalId };
  return (await consortium.query(auditor(consortium), proposal, asked)) as ProposalState;
}

const makeSupervisor = { kind: 'GRANT_ROLE', member: 'kofia', role: 'supervisor' } as const;

describe('a proposal', () => {
  it("is put to the vote with its proposer's own vote for it", async () => {
    const consortium = await founded(4);
    const proposed = await consortium.proposal([makeSupervisor]);
    expect(await consortium.propose(proposed)).toEqual({ status: 'RECORDED', proposal: 'OPEN' });
    expect(await stateOf(consortium, proposed.proposalId)).toEqual({
      proposal: proposed,
      status: 'OPEN',
      votesFor: ['kofia'],
      votesAgainst: [],
      majority: 3,
      members: 4,
      due: null,
      hindrance: null,
    });
  });

  it('is harmless when it is sent twice, and keeps its id from other content', async () => {
    const consortium = await founded(4);
    const proposed = await consortium.proposal([makeSupervisor]);
    await consortium.propose(proposed);
    expect(await consortium.propose(proposed)).toEqual({ status: 'ALREADY_RECORDED', proposal: 'OPEN' });
    expect(await refusal('ID_TAKEN', consortium.propose({ ...proposed, title: 'Another' }))).toEqual({
      document: 'proposal',
      id: `kofia/${proposed.proposalId}`,
    });
  });

  it('carries at once where its proposer alone is the majority', async () => {
    const consortium = await founded(1);
    const proposed = await consortium.proposal([makeSupervisor]);
    expect(await consortium.propose(proposed)).toEqual({ status: 'RECORDED', proposal: 'CARRIED' });
  });

  it("is made by a member's own admin, and by nobody else", async () => {
    const consortium = await founded(4);
    const proposed = await consortium.proposal([makeSupervisor]);
    const by = (id: string, role: 'admin' | 'operator' | 'none' | 'broken' | 'chairman'): Promise<unknown> =>
      consortium.submit(consortium.client(id, role), propose, proposed);
    expect(await refusal('NOT_THE_SUBMITTER', by('a', 'admin'))).toEqual({ claimed: 'kofia', caller: 'a' });
    expect(await refusal('ROLE_REQUIRED', by('kofia', 'operator'))).toEqual({
      required: ['admin'],
      given: 'operator',
    });
    for (const certificate of ['none', 'broken', 'chairman'] as const) {
      const { given } = await refusal('ROLE_REQUIRED', by('kofia', certificate));
      expect(given).toBeNull();
    }
    expect(await refusal('NOT_A_MEMBER', by('z', 'admin'))).toEqual({ mspId: 'zMSP' });
  });

  it.each([
    ['half a surrogate pair', '삼성\ud83d'],
    ['U+0000', '삼성\u0000'],
    ['an escape for terminals', '\u001b[2J'],
  ])('is refused with %s in a name, which would stop everyone that reads it', async (_, ko) => {
    const consortium = await founded(1);
    const by = consortium.client('kofia', 'admin');
    const instrument = instrumentOf(1, { name: { en: 'Share', ko } });
    // Written out: JSON.stringify escapes what the canonical form refuses.
    const argument = JSON.stringify(consortium.proposal([{ kind: 'LIST_INSTRUMENT', instrument }]));
    await refusal(
      'INVALID_DOCUMENT',
      consortium.channel.submit({ by, name: propose, argument }, consortium.majority),
    );
  });

  it('is refused when it does not fit its schema, or is no document at all', async () => {
    const consortium = await founded(4);
    const by = consortium.client('kofia', 'admin');
    const proposed = await consortium.proposal([makeSupervisor]);
    const { document } = await refusal(
      'INVALID_DOCUMENT',
      consortium.submit(by, propose, { ...proposed, phone: '02-000-0000' }),
    );
    expect(document).toBe('proposal');
    for (const argument of ['', '{', '[]', 'null']) {
      await refusal(
        'INVALID_DOCUMENT',
        consortium.channel.submit({ by, name: propose, argument }, consortium.majority),
      );
    }
    await refusal('INVALID_DOCUMENT', consortium.channel.submit({ by, name: propose }, consortium.majority));
    const argument = canonicalJson(proposed).replace('"actions"', ' "actions"');
    await refusal(
      'NOT_CANONICAL',
      consortium.channel.submit({ by, name: propose, argument }, consortium.majority),
    );
  });
});

describe('the vote', () => {
  it('changes nothing with 11 of 22 votes, and carries the proposal with the 12th', async () => {
    const consortium = await founded(22);
    const proposed = await consortium.proposal([makeSupervisor]);
    await consortium.propose(proposed);
    const voters = consortium.ids.slice(1);
    for (const voter of voters.slice(0, 10)) {
      expect(await consortium.vote(proposed, voter)).toEqual({ status: 'RECORDED', proposal: 'OPEN' });
    }
    expect((await stateOf(consortium, proposed.proposalId)).votesFor).toHaveLength(11);
    expect(await rolesOf(consortium, 'kofia')).toEqual([]);
    const twelfth = voters[10] ?? '';
    expect(await consortium.vote(proposed, twelfth)).toEqual({ status: 'RECORDED', proposal: 'CARRIED' });
    expect(await rolesOf(consortium, 'kofia')).toEqual(['supervisor']);
    expect((await stateOf(consortium, proposed.proposalId)).votesFor).toHaveLength(12);
  });

  it('rejects a proposal once no majority can come about any more', async () => {
    const consortium = await founded(4);
    const proposed = await consortium.proposal([makeSupervisor]);
    await consortium.propose(proposed);
    expect(await consortium.vote(proposed, 'a', 'AGAINST')).toEqual({ status: 'RECORDED', proposal: 'OPEN' });
    expect(await consortium.vote(proposed, 'b', 'AGAINST')).toEqual({
      status: 'RECORDED',
      proposal: 'REJECTED',
    });
    expect(await rolesOf(consortium, 'kofia')).toEqual([]);
  });

  it('after the decision is recorded and has no effect', async () => {
    const consortium = await founded(4);
    const proposed = await consortium.proposal([makeSupervisor]);
    await consortium.propose(proposed);
    await consortium.vote(proposed, 'a');
    await consortium.vote(proposed, 'b');
    expect(await consortium.vote(proposed, 'c', 'AGAINST')).toEqual({
      status: 'RECORDED',
      proposal: 'CARRIED',
    });
    expect(await consortium.vote(proposed, 'c', 'AGAINST')).toEqual({
      status: 'ALREADY_RECORDED',
      proposal: 'CARRIED',
    });
    expect(await stateOf(consortium, proposed.proposalId)).toMatchObject({
      status: 'CARRIED',
      votesFor: ['a', 'b', 'kofia'],
      votesAgainst: [],
    });
  });

  it('sent again is harmless', async () => {
    const consortium = await founded(4);
    const proposed = await consortium.proposal([makeSupervisor]);
    await consortium.propose(proposed);
    await consortium.vote(proposed, 'a');
    expect(await consortium.vote(proposed, 'a')).toEqual({ status: 'ALREADY_RECORDED', proposal: 'OPEN' });
  });

  it("is cast by a member's own admin, on a proposal that is there", async () => {
    const consortium = await founded(4);
    const proposed = await consortium.proposal([makeSupervisor]);
    const voteOfA = consortium.voteOf(proposed, 'a');
    await refusal('PROPOSAL_UNKNOWN', consortium.vote(proposed, 'a'));
    await consortium.propose(proposed);
    await refusal('NOT_THE_SUBMITTER', consortium.submit(consortium.client('b', 'admin'), vote, voteOfA));
    await refusal('ROLE_REQUIRED', consortium.submit(consortium.client('a', 'trader'), vote, voteOfA));
    await refusal('NOT_A_MEMBER', consortium.submit(consortium.client('z', 'admin'), vote, voteOfA));
    await refusal(
      'INVALID_DOCUMENT',
      consortium.submit(consortium.client('a', 'admin'), vote, { ...voteOfA, choice: 'MAYBE' }),
    );
  });

  it('of two that would each decide, sent at once, lets one through and the other decide anew', async () => {
    const consortium = await founded(5);
    const proposed = await consortium.proposal([makeSupervisor]);
    await consortium.propose(proposed);
    const request = (voter: string): Parameters<typeof consortium.channel.endorse>[0] => ({
      by: consortium.client(voter, 'admin'),
      name: vote,
      argument: canonicalJson(consortium.voteOf(proposed, voter)),
    });
    await consortium.vote(proposed, 'a');
    const [byB, byC] = await Promise.all([
      consortium.channel.endorse(request('b'), consortium.majority),
      consortium.channel.endorse(request('c'), consortium.majority),
    ]);
    expect([consortium.channel.commit(byB), consortium.channel.commit(byC)]).toEqual([
      'VALID',
      'MVCC_READ_CONFLICT',
    ]);
    expect(await consortium.channel.submit(request('c'), consortium.majority)).toEqual({
      status: 'RECORDED',
      proposal: 'CARRIED',
    });
    expect(await rolesOf(consortium, 'kofia')).toEqual(['supervisor']);
  });

  it('of two that only together decide, sent at once, cannot both miss the majority', async () => {
    const consortium = await founded(4);
    const proposed = await consortium.proposal([makeSupervisor]);
    await consortium.propose(proposed);
    const endorse = (voter: string): Promise<Parameters<typeof consortium.channel.commit>[0]> =>
      consortium.channel.endorse(
        {
          by: consortium.client(voter, 'admin'),
          name: vote,
          argument: canonicalJson(consortium.voteOf(proposed, voter)),
        },
        consortium.majority,
      );
    const [byA, byB] = [await endorse('a'), await endorse('b')];
    expect([byA, byB].map(({ answer }) => JSON.parse(answer) as unknown)).toEqual([
      { status: 'RECORDED', proposal: 'OPEN' },
      { status: 'RECORDED', proposal: 'OPEN' },
    ]);
    expect(consortium.channel.commit(byA)).toBe('VALID');
    expect(consortium.channel.commit(byB)).toBe('MVCC_READ_CONFLICT');
    expect(consortium.channel.commit(await endorse('b'))).toBe('VALID');
    expect((await stateOf(consortium, proposed.proposalId)).status).toBe('CARRIED');
  });

  it('of a suspended member does not count', async () => {
    const consortium = await founded(4);
    const proposed = await consortium.proposal([makeSupervisor]);
    await consortium.propose(proposed);
    await consortium.vote(proposed, 'c');
    await consortium.carry({ kind: 'SUSPEND_MEMBER', member: 'c' });
    const open = await stateOf(consortium, proposed.proposalId);
    expect(open).toMatchObject({ status: 'OPEN', votesFor: ['kofia'], members: 3, majority: 2 });
    await refusal('NOT_A_MEMBER', consortium.vote(await consortium.proposal([makeSupervisor]), 'c'));
    expect(await consortium.vote(proposed, 'a')).toEqual({ status: 'RECORDED', proposal: 'CARRIED' });
  });

  it('lists every proposal with where it stands', async () => {
    const consortium = await founded(3);
    await consortium.carry(makeSupervisor);
    const second = await consortium.proposal([{ kind: 'SUSPEND_MEMBER', member: 'b' }], 'a');
    await consortium.propose(second);
    const listed = (await consortium.query(auditor(consortium), proposals)) as ProposalState[];
    expect(listed.map(({ proposal: { proposer }, status }) => [proposer, status])).toEqual([
      ['a', 'OPEN'],
      ['kofia', 'CARRIED'],
    ]);
  });
});

describe('what votes settle', () => {
  it('is in force at once: parameters and instruments', async () => {
    const consortium = await founded(3);
    await refusal('NO_PARAMETERS', consortium.query(auditor(consortium), parameters));
    await consortium.carry(
      { kind: 'SET_PARAMETERS', parameters: PARAMETERS },
      { kind: 'LIST_INSTRUMENT', instrument: instrumentOf(2) },
      { kind: 'LIST_INSTRUMENT', instrument: instrumentOf(1) },
      { kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(2), status: 'SUSPENDED' },
    );
    expect(await consortium.query(auditor(consortium), parameters)).toEqual({
      type: 'parameters',
      version: 1,
      parameters: PARAMETERS,
    });
    const all = [instrumentOf(1), instrumentOf(2, { status: 'SUSPENDED' })];
    expect(await consortium.query(auditor(consortium), instruments)).toEqual(all);
    expect(await consortium.query(auditor(consortium), instruments, [])).toEqual(all);
    expect(await consortium.query(auditor(consortium), instruments, [isinOf(9), isinOf(1)])).toEqual([
      instrumentOf(1),
    ]);
    await refusal('INVALID_DOCUMENT', consortium.query(auditor(consortium), instruments, ['KR7005930004']));
  });

  it("moves the supervisor's role: there is at most one", async () => {
    const consortium = await founded(3);
    await consortium.carry(makeSupervisor);
    await consortium.carry({ kind: 'GRANT_ROLE', member: 'a', role: 'supervisor' });
    expect(await rolesOf(consortium, 'kofia')).toEqual([]);
    expect(await rolesOf(consortium, 'a')).toEqual(['supervisor']);
  });

  it('admits a new member, who may vote from then on', async () => {
    const consortium = await founded(3);
    const [newcomer] = new SimulatedConsortium(5).list.members.slice(4);
    if (!newcomer) throw new Error('no newcomer');
    await consortium.carry({ kind: 'ADMIT_MEMBER', member: newcomer });
    const proposed = await consortium.proposal([makeSupervisor]);
    await consortium.propose(proposed);
    expect(await consortium.vote(proposed, newcomer.id)).toEqual({ status: 'RECORDED', proposal: 'OPEN' });
  });

  it('takes a suspended member back', async () => {
    const consortium = await founded(3);
    await consortium.carry({ kind: 'SUSPEND_MEMBER', member: 'a' });
    const own = await consortium.proposal([makeSupervisor], 'a');
    await refusal('NOT_A_MEMBER', consortium.propose(own));
    const proposed = await consortium.proposal([{ kind: 'REINSTATE_MEMBER', member: 'a' }]);
    await consortium.propose(proposed);
    await consortium.vote(proposed, 'b');
    expect(await consortium.propose(own)).toMatchObject({ proposal: 'OPEN' });
  });
});

describe('what is public', () => {
  it('is read by any role of a member, suspended ones too, and by nobody else', async () => {
    const consortium = await founded(3);
    await consortium.carry({ kind: 'SUSPEND_MEMBER', member: 'a' });
    for (const role of ['admin', 'operator', 'trader', 'issuer', 'verifier', 'auditor'] as const) {
      await consortium.query(consortium.client('a', role), members);
    }
    await refusal('ROLE_REQUIRED', consortium.query(consortium.client('a', 'none'), members));
    await refusal(
      'NOT_A_MEMBER',
      consortium.channel.query({ by: consortium.client('z', 'auditor'), name: members }, 'aMSP'),
    );
    await refusal('INVALID_DOCUMENT', consortium.query(auditor(consortium), members, { of: 'all' }));
  });
});
