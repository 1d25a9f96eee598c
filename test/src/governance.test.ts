import { randomBytes } from 'node:crypto';
import type { Ledger } from '@jangbu/client';
import { RefusedError } from '@jangbu/client';
import { isinCheckDigit } from '@jangbu/model';
import { foundingList } from '@jangbu/network';
import { connectAs, type NetworkContext } from 'jangbu';
import { sharedNetwork } from './network/networks';

/** An ISIN that no other run of the tests lists. */
function freshIsin(): string {
  const body = `KR7${randomBytes(4).toString('hex').toUpperCase()}`;
  return `${body}${isinCheckDigit(body)}`;
}

function listing(isin: string): Parameters<Ledger['consortium']['propose']>[0] {
  const instrument = {
    isin,
    name: { en: 'A test', ko: '시험' },
    kind: 'EQUITY',
    quantityScale: 0,
    priceScale: 0,
    currency: 'KRW',
    status: 'ACTIVE',
  } as const;
  return { title: 'List an instrument', actions: [{ kind: 'LIST_INSTRUMENT', instrument }] };
}

describe('governance by 22 members', () => {
  let context: NetworkContext;
  let admins: Ledger[];

  beforeAll(async () => {
    context = await sharedNetwork();
    admins = await Promise.all(context.consortium.members.map(({ id }) => connectAs(context, id, 'admin')));
  });

  afterAll(() => Promise.all(admins.map((admin) => admin.close())));

  function admin(position: number): Ledger {
    const found = admins[position];
    if (!found) throw new Error(`no member ${position}`);
    return found;
  }

  /** As the peer of the member in this position sees it: its own vote's block is there, others' may be a moment late. */
  async function isListed(isin: string, position: number): Promise<boolean> {
    return (await admin(position).consortium.instruments([isin])).length > 0;
  }

  /** Proposes, and has members vote until so many are for it. */
  async function proposeWithVotes(
    isin: string,
    votes: number,
  ): Promise<{ proposer: string; proposalId: string }> {
    const { proposer, proposalId } = await admin(1).consortium.propose(listing(isin));
    for (let voter = 2; voter <= votes; voter += 1) {
      await admin(voter).consortium.vote({ proposer, proposalId, choice: 'FOR' });
    }
    return { proposer, proposalId };
  }

  test('with 11 votes nothing changes; the 12th carries it', async () => {
    const isin = freshIsin();
    const reference = await proposeWithVotes(isin, 11);
    const open = await admin(11).consortium.proposal(reference);
    expect(open).toMatchObject({ status: 'OPEN', majority: 12, members: 22 });
    expect(open.votesFor).toHaveLength(11);
    expect(await isListed(isin, 11)).toBe(false);

    const deciding = await admin(12).consortium.vote({ ...reference, choice: 'FOR' });
    expect(deciding.proposal).toBe('CARRIED');
    expect(await isListed(isin, 12)).toBe(true);
  });

  test('two deciding votes sent at once both end well, and it is carried once', async () => {
    const isin = freshIsin();
    const reference = await proposeWithVotes(isin, 11);
    const outcomes = await Promise.all(
      [12, 13].map((voter) => admin(voter).consortium.vote({ ...reference, choice: 'FOR' })),
    );
    expect(outcomes.map(({ proposal }) => proposal)).toEqual(['CARRIED', 'CARRIED']);
    // The first of the two decided; the other stands beside the decision.
    const state = await admin(12).consortium.proposal(reference);
    expect(state).toMatchObject({ status: 'CARRIED', majority: 12 });
    expect(state.votesFor).toHaveLength(12);
    expect(await isListed(isin, 12)).toBe(true);
    const again = await Promise.all(
      [12, 13].map((voter) => admin(voter).consortium.vote({ ...reference, choice: 'FOR' })),
    );
    expect(again.map(({ status }) => status)).toEqual(['ALREADY_RECORDED', 'ALREADY_RECORDED']);
  });

  test('a vote may be changed while the proposal is open; the same again changes nothing', async () => {
    const { proposer, proposalId } = await admin(3).consortium.propose(listing(freshIsin()));
    await admin(4).consortium.vote({ proposer, proposalId, choice: 'AGAINST' });
    await admin(4).consortium.vote({ proposer, proposalId, choice: 'AGAINST' });
    let state = await admin(4).consortium.proposal({ proposer, proposalId });
    expect([state.votesFor.length, state.votesAgainst.length]).toEqual([1, 1]);
    await admin(4).consortium.vote({ proposer, proposalId, choice: 'FOR' });
    state = await admin(4).consortium.proposal({ proposer, proposalId });
    expect([state.votesFor.length, state.votesAgainst.length]).toEqual([2, 0]);
  });

  test('a proposal is withdrawn by its proposer; a tally of an open one changes nothing', async () => {
    const { proposer, proposalId } = await admin(3).consortium.propose(listing(freshIsin()));
    await expect(admin(4).consortium.tally({ proposer, proposalId })).resolves.toMatchObject({
      status: 'ALREADY_RECORDED',
      proposal: 'OPEN',
    });
    await expect(admin(4).consortium.withdraw({ proposer, proposalId })).rejects.toMatchObject({
      code: 'NOT_THE_SUBMITTER',
    });
    await expect(admin(3).consortium.withdraw({ proposer, proposalId })).resolves.toMatchObject({
      status: 'RECORDED',
      proposal: 'WITHDRAWN',
    });
    const vote = admin(3).consortium.vote({ proposer, proposalId, choice: 'AGAINST' });
    await expect(vote).rejects.toMatchObject({ code: 'PROPOSAL_ENDED', facts: { status: 'WITHDRAWN' } });
  });

  test('a proposal made on what has been changed since ends as void, with its majority', async () => {
    const isin = freshIsin();
    await proposeWithVotes(isin, 12);
    const status = (to: 'SUSPENDED' | 'MATURED') => ({
      title: `An instrument ${to}`,
      actions: [{ kind: 'SET_INSTRUMENT_STATUS', isin, status: to } as const],
    });
    const carry = async (proposal: ReturnType<typeof status>): Promise<string> => {
      const { proposer, proposalId } = await admin(12).consortium.propose(proposal);
      let last = 'OPEN';
      for (let voter = 1; last === 'OPEN' && voter < 12; voter += 1) {
        ({ proposal: last } = await admin(voter).consortium.vote({ proposer, proposalId, choice: 'FOR' }));
      }
      return last;
    };
    const old = await admin(12).consortium.propose(status('SUSPENDED'));
    expect(await carry(status('MATURED'))).toBe('CARRIED');
    const reference = { proposer: old.proposer, proposalId: old.proposalId };
    await expect(admin(12).consortium.tally(reference)).resolves.toMatchObject({ proposal: 'VOID' });
    await expect(admin(12).consortium.proposal(reference)).resolves.toMatchObject({
      status: 'VOID',
      hindrance: { position: 0, reason: 'BASIS_MOVED' },
    });
  });

  test('a trader neither proposes nor votes', async () => {
    const trader = await connectAs(context, 'nh', 'trader');
    try {
      await expect(trader.consortium.propose(listing(freshIsin()))).rejects.toMatchObject({
        code: 'ROLE_REQUIRED',
      });
    } finally {
      await trader.close();
    }
  });

  test('a founding list other than the approved one is refused', async () => {
    const list = foundingList(context.consortium);
    const [first, ...rest] = list.members;
    if (!first) throw new Error('no members');
    const smaller = { ...list, members: rest };
    const renamed = {
      ...list,
      members: [{ ...first, name: { ...first.name, en: 'Somebody Else' } }, ...rest],
    };
    for (const other of [smaller, renamed]) {
      const call = admin(1).consortium.found(other);
      await expect(call).rejects.toBeInstanceOf(RefusedError);
      await expect(call).rejects.toMatchObject({ code: 'FOUNDING_LIST_MISMATCH' });
    }
  });

  test('the approved founding list, sent again, changes nothing', async () => {
    await expect(admin(1).consortium.found(foundingList(context.consortium))).resolves.toBeDefined();
    expect((await admin(1).consortium.members()).members).toHaveLength(22);
  });
});
