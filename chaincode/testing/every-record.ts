import { canonicalJson, divideLegs, settlementOf, transactions } from '@jangbu/model';
import { statementOf, utiOf } from '@jangbu/model/dist/testing/statements';
import { cancellationConsentOf, consent } from './cancelling';
import { openConsortium, TODAY, type SimulatedConsortium } from './consortium';
import { depositOf, lotsAt, move, splitOf, transferOf, withdrawalOf } from './holding';
import {
  claim,
  closeSettlement,
  consentToCancelling,
  fail,
  GROSS,
  instructionOf,
  lotOf,
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
  settleWithout,
  SHARES,
  submitSettlement,
  termsOf,
} from './settling';
import { nameSupervisor, takeOver } from './supervision';
import { matchStated, pageOf, record, recording, saltOf } from './trading';

/** Looks on while a consortium works. */
export type Watch = (consortium: SimulatedConsortium) => SimulatedConsortium;

async function tradeAndHold(watch: Watch): Promise<void> {
  const consortium = watch(await matchedConsortium());
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

async function instructAndSettle(watch: Watch): Promise<void> {
  const consortium = watch(await matchedConsortium());
  await recordInstructions(consortium, NET);
  const shares = reservationOf(NET, 0, await lotOf(consortium, 'b', SHARES));
  await reserve(consortium, NET, shares);
  await release(consortium, shares);
  await settle(consortium, NET, await reserveBoth(consortium));
}

async function settleWithoutOne(watch: Watch): Promise<void> {
  const consortium = watch(await matchedConsortium());
  await recordInstructions(consortium, NET);
  const reservations = await reserveBoth(consortium);
  await settleWithout(consortium, 'a', 'b', [NET, reservations]);
  const settled = canonicalJson(settlementOf(NET, TODAY));
  await claim(consortium, 'a', [[NET, settled, [null, canonicalJson(reservations[1])]]]);
}

async function divideCancelAndFail(watch: Watch): Promise<void> {
  const consortium = watch(await matchedConsortium());
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

async function handOver(watch: Watch): Promise<void> {
  const consortium = watch(await openConsortium());
  await record(consortium, pageOf('a', 'b', 'page-0001', [statementOf(1)]));
  await nameSupervisor(consortium, 'c');
  await takeOver(consortium, 'c', 'a');
  const page = recording(consortium, pageOf('a', 'b', 'page-0002', [statementOf(2)]));
  await consortium.channel.submit(page, consortium.mspIds('a', 'b', 'c'));
}

/** Consortia in which everything is recorded that members record between them, each kind at least once. */
export async function recordEverything(watch: Watch): Promise<void> {
  await tradeAndHold(watch);
  await instructAndSettle(watch);
  await settleWithoutOne(watch);
  await divideCancelAndFail(watch);
  await handOver(watch);
}
