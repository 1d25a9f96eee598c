import {
  canonicalJson,
  divideLegs,
  interfirmTransactions,
  splitCompositeKey,
  transactions,
} from '@jangbu/model';
import { statementOf, utiOf } from '@jangbu/model/dist/testing/statements';
import { cancellationConsentOf, consent } from '../../../testing/cancelling';
import type { Envelope } from '../../../testing/channel';
import { openConsortium, type SimulatedConsortium } from '../../../testing/consortium';
import { depositOf, lotsAt, move, splitOf, transferOf, withdrawalOf } from '../../../testing/holding';
import {
  closeSettlement,
  consentToCancelling,
  fail,
  GROSS,
  instructionOf,
  matchedConsortium,
  matchOneMore,
  NET,
  OBLIGATION,
  recordInstructions,
  release,
  reservationOf,
  reserve,
  reserveBoth,
  setTerms,
  settle,
  submitSettlement,
  termsOf,
} from '../../../testing/settling';
import { nameSupervisor, takeOver } from '../../../testing/supervision';
import { matchStated, pageOf, record, recording, saltOf } from '../../../testing/trading';

/** What everybody on the channel sees of a transaction, but for who takes part, when, and the hashes of what they hold. */
interface Shown {
  readonly input: readonly string[];
  readonly answer: string;
  readonly reads: readonly string[];
  readonly ranges: number;
  readonly writes: readonly string[];
}

function shown({ input, answer, set }: Envelope): Shown {
  const names = (keys: Iterable<string>): string[] =>
    [...keys].map((key) => splitCompositeKey(key)?.join('/') ?? key).sort();
  return {
    input,
    answer,
    reads: names(set.reads.keys()),
    ranges: set.ranges.length,
    writes: names(set.writes.keys()),
  };
}

/** What a block shows of whatever members record between them. */
const ALIKE: Shown = {
  input: ['interfirm:record'],
  answer: '{"status":"RECORDED"}',
  reads: ['business-day', 'instrument-part/0', 'instrument-register', 'members', 'parameters'],
  ranges: 0,
  writes: [],
};

/** Notes what blocks show of each transaction from now on, by what its application asked for. */
function watched(consortium: SimulatedConsortium, seen: [string, Shown][]): SimulatedConsortium {
  const { channel } = consortium;
  const endorse = channel.endorse.bind(channel);
  channel.endorse = async (request, endorsers) => {
    const envelope = await endorse(request, endorsers);
    if (request.argument === undefined) seen.push([request.name, shown(envelope)]);
    return envelope;
  };
  return consortium;
}

async function tradeAndHold(seen: [string, Shown][]): Promise<void> {
  const consortium = watched(await matchedConsortium(), seen);
  await matchOneMore(consortium, statementOf(3));
  const [bought, sold] = [statementOf(4), statementOf(4, { side: 'SELL' })];
  const pages = [pageOf('a', 'b', 'bought-04', [bought]), pageOf('b', 'a', 'sold-0004', [sold])];
  for (const page of pages) await record(consortium, page);
  const correcting = pageOf('a', 'b', 'correct-4', [{ uti: utiOf(4), withdraws: 1 }]);
  await record(consortium, correcting);
  await matchStated(consortium, ...pages, correcting);
  await consent(
    consortium,
    cancellationConsentOf('a', 'b', 'consent-1', { uti: utiOf(3), instead: null }),
    [2],
  );
  await consent(
    consortium,
    cancellationConsentOf('b', 'a', 'consent-2', { uti: utiOf(3), instead: null }),
    [2],
  );
  const [won] = await lotsAt(consortium, 'a', { instrument: 'KRW' });
  if (!won) throw new Error('a holds no won');
  await move(consortium, depositOf('deposit-2', 'a', { lotId: 'won-a-002', amount: '5' }));
  await move(
    consortium,
    splitOf(
      'split-001',
      'a',
      [won],
      { lotId: 'half-0001', amount: '1' },
      { lotId: 'half-0002', amount: '10649999' },
    ),
  );
  const [half, rest] = await lotsAt(consortium, 'a', { instrument: 'KRW' });
  if (!half || !rest) throw new Error('a has split nothing');
  await move(
    consortium,
    transferOf('transfer-1', 'a', 'b', [half], { lotId: 'given-001', amount: half.amount }),
  );
  await move(consortium, withdrawalOf('withdraw-1', 'a', rest));
}

