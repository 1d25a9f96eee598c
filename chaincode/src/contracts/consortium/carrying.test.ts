import { canonicalJson, hashOf, transactions, type Action, type ProposalState } from '@jangbu/model';
import { isinOf } from '@jangbu/model/dist/testing/statements';
import {
  instrumentOf,
  openConsortium,
  PARAMETERS,
  SimulatedConsortium,
  TODAY,
} from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';

const { proposal: state, tally, withdraw, parameters, members } = transactions.consortium;

const LIST: Action = { kind: 'LIST_INSTRUMENT', instrument: instrumentOf(9) };
const suspend = (member: string): Action => ({ kind: 'SUSPEND_MEMBER', member });
const reinstate = (member: string): Action => ({ kind: 'REINSTATE_MEMBER', member });

interface Named {
  readonly proposer: string;
  readonly proposalId: string;
}

async function stateOf(
  consortium: SimulatedConsortium,
  { proposer, proposalId }: Named,
): Promise<ProposalState> {
  const by = consortium.client('kofia', 'auditor');
  return (await consortium.query(by, state, { proposer, proposalId })) as ProposalState;
}

function sendName(consortium: SimulatedConsortium, name: string, by: string, named: Named): Promise<unknown> {
  const { proposer, proposalId } = named;
  return consortium.submit(consortium.client(by, 'admin'), name, { proposer, proposalId });
}

const tallied = (consortium: SimulatedConsortium, named: Named, by = 'kofia'): Promise<unknown> =>
  sendName(consortium, tally, by, named);
const withdrawn = (consortium: SimulatedConsortium, named: Named, by = named.proposer): Promise<unknown> =>
  sendName(consortium, withdraw, by, named);

async function put(
  consortium: SimulatedConsortium,
  actions: readonly Action[],
  proposer?: string,
): Promise<ReturnType<SimulatedConsortium['proposal']>> {
  const proposed = await consortium.proposal(actions, proposer);
  await consortium.propose(proposed);
  return proposed;
}

/** Has these members vote for a proposal. */
async function votesFor(
  consortium: SimulatedConsortium,
  proposed: Awaited<ReturnType<typeof put>>,
  ...voters: readonly string[]
): Promise<unknown> {
  let last: unknown;
  for (const voter of voters) last = await consortium.vote(proposed, voter);
  return last;
}

/** Carries actions by the votes of these members besides the supervisor's. */
async function carryBy(
  consortium: SimulatedConsortium,
  voters: readonly string[],
  ...actions: readonly Action[]
): Promise<void> {
  expect(await votesFor(consortium, await put(consortium, actions), ...voters)).toMatchObject({
    proposal: 'CARRIED',
  });
}

/** Six members; three are for listing an instrument, and then one that has not voted is suspended. */
async function threeForOfFive(): Promise<{
  readonly consortium: SimulatedConsortium;
  readonly listing: Awaited<ReturnType<typeof put>>;
}> {
  const consortium = await openConsortium(6);
  const listing = await put(consortium, [LIST]);
  await votesFor(consortium, listing, 'a', 'b');
  await carryBy(consortium, ['a', 'b', 'c'], suspend('e'));
  return { consortium, listing };
}

