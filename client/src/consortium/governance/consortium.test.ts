import {
  hashOf,
  type FoundingList,
  type MembersDocument,
  type ParametersDocument,
  type ProposalState,
} from '@jangbu/model';
import { DaysFacade } from '../days/days';
import { mismatch, refusalDetail, endorseFailed } from '../../../testing/gateway-errors';
import { contractsOver } from '../../../testing/scripted-contracts';
import { ScriptedTransport } from '../../../testing/scripted-transport';
import { ConsortiumFacade } from './consortium-facade';
import { Members } from './members';

function members(...ids: readonly string[]): MembersDocument {
  return {
    type: 'members',
    version: 1,
    foundingHash: 'h',
    members: ids.map((id) => ({
      id,
      mspId: `${id}MSP`,
      name: { en: id, ko: id },
      lei: '00000000000000000098',
      status: 'ACTIVE',
      roles: id === 'kofia' ? ['supervisor'] : [],
    })),
  };
}

const FIVE = ['kofia', 'nh', 'sk', 'kb', 'kiwoom'];
const mspIdsOf = (ids: readonly string[]): string[] => ids.map((id) => `${id}MSP`);
const parameters: ParametersDocument = {
  type: 'parameters',
  version: 1,
  parameters: {
    amountTolerance: '0',
    tradeDateWindow: { past: 5, future: 0 },
    settlementRules: [{ kind: 'DEFAULT', from: '2000-01-01', cycle: 2 }],
    closedDays: ['2026-12-25'],
  },
};

/** What a peer tells of an open proposal. */
function stateOf(proposal: ProposalState['proposal']): ProposalState {
  const counted = { votesFor: ['kofia'], votesAgainst: [], majority: 3, members: 5 };
  return { proposal, status: 'OPEN', ...counted, due: null, hindrance: null };
}

const SUSPENDING: ProposalState['proposal'] = {
  type: 'proposal',
  version: 1,
  proposer: 'kofia',
  proposalId: 'proposal-1',
  title: 't',
  actions: [{ kind: 'SUSPEND_MEMBER', member: 'kb' }],
  lastDay: '2026-12-31',
  basis: [null],
};

/** A member's facades over a peer that answers queries by name: about any proposal, if not told otherwise. */
function facades(
  answers: Readonly<Record<string, unknown>>,
  script: ConstructorParameters<typeof ScriptedTransport>[0] = {},
) {
  const peer = new ScriptedTransport(script);
  const asked: string[] = [];
  peer.evaluate = ({ transaction }) => {
    asked.push(transaction);
    const answer = { 'consortium:proposal': stateOf(SUSPENDING), ...answers }[transaction];
    return Promise.resolve(
      JSON.stringify(typeof answer === 'function' ? (answer as () => unknown)() : (answer ?? null)),
    );
  };
  const { contracts } = contractsOver('nhMSP', peer);
  const known = new Members(contracts);
  return {
    peer,
    asked,
    known,
    consortium: new ConsortiumFacade(contracts, known, 'nh'),
    days: new DaysFacade(contracts, known, {
      channel: 'interfirm',
      chaincode: 'jangbu',
      member: 'nh',
      certificate: 'a certificate',
      sign: () => Promise.resolve(new Uint8Array(64)),
    }),
  };
}

/** The documents that were proposed, in order. */
function sent(peer: ScriptedTransport): unknown[] {
  return peer.calls('ENDORSE').map(({ content }) => {
    const { argument } = JSON.parse(content) as { argument: string };
    return JSON.parse(argument) as unknown;
  });
}

