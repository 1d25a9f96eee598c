import { AbortedError, RefusedError, UncertainCommitError, type JangbuError } from '../errors';
import {
  deadlinePassed,
  detail,
  endorseFailed,
  mismatch,
  noEndorsers,
  orderersDown,
  peerDown,
  refusalDetail,
  tooMany,
} from '../../../testing/gateway-errors';
import { ScriptedTransport, type Script } from '../../../testing/scripted-transport';
import { contractsOver } from '../../../testing/scripted-contracts';
import type { Endorsers } from './endorsers';
import { DEFAULT_RETRY } from './retry';
import type { Submission } from './submission';
import { VALIDATION } from '../peers/validation-codes';

const ALL: Endorsers = { rule: 'ALL', organizations: ['SkMSP', 'NhMSP', 'KofiaMSP'] };
const FOUR = ['AMSP', 'NhMSP', 'BMSP', 'CMSP'].map((mspId) => ({ rule: 'SIGNED_BY', mspId }) as const);
const TWO_OF_FOUR: Endorsers = { rule: 'POLICY', policy: { rule: 'OUT_OF', count: 2, of: FOUR } };
const lag = {
  code: 'DOCUMENT_NOT_HELD',
  facts: { document: 'trade-page', id: 'nh/p1', members: ['sk'] },
} as const;

function contractsOf(script: Script, ...others: ScriptedTransport[]) {
  const peer = new ScriptedTransport(script);
  return { peer, ...contractsOver('NhMSP', peer, ...others) };
}

function submission(endorsers: Endorsers = ALL): Submission {
  return {
    transaction: 'trades:record',
    transient: { body: 'b' },
    endorsers: () => Promise.resolve(endorsers),
  };
}

async function failure(work: Promise<unknown>): Promise<JangbuError> {
  return work.then(
    () => Promise.reject(new Error('it succeeded')),
    (error: unknown) => error as JangbuError,
  );
}

describe('submitting', () => {
  test('goes through endorsing, ordering and commit once when all is well', async () => {
    const { contracts, peer } = contractsOf({});
    await expect(contracts.submit(submission())).resolves.toEqual({
      status: 'RECORDED',
      answer: '{"status":"RECORDED"}',
      transactionId: 'tx1',
      blockNumber: 7n,
    });
    expect(peer.made.map(({ call }) => call)).toEqual(['ENDORSE', 'SUBMIT', 'COMMIT_STATUS']);
  });

  test('sends nothing for ordering when the endorsers say that it is on the ledger already', async () => {
    const { contracts, peer } = contractsOf({ endorse: ['{"status":"ALREADY_RECORDED"}'] });
    await expect(contracts.submit(submission())).resolves.toMatchObject({ status: 'ALREADY_RECORDED' });
    expect(peer.calls('SUBMIT')).toEqual([]);
  });

  test('names the own organisation first, and all parties', async () => {
    const { contracts, peer } = contractsOf({});
    await contracts.submit(submission());
    const [{ organizations } = { organizations: [] }] = peer.calls('ENDORSE');
    expect(organizations[0]).toBe('NhMSP');
    expect([...organizations].sort()).toEqual(['KofiaMSP', 'NhMSP', 'SkMSP']);
  });

  test.each([
    ['an endorser that lags', endorseFailed(refusalDetail('SkMSP', lag))],
    ['results that differ', mismatch('SkMSP')],
    ['a peer that is restarting', peerDown()],
    ['an endorser that is away', noEndorsers('SkMSP')],
    ['an overloaded peer', tooMany()],
    ['a deadline', deadlinePassed()],
  ])('tries again with the same content after %s', async (_, error) => {
    const { contracts, peer, clock } = contractsOf({ endorse: [error, error, '{"status":"RECORDED"}'] });
    await expect(contracts.submit(submission())).resolves.toMatchObject({ status: 'RECORDED' });
    const contents = peer.calls('ENDORSE').map(({ content }) => content);
    expect(contents).toHaveLength(3);
    expect(new Set(contents).size).toBe(1);
    expect(clock.pauses).toHaveLength(2);
  });

  test('gives up when it has tried often enough, with the last reason', async () => {
    const { contracts, peer } = contractsOf({ endorse: [mismatch('SkMSP')] });
    const error = await failure(contracts.submit(submission()));
    expect(error.name).toBe('DisagreementError');
    expect(error.retryable).toBe(true);
    expect(peer.calls('ENDORSE')).toHaveLength(DEFAULT_RETRY.attempts);
  });

  test('a passing refusal that stays is passed on after some seconds, not after a minute', async () => {
    const { contracts, clock } = contractsOf({ endorse: [endorseFailed(refusalDetail('NhMSP', lag))] });
    const before = clock.now();
    expect(await failure(contracts.submit(submission()))).toMatchObject({ code: 'DOCUMENT_NOT_HELD' });
    const { lagPatienceMs, longestPauseMs } = DEFAULT_RETRY;
    expect(clock.now() - before).toBeGreaterThanOrEqual(lagPatienceMs);
    expect(clock.now() - before).toBeLessThan(lagPatienceMs + longestPauseMs);
  });

  test('does not try again what stays wrong', async () => {
    const { contracts, peer } = contractsOf({
      endorse: [endorseFailed(refusalDetail('NhMSP', { code: 'DAY_NOT_OPENED', facts: {} }))],
    });
    const error = await failure(contracts.submit(submission()));
    expect(error).toBeInstanceOf(RefusedError);
    expect(peer.calls('ENDORSE')).toHaveLength(1);
  });

  test('pauses double from try to try, up to the longest', async () => {
    const { contracts, clock } = contractsOf({ endorse: [mismatch('SkMSP')] });
    await failure(contracts.submit(submission()));
    const { firstPauseMs, longestPauseMs } = DEFAULT_RETRY;
    // The test's clock draws one half each time, which shortens a pause by a quarter.
    expect(clock.pauses.slice(0, 3)).toEqual([1, 2, 4].map((times) => firstPauseMs * times * 0.75));
    expect(clock.pauses.at(-1)).toBe(longestPauseMs * 0.75);
  });
});