describe('what carries a proposal', () => {
  it('is never a vote against it, though a suspension has made the votes for it a majority', async () => {
    const { consortium, listing } = await threeForOfFive();
    expect(await stateOf(consortium, listing)).toMatchObject({ majority: 3, members: 5, due: 'CARRIED' });
    expect(await consortium.vote(listing, 'c', 'AGAINST')).toMatchObject({ proposal: 'OPEN' });
    expect((await stateOf(consortium, listing)).status).toBe('OPEN');
  });

  it('is a vote for it, counted by the members as they are then', async () => {
    const { consortium, listing } = await threeForOfFive();
    expect(await consortium.vote(listing, 'c')).toMatchObject({ proposal: 'CARRIED' });
  });

  it('is a tally, which any admin may ask for', async () => {
    const { consortium, listing } = await threeForOfFive();
    await consortium.vote(listing, 'c', 'AGAINST');
    expect(await tallied(consortium, listing, 'd')).toEqual({ status: 'RECORDED', proposal: 'CARRIED' });
    expect(await tallied(consortium, listing, 'd')).toEqual({
      status: 'ALREADY_RECORDED',
      proposal: 'CARRIED',
    });
    const by = consortium.client('a', 'auditor');
    expect(await consortium.query(by, transactions.consortium.instruments, [isinOf(9)])).toHaveLength(1);
  });

  it('is nothing less than a majority: a tally before changes nothing', async () => {
    const consortium = await openConsortium(4);
    const listing = await put(consortium, [LIST]);
    await consortium.vote(listing, 'a');
    expect(await tallied(consortium, listing, 'c')).toEqual({ status: 'ALREADY_RECORDED', proposal: 'OPEN' });
    expect(await consortium.vote(listing, 'b')).toMatchObject({ proposal: 'CARRIED' });
  });

  it('is no vote of a member that has been suspended since, until it is reinstated', async () => {
    const consortium = await openConsortium(5);
    const listing = await put(consortium, [LIST]);
    await consortium.vote(listing, 'd');
    await carryBy(consortium, ['a', 'b'], suspend('d'));
    expect(await stateOf(consortium, listing)).toMatchObject({ votesFor: ['kofia'], majority: 3 });
    await carryBy(consortium, ['a', 'b'], reinstate('d'));
    expect(await consortium.vote(listing, 'c')).toMatchObject({ proposal: 'CARRIED' });
  });

  it('counts those admitted since, who may vote as well', async () => {
    const consortium = await openConsortium(4);
    const [newcomer] = new SimulatedConsortium(6).list.members.slice(5);
    if (!newcomer) throw new Error('no newcomer');
    const listing = await put(consortium, [LIST]);
    await carryBy(consortium, ['a', 'b'], { kind: 'ADMIT_MEMBER', member: newcomer });
    expect(await stateOf(consortium, listing)).toMatchObject({ majority: 3, members: 5 });
    await votesFor(consortium, listing, 'a', newcomer.id);
    expect((await stateOf(consortium, listing)).status).toBe('CARRIED');
  });
});

describe('what rejects a proposal', () => {
  it('is a tie: no majority can come about any more', async () => {
    const consortium = await openConsortium(4);
    const listing = await put(consortium, [LIST]);
    await consortium.vote(listing, 'a');
    await consortium.vote(listing, 'b', 'AGAINST');
    expect(await consortium.vote(listing, 'c', 'AGAINST')).toMatchObject({ proposal: 'REJECTED' });
  });

  it('is never a vote for it; a tally says so', async () => {
    const consortium = await openConsortium(6);
    const listing = await put(consortium, [LIST]);
    await consortium.vote(listing, 'a', 'AGAINST');
    await consortium.vote(listing, 'b', 'AGAINST');
    await carryBy(consortium, ['a', 'b', 'c'], suspend('e'));
    await carryBy(consortium, ['a', 'b'], suspend('d'));
    expect(await stateOf(consortium, listing)).toMatchObject({ majority: 3, members: 4, due: 'REJECTED' });
    expect(await consortium.vote(listing, 'c')).toMatchObject({ proposal: 'OPEN' });
    expect(await tallied(consortium, listing)).toMatchObject({ proposal: 'REJECTED' });
  });
});

describe('a vote', () => {
  it('may be changed while the proposal is open', async () => {
    const consortium = await openConsortium(4);
    const listing = await put(consortium, [LIST]);
    await consortium.vote(listing, 'a', 'AGAINST');
    expect(await consortium.vote(listing, 'a')).toEqual({ status: 'RECORDED', proposal: 'OPEN' });
    expect(await stateOf(consortium, listing)).toMatchObject({
      votesFor: ['a', 'kofia'],
      votesAgainst: [],
    });
    await consortium.vote(listing, 'kofia', 'AGAINST');
    expect(await stateOf(consortium, listing)).toMatchObject({
      votesFor: ['a'],
      votesAgainst: ['kofia'],
      status: 'OPEN',
    });
  });

  it('stands once the members have decided', async () => {
    const consortium = await openConsortium(4);
    const listing = await put(consortium, [LIST]);
    await votesFor(consortium, listing, 'a', 'b');
    expect(await refusal('VOTE_CAST', consortium.vote(listing, 'a', 'AGAINST'))).toEqual({ choice: 'FOR' });
  });
});

