import { canonicalJson, divideLegs, transactions, type Instruction } from '@jangbu/model';
import { utiOf } from '@jangbu/model/dist/testing/statements';
import { cancellationConsentOf, consent } from '../../../testing/cancelling';
import type { SimulatedConsortium } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';
import {
  cancelRequestOf,
  consentToCancelling,
  GROSS,
  instructionOf,
  matchedConsortium,
  matchOneMore,
  NET,
  OBLIGATION,
  recordInstructions,
  requesting,
  submitSettlement,
} from '../../../testing/settling';
import { matchResultOf, matchStateOf, saltOf } from '../../../testing/trading';
import { statementOf } from '@jangbu/model/dist/testing/statements';

const { cancel, divide, allowPartial } = transactions.settlement;
const RECORDED = { status: 'RECORDED' };
const FIRST = { ...OBLIGATION, quantity: '100', amount: '-7150000' };

async function cancelBoth(consortium: SimulatedConsortium, instruction: Instruction): Promise<void> {
  for (const by of ['a', 'b']) await consentToCancelling(consortium, instruction, by);
}

async function instructed(instruction: Instruction): Promise<SimulatedConsortium> {
  const consortium = await matchedConsortium();
  await recordInstructions(consortium, instruction);
  return consortium;
}

/** Both firms' consents to cancelling the first trade. */
async function cancelTrade(consortium: SimulatedConsortium, uti = utiOf(1)): Promise<void> {
  for (const [by, other] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const) {
    const { sequence } = await matchStateOf(consortium);
    const trade = { uti, instead: null };
    await consent(consortium, cancellationConsentOf(by, other, `consent-${by}-${String(sequence)}`, trade));
  }
}

/** A part of the gross instruction, and the rest, in its place. */
async function divided(consortium: SimulatedConsortium): Promise<readonly [Instruction, Instruction]> {
  const instruction = { creator: GROSS.creator, instructionId: GROSS.instructionId };
  const consents = ['a', 'b'].map((member) =>
    canonicalJson({
      ...{ type: 'partial-consent', version: 1, member, minimum: '1', salt: saltOf(member) },
      instruction,
    }),
  );
  for (const [i, by] of ['a', 'b'].entries()) {
    const request = { type: 'allow-partial-request', version: 1, instruction: canonicalJson(GROSS) };
    await submitSettlement(consortium, allowPartial, { ...request, consent: consents[i] }, { by });
  }
  const legs = divideLegs(GROSS, 40n);
  if (!legs) throw new Error('not to be divided');
  const share = (instructionId: string, own: typeof legs.part): Instruction => ({
    ...{ ...GROSS, instructionId, dividedFrom: instruction },
    ...{ legs: [...own], salt: saltOf(instructionId) },
  });
  const [part, rest] = [share('part-00001', legs.part), share('rest-00001', legs.rest)];
  const request = { type: 'divide-request', version: 1, instruction: canonicalJson(GROSS), consents };
  await submitSettlement(consortium, divide, {
    ...{ ...request, part: canonicalJson(part), rest: canonicalJson(rest) },
  });
  return [part, rest];
}