describe('founding', () => {
  const list: FoundingList = {
    type: 'founding-list',
    version: 1,
    channel: 'interfirm',
    members: members(...FIVE).members.map(({ id, mspId, name, lei }) => ({ id, mspId, name, lei })),
  };

  test('asks whom the channel wants, before any members are on the ledger', async () => {
    const { consortium, peer, asked } = facades({}, { channel: [mspIdsOf(FIVE)] });
    await expect(consortium.found(list)).resolves.toMatchObject({ status: 'RECORDED', blockNumber: 7n });
    const [call] = peer.calls('ENDORSE');
    expect(call?.organizations).toHaveLength(3);
    expect(call?.organizations[0]).toBe('nhMSP');
    expect(asked).toEqual([]);
  });

  test('a list that does not fit is not sent', async () => {
    const { consortium, peer } = facades({});
    await expect(consortium.found({ ...list, members: [] })).rejects.toMatchObject({
      name: 'InputError',
      problems: [{ path: '/members' }],
    });
    expect(peer.made).toEqual([]);
  });
});

describe('votes', () => {
  const answers = { 'consortium:members': members(...FIVE), 'consortium:parameters': parameters };
  const id = { proposer: 'kofia', proposalId: 'proposal-1' };
  const actions = [{ kind: 'SUSPEND_MEMBER', member: 'kb' } as const];
  const basis = [hashOf(members(...FIVE).members.find((member) => member.id === 'kb'))];

  test('a proposal goes out in the own name, endorsed by more than half', async () => {
    const { consortium, peer } = facades(answers, {
      channel: [mspIdsOf(FIVE)],
      endorse: ['{"status":"RECORDED","proposal":"OPEN"}'],
    });
    const outcome = await consortium.propose({ title: 'KB is out', actions });
    expect(outcome).toMatchObject({ proposer: 'nh', proposal: 'OPEN', status: 'RECORDED' });
    expect(sent(peer)).toEqual([
      {
        type: 'proposal',
        version: 1,
        proposer: 'nh',
        proposalId: outcome.proposalId,
        title: 'KB is out',
        actions,
        lastDay: null,
        basis,
      },
    ]);
    expect(peer.calls('ENDORSE')[0]?.organizations).toHaveLength(3);
  });

  test('a proposal is open for a month where its proposer does not say, on what the own peer has', async () => {
    const { consortium, peer } = facades({
      ...answers,
      'consortium:parameters': parameters,
      'days:current': { type: 'business-day', version: 1, date: '2026-12-24', phase: 'OPEN', sequence: 5 },
    });
    const inForce = parameters.parameters;
    const setting = { kind: 'SET_PARAMETERS', parameters: { ...inForce, amountTolerance: '9' } } as const;
    await consortium.propose({ title: 'Tolerance', actions: [setting] });
    await consortium.propose({ title: 'Soon', actions, lastDay: '2026-12-30', basis: [null] });
    expect(sent(peer)).toMatchObject([
      { lastDay: '2027-01-23', basis: [hashOf(inForce)] },
      { lastDay: '2026-12-30', basis: [null] },
    ]);
  });

  test('a proposal sent again under its id is the former one, with its last day and its basis', async () => {
    const proposalId = 'suspending-kb';
    const former = { ...SUSPENDING, proposer: 'nh', proposalId, title: 'KB is out', actions };
    const made = { ...former, lastDay: '2026-12-30', basis: ['ab'.repeat(32)] };
    const { consortium, peer } = facades({ ...answers, 'consortium:proposal': stateOf(made) });
    await consortium.propose({ title: 'KB is out', actions, proposalId });
    await consortium.propose({ title: 'KB is in', actions, proposalId });
    expect(sent(peer)).toEqual([made, { ...made, title: 'KB is in', lastDay: null, basis }]);
  });

  test('a tally and a withdrawal name the proposal', async () => {
    const { consortium, peer } = facades(answers, {
      endorse: ['{"status":"RECORDED","proposal":"LAPSED"}', '{"status":"RECORDED","proposal":"WITHDRAWN"}'],
    });
    await expect(consortium.tally(id)).resolves.toMatchObject({ ...id, proposal: 'LAPSED' });
    await expect(consortium.withdraw(id)).resolves.toMatchObject({ ...id, proposal: 'WITHDRAWN' });
    expect(sent(peer)).toEqual([id, id]);
    await expect(consortium.tally({ ...id, proposalId: 'x' })).rejects.toMatchObject({ name: 'InputError' });
  });

  test('a vote tells whether it carried the proposal', async () => {
    const { consortium, peer } = facades(answers, {
      endorse: ['{"status":"RECORDED","proposal":"CARRIED"}'],
    });
    await expect(consortium.vote({ ...id, choice: 'FOR' })).resolves.toMatchObject({ proposal: 'CARRIED' });
    expect(sent(peer)).toEqual([{ type: 'vote', version: 1, ...id, voter: 'nh', choice: 'FOR' }]);
  });

  test('a member that owns lots is not for its own naming as supervisor', async () => {
    const actions = [{ kind: 'GRANT_ROLE', member: 'nh', role: 'supervisor' } as const];
    const proposal = { ...SUSPENDING, ...id, actions, lastDay: null };
    const position = { instrument: 'KRW', accountKind: 'HOUSE', free: '0', reserved: '0' };
    const voting = (held: object) => {
      const known = { 'consortium:proposal': stateOf(proposal), 'holdings:positions': [position, held] };
      return facades({ ...answers, ...known }, { endorse: ['{"status":"RECORDED","proposal":"OPEN"}'] });
    };
    const owner = voting({ ...position, reserved: '5' });
    const { consortium } = owner;
    await expect(consortium.propose({ title: 'Me', actions })).rejects.toThrow('its lots first');
    await expect(consortium.vote({ ...id, choice: 'FOR' })).rejects.toMatchObject({ name: 'InputError' });
    expect(sent(owner.peer)).toEqual([]);
    await expect(consortium.vote({ ...id, choice: 'AGAINST' })).resolves.toMatchObject({ proposal: 'OPEN' });
    await expect(voting(position).consortium.vote({ ...id, choice: 'FOR' })).resolves.toMatchObject({
      proposal: 'OPEN',
    });
  });

  test('a vote that was cast before is answered without another transaction', async () => {
    const { consortium, peer } = facades(answers, {
      endorse: ['{"status":"ALREADY_RECORDED","proposal":"CARRIED"}'],
    });
    await expect(consortium.vote({ ...id, choice: 'FOR' })).resolves.toEqual({
      status: 'ALREADY_RECORDED',
      proposal: 'CARRIED',
      ...id,
    });
    expect(peer.calls('SUBMIT')).toEqual([]);
  });

  test("a proposal's state is read, and an answer of another shape is not taken for one", async () => {
    const state = stateOf(SUSPENDING);
    const good = facades({ 'consortium:proposals': [state] });
    await expect(good.consortium.proposals()).resolves.toEqual([state]);
    const odd = facades({ 'consortium:proposals': [{ ...state, status: 'MAYBE' }] });
    await expect(odd.consortium.proposals()).rejects.toMatchObject({ name: 'PeerError' });
  });
});