describe('the last day of a proposal', () => {
  it('is within 90 days of the business day', async () => {
    const consortium = await openConsortium(4);
    const proposed = await consortium.proposal([LIST]);
    const to = '2026-06-09';
    for (const lastDay of ['2026-03-10', '2026-06-10', null]) {
      expect(await refusal('LAST_DAY_OUT_OF_RANGE', consortium.propose({ ...proposed, lastDay }))).toEqual({
        lastDay,
        from: TODAY,
        to,
      });
    }
    expect(await consortium.propose({ ...proposed, lastDay: to })).toMatchObject({ proposal: 'OPEN' });
  });

  it('is not named before the first business day, whose opening ends what was put before', async () => {
    const consortium = new SimulatedConsortium(4);
    await consortium.constitute();
    const proposed = await consortium.proposal([LIST]);
    expect(proposed.lastDay).toBeNull();
    expect(
      await refusal('LAST_DAY_OUT_OF_RANGE', consortium.propose({ ...proposed, lastDay: TODAY })),
    ).toEqual({ lastDay: TODAY, from: null, to: null });
    await consortium.propose(proposed);
    await consortium.moveDay(null, TODAY, 'OPEN');
    expect((await stateOf(consortium, proposed)).status).toBe('LAPSED');
  });

  it('once it is over ends the proposal: nothing carries it any more', async () => {
    const consortium = await openConsortium(4);
    const proposed = { ...(await consortium.proposal([LIST])), lastDay: TODAY };
    await consortium.propose(proposed);
    await consortium.vote(proposed, 'a');
    await consortium.toNextDay('2026-03-12');
    const facts = { proposer: 'kofia', proposalId: proposed.proposalId, status: 'LAPSED' };
    expect(await refusal('PROPOSAL_ENDED', consortium.vote(proposed, 'b'))).toEqual(facts);
    expect(await refusal('PROPOSAL_ENDED', withdrawn(consortium, proposed))).toEqual(facts);
    expect(await consortium.vote(proposed, 'a')).toEqual({ status: 'ALREADY_RECORDED', proposal: 'LAPSED' });
    expect(await stateOf(consortium, proposed)).toMatchObject({ status: 'LAPSED', due: 'LAPSED' });
    expect(await tallied(consortium, proposed)).toEqual({ status: 'RECORDED', proposal: 'LAPSED' });
    expect(await stateOf(consortium, proposed)).toMatchObject({ status: 'LAPSED', due: null });
  });

  it('lets no vote through that was endorsed before and is sent after it', async () => {
    const consortium = await openConsortium(3);
    const proposed = { ...(await consortium.proposal([LIST])), lastDay: TODAY };
    await consortium.propose(proposed);
    const vote = canonicalJson(consortium.voteOf(proposed, 'a'));
    const by = consortium.client('a', 'admin');
    const request = { by, name: transactions.consortium.vote, argument: vote };
    const endorsed = await consortium.channel.endorse(request, consortium.majority);
    await consortium.toNextDay('2026-03-12');
    expect(consortium.channel.commit(endorsed)).toBe('MVCC_READ_CONFLICT');
  });
});