async function instructAndSettle(seen: [string, Shown][]): Promise<void> {
  const consortium = watched(await matchedConsortium(), seen);
  await recordInstructions(consortium, NET);
  const [shares, won] = await reserveBoth(consortium);
  await release(consortium, shares);
  const released = canonicalJson({ ...shares, status: 'RELEASED' });
  const again = reservationOf(NET, 0, shares.lot, { round: 2 });
  await reserve(consortium, NET, again, released);
  await settle(consortium, NET, [again, won]);
}

async function divideCancelAndFail(seen: [string, Shown][]): Promise<void> {
  const consortium = watched(await matchedConsortium(), seen);
  await setTerms(consortium, termsOf('b', { round: 2 }), termsOf('b'));
  const rest = instructionOf(
    'instruct-rest',
    { ...OBLIGATION, quantity: '50', amount: '-3500000' },
    { kind: 'GROSS', sequence: 1, uti: utiOf(2) },
  );
  await recordInstructions(consortium, GROSS, rest);
  const consents = ['a', 'b'].map((member) =>
    canonicalJson({
      ...{ type: 'partial-consent', version: 1, member, minimum: '1', salt: saltOf(member) },
      instruction: { creator: GROSS.creator, instructionId: GROSS.instructionId },
    }),
  );
  for (const [i, by] of ['a', 'b'].entries()) {
    const request = { type: 'allow-partial-request', version: 1, instruction: canonicalJson(GROSS) };
    const { allowPartial } = transactions.settlement;
    await submitSettlement(consortium, allowPartial, { ...request, consent: consents[i] }, { by });
  }
  const legs = divideLegs(GROSS, 40n);
  if (!legs) throw new Error('not to be divided');
  const dividedFrom = { creator: GROSS.creator, instructionId: GROSS.instructionId };
  const share = (instructionId: string, own: typeof legs.part): string =>
    canonicalJson({ ...GROSS, instructionId, dividedFrom, legs: own, salt: saltOf(instructionId) });
  await submitSettlement(consortium, transactions.settlement.divide, {
    ...{ type: 'divide-request', version: 1, instruction: canonicalJson(GROSS), consents },
    ...{ part: share('part-00001', legs.part), rest: share('rest-00001', legs.rest) },
  });
  await consentToCancelling(consortium, rest, 'a');
  await closeSettlement(consortium);
  await fail(consortium, rest, [null, null], 'a');
}

async function handOver(seen: [string, Shown][]): Promise<void> {
  const consortium = watched(await openConsortium(), seen);
  await record(consortium, pageOf('a', 'b', 'page-0001', [statementOf(1)]));
  await nameSupervisor(consortium, 'c');
  await takeOver(consortium, 'c', 'a');
  const page = recording(consortium, pageOf('a', 'b', 'page-0002', [statementOf(2)]));
  await consortium.channel.submit(page, consortium.mspIds('a', 'b', 'c'));
}

describe('what a block shows of what members record between them', () => {
  const seen: [string, Shown][] = [];
  beforeAll(async () => {
    await tradeAndHold(seen);
    await instructAndSettle(seen);
    await divideCancelAndFail(seen);
    await handOver(seen);
  });

  it('is the same, whatever it is', () => {
    expect(seen.filter(([, each]) => canonicalJson(each) !== canonicalJson(ALIKE))).toEqual([]);
  });

  it('is the same of what is sent again, but for the answer; and it writes nothing', async () => {
    const consortium = await openConsortium();
    const page = pageOf('a', 'b', 'page-0001', [statementOf(1)]);
    await record(consortium, page);
    const endorsers = consortium.mspIds('a', 'b', 'kofia');
    const again = await consortium.channel.endorse(recording(consortium, page), endorsers);
    expect(shown(again)).toEqual({ ...ALIKE, answer: '{"status":"ALREADY_RECORDED"}' });
    expect(again.set.writtenCollections).toEqual([]);
  });

  it('has been looked at for every transaction of the kind', () => {
    expect([...new Set(seen.map(([name]) => name))].sort()).toEqual([...interfirmTransactions].sort());
  });
});