describe('choosing endorsers of a public fact', () => {
  test('an organisation that failed is swapped for one believed alive', async () => {
    const { contracts, peer } = contractsOf({ endorse: [] });
    const down = new Set<string>(['AMSP', 'BMSP']);
    const endorse = peer.endorse.bind(peer);
    peer.endorse = (proposed, limits) => {
      const away = proposed.organizations.filter((mspId) => down.has(mspId));
      if (away.length === 0) return endorse(proposed, limits);
      return Promise.reject(
        endorseFailed(...away.map((mspId) => detail(mspId, 'rpc error: code = Unavailable'))),
      );
    };
    await contracts.submit(submission(TWO_OF_FOUR));
    expect(peer.calls('ENDORSE').at(-1)?.organizations).toEqual(['NhMSP', 'CMSP']);
    await contracts.submit(submission(TWO_OF_FOUR));
    expect(peer.calls('ENDORSE')).toHaveLength(2);
  });

  test('the own organisation, too, is swapped while its chaincode is away', async () => {
    const dead = detail('NhMSP', 'error in simulation: could not launch chaincode jangbu');
    const { contracts, peer } = contractsOf({ endorse: [endorseFailed(dead), '{"status":"RECORDED"}'] });
    await contracts.submit(submission(TWO_OF_FOUR));
    const [first, second] = peer.calls('ENDORSE').map(({ organizations }) => organizations);
    expect(first).toContain('NhMSP');
    expect(second).not.toContain('NhMSP');
  });

  test('whoever let a deadline pass is not asked again at once', async () => {
    const { contracts, peer } = contractsOf({ endorse: [deadlinePassed(), '{"status":"RECORDED"}'] });
    await contracts.submit(submission(TWO_OF_FOUR));
    const [first = [], second = []] = peer.calls('ENDORSE').map(({ organizations }) => organizations);
    expect(first.filter((mspId) => mspId !== 'NhMSP' && second.includes(mspId))).toEqual([]);
  });

  test('the members are read anew when the endorsers disagree', async () => {
    const { contracts } = contractsOf({ endorse: [mismatch('AMSP'), '{"status":"RECORDED"}'] });
    const asked: boolean[] = [];
    await contracts.submit({
      transaction: 'x',
      endorsers: (doubtful) => {
        asked.push(doubtful);
        return Promise.resolve(TWO_OF_FOUR);
      },
    });
    expect(asked).toEqual([false, true]);
  });
});

describe('an uncertain submit', () => {
  test('is settled by the commit status when it went through after all', async () => {
    const { contracts, peer } = contractsOf({ submit: [orderersDown()] });
    await expect(contracts.submit(submission())).resolves.toMatchObject({ transactionId: 'tx1' });
    expect(peer.calls('SUBMIT')).toHaveLength(1);
  });

  test('is settled by the same envelope when it had been lost', async () => {
    const { contracts, peer } = contractsOf({
      submit: [deadlinePassed(), 'OK'],
      commitStatus: [deadlinePassed(), VALIDATION.VALID],
    });
    await expect(contracts.submit(submission())).resolves.toMatchObject({ transactionId: 'tx1' });
    expect(peer.calls('SUBMIT').map(({ transactionId }) => transactionId)).toEqual(['tx1', 'tx1']);
    expect(peer.calls('ENDORSE')).toHaveLength(1);
  });

  test("is settled by the ledger's own answer when nobody tells its status", async () => {
    const { contracts, peer } = contractsOf({
      endorse: ['{"status":"RECORDED"}', '{"status":"ALREADY_RECORDED"}'],
      commitStatus: [deadlinePassed()],
    });
    await expect(contracts.submit(submission())).resolves.toMatchObject({ status: 'ALREADY_RECORDED' });
    expect(peer.calls('ENDORSE')).toHaveLength(2);
  });

  test('stays uncertain, with its transaction, when the ledger cannot be asked any more', async () => {
    const { contracts } = contractsOf({
      endorse: ['{"status":"RECORDED"}', peerDown()],
      commitStatus: [peerDown()],
    });
    const error = await failure(contracts.submit(submission()));
    expect(error).toBeInstanceOf(UncertainCommitError);
    expect(error.transactionId).toBe('tx1');
    expect(error.retryable).toBe(true);
  });

  test('a second copy in a later block does not hide that the first one counted', async () => {
    const { contracts } = contractsOf({ commitStatus: [VALIDATION.DUPLICATE_TXID, VALIDATION.VALID] });
    await expect(contracts.submit(submission())).resolves.toMatchObject({ transactionId: 'tx1' });
  });
});