describe('a withdrawal', () => {
  it("is its proposer's, while the proposal is open", async () => {
    const consortium = await openConsortium(4);
    const listing = await put(consortium, [LIST], 'a');
    await consortium.vote(listing, 'b');
    await refusal('NOT_THE_SUBMITTER', withdrawn(consortium, listing, 'b'));
    expect(await withdrawn(consortium, listing)).toEqual({ status: 'RECORDED', proposal: 'WITHDRAWN' });
    expect(await withdrawn(consortium, listing)).toEqual({
      status: 'ALREADY_RECORDED',
      proposal: 'WITHDRAWN',
    });
    expect(await refusal('PROPOSAL_ENDED', consortium.vote(listing, 'c'))).toMatchObject({
      status: 'WITHDRAWN',
    });
    expect(await tallied(consortium, listing)).toEqual({
      status: 'ALREADY_RECORDED',
      proposal: 'WITHDRAWN',
    });
    expect(await stateOf(consortium, listing)).toMatchObject({ status: 'WITHDRAWN', votesFor: ['a', 'b'] });
  });

  it('comes too late for what was carried', async () => {
    const consortium = await openConsortium(4);
    const listing = await put(consortium, [LIST]);
    await votesFor(consortium, listing, 'a', 'b');
    expect(await refusal('PROPOSAL_ENDED', withdrawn(consortium, listing))).toMatchObject({
      status: 'CARRIED',
    });
  });

  it('does not go together with a vote that carries the proposal', async () => {
    const consortium = await openConsortium(4);
    const listing = await put(consortium, [LIST]);
    await consortium.vote(listing, 'a');
    const endorse = (by: string, name: string, document: object) =>
      consortium.channel.endorse(
        { by: consortium.client(by, 'admin'), name, argument: canonicalJson(document) },
        consortium.majority,
      );
    const { proposer, proposalId } = listing;
    const carrying = await endorse('b', transactions.consortium.vote, consortium.voteOf(listing, 'b'));
    const withdrawing = await endorse('kofia', withdraw, { proposer, proposalId });
    expect(consortium.channel.commit(withdrawing)).toBe('VALID');
    expect(consortium.channel.commit(carrying)).toBe('MVCC_READ_CONFLICT');
  });

  it('is not for a suspended proposer, whose proposal stays open to the others', async () => {
    const consortium = await openConsortium(5);
    const listing = await put(consortium, [LIST], 'd');
    await carryBy(consortium, ['a', 'b'], suspend('d'));
    await refusal('NOT_A_MEMBER', withdrawn(consortium, listing));
    await refusal('NOT_A_MEMBER', tallied(consortium, listing, 'd'));
    expect(await votesFor(consortium, listing, 'a', 'b', 'c')).toMatchObject({ proposal: 'CARRIED' });
  });

  it('and a tally are of a proposal that is there', async () => {
    const consortium = await openConsortium(3);
    const named = { proposer: 'kofia', proposalId: 'not-there' };
    for (const sent of [withdrawn(consortium, named), tallied(consortium, named)]) {
      expect(await refusal('PROPOSAL_UNKNOWN', sent)).toEqual(named);
    }
  });
});