describe('who endorses what concerns everyone', () => {
  const vote = { proposer: 'kofia', proposalId: 'proposal-1', choice: 'FOR' } as const;

  test('is read once for many transactions, from the own peer', async () => {
    const { consortium, peer, asked } = facades({});
    await Promise.all([1, 2, 3].map(() => consortium.vote(vote)));
    expect(peer.calls('ENDORSING_FACTS')).toHaveLength(1);
    expect(new Set(asked)).toEqual(new Set(['consortium:proposal']));
  });

  test('is read anew when the endorsers disagree', async () => {
    const { consortium, peer } = facades(
      {},
      {
        channel: [mspIdsOf(['kofia', 'nh', 'sk']), mspIdsOf(FIVE)],
        endorse: [mismatch('skMSP'), '{"status":"RECORDED"}'],
      },
    );
    await consortium.vote(vote);
    expect(peer.calls('ENDORSE').map(({ organizations }) => organizations.length)).toEqual([2, 3]);
  });

  test('stays as many as the channel wants while a member is suspended on the ledger', async () => {
    const ids = Array.from({ length: 22 }, (_, i) => (i === 0 ? 'nh' : `firm${i}`));
    const document = members(...ids);
    const [suspended, ...others] = document.members;
    const { consortium, peer } = facades(
      { 'consortium:members': { ...document, members: [{ ...suspended, status: 'SUSPENDED' }, ...others] } },
      { channel: [mspIdsOf(ids)] },
    );
    await consortium.vote(vote);
    expect(peer.calls('ENDORSE')[0]?.organizations).toHaveLength(12);
  });
});