describe('an invalid transaction', () => {
  test.each([
    ['MVCC_READ_CONFLICT', VALIDATION.MVCC_READ_CONFLICT],
    ['PHANTOM_READ_CONFLICT', VALIDATION.PHANTOM_READ_CONFLICT],
  ])('after %s it is endorsed anew, with the same content', async (_, code) => {
    const { contracts, peer } = contractsOf({ commitStatus: [code, VALIDATION.VALID] });
    await expect(contracts.submit(submission())).resolves.toMatchObject({ transactionId: 'tx2' });
    expect(new Set(peer.calls('ENDORSE').map(({ content }) => content)).size).toBe(1);
  });

  test('that always comes too late ends as ConflictError', async () => {
    const { contracts } = contractsOf({ commitStatus: [VALIDATION.MVCC_READ_CONFLICT] });
    expect((await failure(contracts.submit(submission()))).name).toBe('ConflictError');
  });

  test('for want of endorsements is tried with the members read anew, but not for ever', async () => {
    const { contracts, peer } = contractsOf({ commitStatus: [VALIDATION.ENDORSEMENT_POLICY_FAILURE] });
    const error = await failure(contracts.submit(submission()));
    expect(error).toMatchObject({ name: 'CommitFailedError', validation: 'ENDORSEMENT_POLICY_FAILURE' });
    expect(peer.calls('SUBMIT')).toHaveLength(3);
  });

  test('for any other reason ends at once', async () => {
    const { contracts, peer } = contractsOf({ commitStatus: [VALIDATION.BAD_CREATOR_SIGNATURE] });
    const error = await failure(contracts.submit(submission()));
    expect(error).toMatchObject({ name: 'CommitFailedError', retryable: false, transactionId: 'tx1' });
    expect(peer.calls('SUBMIT')).toHaveLength(1);
  });
});

describe("the member's own peers", () => {
  test('another one takes over when one is away', async () => {
    const second = new ScriptedTransport({}, 'peer1');
    const { contracts, peer } = contractsOf({ endorse: [peerDown()] }, second);
    await contracts.submit(submission());
    expect(peer.calls('ENDORSE')).toHaveLength(1);
    expect(second.made.map(({ call }) => call)).toEqual(['ENDORSE', 'SUBMIT', 'COMMIT_STATUS']);
  });

  test('another one is asked for the fate of what was sent through one that went away', async () => {
    const second = new ScriptedTransport({ commitStatus: [VALIDATION.VALID] }, 'peer1');
    const { contracts } = contractsOf({ submit: [peerDown()] }, second);
    await expect(contracts.submit(submission())).resolves.toMatchObject({ transactionId: 'tx1' });
    expect(second.calls('COMMIT_STATUS').map(({ transactionId }) => transactionId)).toEqual(['tx1']);
  });

  test('a query goes on at another one', async () => {
    const second = new ScriptedTransport({ evaluate: ['"answer"'] }, 'peer1');
    const { contracts } = contractsOf({ evaluate: [peerDown()] }, second);
    await expect(contracts.evaluate({ transaction: 'q' })).resolves.toBe('"answer"');
  });
});

describe('stopping', () => {
  test('a signal stops the tries', async () => {
    const controller = new AbortController();
    const { contracts, peer, clock } = contractsOf({ endorse: [mismatch('SkMSP')] });
    clock.sleep = () => {
      controller.abort(new Error('enough'));
      return Promise.resolve();
    };
    const error = await failure(contracts.submit(submission(), { signal: controller.signal }));
    expect(error).toMatchObject({ name: 'AbortedError', by: 'SIGNAL' });
    expect(peer.calls('ENDORSE')).toHaveLength(1);
  });

  test('a signal that comes after sending leaves the transaction id', async () => {
    const controller = new AbortController();
    const { contracts, peer } = contractsOf({ commitStatus: [deadlinePassed()] });
    const submit = peer.submit.bind(peer);
    peer.submit = (endorsed) => {
      controller.abort();
      return submit(endorsed);
    };
    const error = await failure(contracts.submit(submission(), { signal: controller.signal }));
    expect(error).toMatchObject({ name: 'AbortedError', transactionId: 'tx1' });
  });

  test('closing stops what is under way, and what comes after', async () => {
    const { contracts, clock } = contractsOf({ endorse: [mismatch('SkMSP')] });
    clock.sleep = () => {
      contracts.close();
      return Promise.resolve();
    };
    expect(await failure(contracts.submit(submission()))).toMatchObject({
      name: 'AbortedError',
      by: 'CLOSE',
    });
    expect(await failure(contracts.evaluate({ transaction: 'q' }))).toBeInstanceOf(AbortedError);
  });
});