describe('the basis of a proposal', () => {
  const later = { ...PARAMETERS, amountTolerance: '100' };
  const setParameters = (changed: typeof PARAMETERS): Action => ({
    kind: 'SET_PARAMETERS',
    parameters: changed,
  });

  it('says what each action found, and is refused when it does not', async () => {
    const consortium = await openConsortium(4);
    const proposed = await consortium.proposal([LIST, setParameters(later)]);
    expect(proposed.basis).toEqual([null, hashOf(PARAMETERS)]);
    const wrong = { ...proposed, basis: [null, hashOf(later)] };
    expect(await refusal('BASIS_MOVED', consortium.propose(wrong))).toEqual({
      position: 1,
      kind: 'SET_PARAMETERS',
    });
    const { problems } = await refusal(
      'INVALID_DOCUMENT',
      consortium.propose({ ...proposed, basis: [null] }),
    );
    expect(problems).toEqual([{ path: '/basis', message: 'one for each action' }]);
  });

  it('that has moved voids the proposal: late parameters undo no later vote', async () => {
    const consortium = await openConsortium(4);
    const old = await put(consortium, [setParameters(later)], 'a');
    await consortium.vote(old, 'b');
    await consortium.carry({ kind: 'CHANGE_CALENDAR', close: ['2026-05-04'], open: [] });
    const hindrance = { position: 0, kind: 'SET_PARAMETERS', reason: 'BASIS_MOVED' };
    expect(await stateOf(consortium, old)).toMatchObject({ status: 'OPEN', due: 'VOID', hindrance });
    expect(await consortium.vote(old, 'c')).toEqual({ status: 'RECORDED', proposal: 'VOID' });
    const { status, votesFor: counted, ...rest } = await stateOf(consortium, old);
    expect([status, counted, rest.hindrance]).toEqual(['VOID', ['a', 'b', 'c'], hindrance]);
    const answer = await consortium.query(consortium.client('a', 'auditor'), parameters);
    expect(answer).toMatchObject({ parameters: { amountTolerance: '0' } });
    expect(await refusal('PROPOSAL_ENDED', consortium.vote(old, 'kofia'))).toMatchObject({ status: 'VOID' });
  });

  it('that has moved ends the proposal by a tally too, whatever the votes', async () => {
    const consortium = await openConsortium(4);
    const old = await put(consortium, [{ kind: 'GRANT_ROLE', member: 'a', role: 'custodian' }], 'b');
    await consortium.carry({ kind: 'GRANT_ROLE', member: 'a', role: 'custodian' });
    expect(await tallied(consortium, old)).toEqual({ status: 'RECORDED', proposal: 'VOID' });
  });

  it('is that of what an action touches: what touches something else is carried beside', async () => {
    const consortium = await openConsortium(4);
    const close = (date: string): Action => ({ kind: 'CHANGE_CALENDAR', close: [date], open: [] });
    const actions: Action[] = [suspend('c'), close('2026-05-04'), LIST];
    const both = await put(consortium, actions, 'a');
    await consortium.vote(both, 'b');
    await consortium.carry({ kind: 'GRANT_ROLE', member: 'b', role: 'custodian' }, close('2026-05-05'), {
      kind: 'LIST_INSTRUMENT',
      instrument: instrumentOf(8),
    });
    expect(await consortium.vote(both, 'kofia')).toMatchObject({ proposal: 'CARRIED' });
  });

  it('of a change of the calendar is the days that it names', async () => {
    const consortium = await openConsortium(4);
    const open: Action = { kind: 'CHANGE_CALENDAR', close: [], open: ['2026-05-04'] };
    const old = await put(consortium, [open], 'a');
    await consortium.carry({ kind: 'CHANGE_CALENDAR', close: ['2026-05-04'], open: [] });
    expect(await votesFor(consortium, old, 'b', 'c')).toMatchObject({ proposal: 'VOID' });
  });

  it('of the supervisor is who it was: two proposals that name one do not follow on each other', async () => {
    const consortium = await openConsortium(4);
    const name = (member: string): Action => ({ kind: 'GRANT_ROLE', member, role: 'supervisor' });
    const old = await put(consortium, [name('a')], 'a');
    await consortium.carry(name('b'));
    expect(await votesFor(consortium, old, 'b', 'c')).toMatchObject({ proposal: 'VOID' });
  });

  it('may stand while an action has become impossible: that ends the proposal as well', async () => {
    const consortium = await openConsortium(3);
    const old = await put(consortium, [suspend('kofia'), suspend('a')], 'b');
    await carryBy(consortium, ['a'], suspend('b'));
    expect(await tallied(consortium, old)).toMatchObject({ proposal: 'VOID' });
    expect((await stateOf(consortium, old)).hindrance).toEqual({
      position: 1,
      kind: 'SUSPEND_MEMBER',
      reason: 'LAST_MEMBER',
    });
    const by = consortium.client('a', 'auditor');
    expect(await consortium.query(by, members)).toMatchObject({
      members: [{ status: 'ACTIVE' }, { status: 'ACTIVE' }, { status: 'SUSPENDED' }],
    });
  });

  it('lets nothing be put to the vote that cannot be done', async () => {
    const consortium = await openConsortium(4);
    const status: Action = { kind: 'SET_INSTRUMENT_STATUS', isin: isinOf(9), status: 'SUSPENDED' };
    const proposed = await consortium.proposal([LIST, suspend('nobody'), status]);
    expect(await refusal('ACTION_IMPOSSIBLE', consortium.propose(proposed))).toEqual({
      position: 1,
      kind: 'SUSPEND_MEMBER',
      reason: 'MEMBER_UNKNOWN',
    });
  });
});

describe('an id of a proposal', () => {
  it('is used once, however the proposal ended', async () => {
    const consortium = await openConsortium(4);
    const listing = await put(consortium, [LIST]);
    await withdrawn(consortium, listing);
    expect(await consortium.propose(listing)).toEqual({
      status: 'ALREADY_RECORDED',
      proposal: 'WITHDRAWN',
    });
    await refusal('ID_TAKEN', consortium.propose({ ...listing, title: 'Once more' }));
  });
});