describe('the members as the SDK knows them', () => {
  test('are read anew before a party is called unknown', async () => {
    let read = 0;
    const answer = (): MembersDocument => {
      read += 1;
      return read === 1 ? members('kofia', 'nh') : members('kofia', 'nh', 'sk');
    };
    const { known } = facades({ 'consortium:members': answer });
    await expect(known.partiesAndSupervisor(['nh', 'sk'])(false)).resolves.toEqual({
      rule: 'ALL',
      organizations: ['nhMSP', 'skMSP', 'kofiaMSP'],
    });
    await expect(known.partiesAndSupervisor(['nh', 'gone'])(false)).rejects.toMatchObject({
      code: 'MEMBER_UNKNOWN',
      facts: { member: 'gone' },
      refusedBy: [],
    });
  });

  test('without a supervisor no private fact can be endorsed', async () => {
    const { known } = facades({ 'consortium:members': members('nh', 'sk') });
    await expect(known.partiesAndSupervisor(['nh', 'sk'])(false)).rejects.toMatchObject({
      code: 'NO_SUPERVISOR',
    });
  });
});

describe('the business day', () => {
  const open = { type: 'business-day', version: 1, date: '2026-12-24', phase: 'OPEN', sequence: 5 };
  const answers = {
    'consortium:members': members(...FIVE),
    'consortium:parameters': parameters,
    'days:current': open,
  };

  test('moves from where it stands', async () => {
    const { days, peer } = facades(answers);
    await days.move({ date: '2026-12-24', phase: 'RESERVATION_CLOSED' });
    expect(sent(peer)).toEqual([
      {
        type: 'day-move',
        version: 1,
        from: { date: '2026-12-24', phase: 'OPEN', sequence: 5 },
        to: { date: '2026-12-24', phase: 'RESERVATION_CLOSED' },
      },
    ]);
  });

  test('the next one opens after all phases that are left, past weekend and holidays', async () => {
    const { days, peer } = facades(answers);
    await expect(days.openNext()).resolves.toMatchObject({ date: '2026-12-28', phase: 'OPEN', sequence: 10 });
    expect(sent(peer)).toMatchObject([
      { from: { phase: 'OPEN', sequence: 5 }, to: { phase: 'RESERVATION_CLOSED' } },
      { from: { phase: 'RESERVATION_CLOSED', sequence: 6 }, to: { phase: 'SETTLEMENT_CLOSED' } },
      { from: { phase: 'SETTLEMENT_CLOSED', sequence: 7 }, to: { phase: 'MATCHING_CLOSED' } },
      { from: { phase: 'MATCHING_CLOSED', sequence: 8 }, to: { phase: 'CLOSED' } },
      { from: { phase: 'CLOSED', sequence: 9 }, to: { date: '2026-12-28', phase: 'OPEN' } },
    ]);
  });

  test('the first one has to be named', async () => {
    const { days, peer } = facades({ ...answers, 'days:current': null });
    await expect(days.openNext()).rejects.toMatchObject({ name: 'InputError' });
    await days.move({ date: '2026-12-24', phase: 'OPEN' });
    expect(sent(peer)).toMatchObject([{ from: null, to: { date: '2026-12-24', phase: 'OPEN' } }]);
  });

  test('a move that the contracts refuse is told with its facts', async () => {
    const refused = { code: 'DAY_MOVE_IMPOSSIBLE', facts: { reason: 'NOT_NEXT_PHASE' } } as const;
    const { days } = facades(answers, { endorse: [endorseFailed(refusalDetail('nhMSP', refused))] });
    await expect(days.move({ date: '2026-12-24', phase: 'CLOSED' })).rejects.toMatchObject(refused);
  });
});