describe('what a cancelled instruction would have settled', () => {
  it('is instructed anew, netted', async () => {
    const consortium = await instructed(NET);
    await cancelBoth(consortium, NET);
    expect(await matchStateOf(consortium)).toMatchObject({ sequence: 2, instructed: [] });
    const anew = instructionOf('instruct-anew', OBLIGATION, { kind: 'NET', sequence: 2 });
    expect(await recordInstructions(consortium, anew)).toEqual(RECORDED);
    const again = instructionOf('instruct-twice', OBLIGATION, { kind: 'NET', sequence: 2 });
    await refusal('ALREADY_INSTRUCTED', recordInstructions(consortium, again));
  });

  it('is instructed anew trade by trade, of a net one and of a gross one', async () => {
    for (const [first, sequence] of [
      [NET, 2],
      [GROSS, 2],
    ] as const) {
      const consortium = await instructed(first);
      await cancelBoth(consortium, first);
      const anew = instructionOf('gross-anew', FIRST, GROSS.origin);
      expect(await recordInstructions(consortium, anew)).toEqual(RECORDED);
      await refusal(
        'ALREADY_INSTRUCTED',
        recordInstructions(consortium, { ...anew, instructionId: 'gross-twice' }),
      );
      const rest = { ...OBLIGATION, quantity: '50', amount: '-3500000' };
      const net = instructionOf('net-of-rest', rest, { kind: 'NET', sequence });
      expect(await recordInstructions(consortium, net)).toEqual(RECORDED);
    }
  });

  it('can be cancelled as a trade: then nothing of it is owed', async () => {
    for (const instruction of [NET, GROSS]) {
      const consortium = await instructed(instruction);
      await cancelBoth(consortium, instruction);
      await cancelTrade(consortium);
      expect(await matchStateOf(consortium)).toMatchObject({
        matched: { [utiOf(2)]: 1 },
        obligations: [{ quantity: '50', amount: '-3500000' }],
        ...{ instructed: [], gross: [], returned: {} },
      });
    }
  });

  it('is told by a result of its own, under the number by which the index goes on', async () => {
    const consortium = await instructed(NET);
    await cancelBoth(consortium, NET);
    const { creator, instructionId } = NET;
    expect(await matchResultOf(consortium, 2)).toMatchObject({
      ...{ matchedBy: 'b', matched: [], cancelled: [] },
      returned: { creator, instructionId },
    });
  });

  it('comes back part by part where it was divided; the trade is free once all has', async () => {
    const consortium = await instructed(GROSS);
    const [part, rest] = await divided(consortium);
    await cancelBoth(consortium, rest);
    expect((await matchStateOf(consortium)).instructed).toMatchObject([{ quantity: '40' }]);
    const { trades } = await refusal('CANCELLATION_IMPOSSIBLE', cancelTrade(consortium));
    expect(trades).toMatchObject([{ code: 'SETTLING' }]);
    const whole = instructionOf('gross-whole', FIRST, GROSS.origin);
    await refusal('INSTRUCTION_MISMATCH', recordInstructions(consortium, whole));
    const sixty = instructionOf('gross-sixty', OBLIGATION, GROSS.origin, { legs: rest.legs });
    expect(await recordInstructions(consortium, sixty)).toEqual(RECORDED);
    await cancelBoth(consortium, part);
    await cancelBoth(consortium, sixty);
    await cancelTrade(consortium);
    expect((await matchStateOf(consortium)).obligations).toMatchObject([{ quantity: '50' }]);
  });

  it('is free whatever was netted after it', async () => {
    const consortium = await instructed(GROSS);
    const rest = { ...OBLIGATION, quantity: '50', amount: '-3500000' };
    const net = instructionOf('net-of-rest', rest, { kind: 'NET', sequence: 1 });
    await recordInstructions(consortium, net);
    await cancelBoth(consortium, GROSS);
    const attempt = cancelTrade(consortium, utiOf(2));
    expect((await refusal('CANCELLATION_IMPOSSIBLE', attempt)).trades).toMatchObject([{ code: 'SETTLING' }]);
    await cancelTrade(consortium, utiOf(1));
    expect((await matchStateOf(consortium)).obligations).toMatchObject([{ quantity: '50' }]);
  });

  it('stays taken up while only one firm has consented', async () => {
    const consortium = await instructed(NET);
    await consentToCancelling(consortium, NET, 'a');
    expect(await matchStateOf(consortium)).toMatchObject({ sequence: 1, instructed: [{ quantity: '150' }] });
    const anew = instructionOf('instruct-anew', OBLIGATION, { kind: 'NET', sequence: 1 });
    await refusal('ALREADY_INSTRUCTED', recordInstructions(consortium, anew));
  });
});

describe('the second consent to cancelling an instruction', () => {
  it('starts from the index that stands, and brings the shard of its trade', async () => {
    const consortium = await instructed(GROSS);
    await consentToCancelling(consortium, GROSS, 'a');
    const request = await cancelRequestOf(consortium, GROSS, 'b');
    const by = { by: 'b' };
    const without = { ...request, shards: [] };
    await refusal('INVALID_DOCUMENT', submitSettlement(consortium, cancel, without, by));
    await matchOneMore(consortium, statementOf(3));
    await refusal('MATCH_INDEX_MOVED', submitSettlement(consortium, cancel, request, by));
    expect(await consentToCancelling(consortium, GROSS, 'b')).toEqual(RECORDED);
    expect(await consentToCancelling(consortium, GROSS, 'b')).toEqual({ status: 'ALREADY_RECORDED' });
    expect((await matchStateOf(consortium)).sequence).toBe(3);
  });

  it('dies where the same is instructed or matched at the same moment', async () => {
    const consortium = await instructed(GROSS);
    await consentToCancelling(consortium, GROSS, 'a');
    const request = await cancelRequestOf(consortium, GROSS, 'b');
    const endorsed = await consortium.channel.endorse(
      requesting(consortium, cancel, request, { by: 'b' }),
      consortium.mspIds('a', 'b', 'kofia'),
    );
    const rest = { ...OBLIGATION, quantity: '50', amount: '-3500000' };
    await recordInstructions(consortium, instructionOf('net-of-rest', rest, { kind: 'NET', sequence: 1 }));
    expect(consortium.channel.commit(endorsed)).toBe('MVCC_READ_CONFLICT');
  });
});
