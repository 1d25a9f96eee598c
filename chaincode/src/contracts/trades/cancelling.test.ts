import { canonicalJson, type CancellationRequest } from '@jangbu/model';
import { isinOf, statementOf, utiOf } from '@jangbu/model/dist/testing/statements';
import { cancellationOf, cancelling, consent, cancellationConsentOf } from '../../../testing/cancelling';
import { openConsortium, TODAY, type SimulatedConsortium } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';
import { GROSS, recordInstructions, matchedConsortium, NET } from '../../../testing/settling';
import {
  matchStateOf,
  matchStated,
  pageOf,
  record,
  matchResultOf,
  type Sender,
} from '../../../testing/trading';

const SELL = { side: 'SELL' } as const;
const forGood = { uti: utiOf(1), instead: null };
const byA = cancellationConsentOf('a', 'b', 'consent-a1', forGood);
const byB = cancellationConsentOf('b', 'a', 'consent-b1', forGood);

/** Two matched trades of `a` and `b`, and one of `a` that waits. */
async function matched(): Promise<SimulatedConsortium> {
  const consortium = await openConsortium();
  const bought = pageOf('a', 'b', 'bought-01', [statementOf(1), statementOf(2), statementOf(3)]);
  const sold = pageOf('b', 'a', 'sold-0001', [statementOf(1, SELL), statementOf(2, SELL)]);
  for (const page of [bought, sold]) await record(consortium, page);
  await matchStated(consortium, bought, sold);
  return consortium;
}

function submit(
  consortium: SimulatedConsortium,
  request: CancellationRequest,
  by: Sender & { readonly by: string },
): Promise<unknown> {
  return consortium.channel.submit(cancelling(consortium, request, by), consortium.mspIds('a', 'b', 'kofia'));
}

describe("one side's consent to cancelling a matched trade", () => {
  it('waits for the other side: the trade stands and is owed as before', async () => {
    const consortium = await matched();
    const { obligations } = await matchStateOf(consortium);
    expect(await consent(consortium, byA)).toEqual({ status: 'RECORDED' });
    const asked = [{ uti: utiOf(1), by: 'a', consentId: 'consent-a1', instead: null }];
    expect(await matchStateOf(consortium)).toMatchObject({
      sequence: 2,
      matched: { [utiOf(1)]: 1, [utiOf(2)]: 1 },
      cancelled: {},
      asked,
      obligations,
    });
    expect(await matchResultOf(consortium, 2)).toMatchObject({ matchedBy: 'a', asked, cancelled: [] });
  });

  it("and the other side's cancel it: it is matched and owed no longer", async () => {
    const consortium = await matched();
    await consent(consortium, byB);
    await consent(consortium, byA);
    expect(await matchStateOf(consortium)).toMatchObject({
      matched: { [utiOf(2)]: 1 },
      cancelled: { [utiOf(1)]: 3 },
      asked: [],
      obligations: [{ isin: isinOf(1), quantity: '100', amount: '-7150000' }],
    });
    expect(await matchResultOf(consortium, 3)).toMatchObject({
      asked: [],
      cancelled: [{ trade: { uti: utiOf(1) }, instead: null, consents: ['consent-a1', 'consent-b1'] }],
    });
  });

  it('given twice by the same side cancels nothing, and the later one stands', async () => {
    const consortium = await matched();
    await consent(consortium, byA);
    await consent(
      consortium,
      cancellationConsentOf('a', 'b', 'consent-a2', { uti: utiOf(1), instead: utiOf(9) }),
    );
    expect(await matchStateOf(consortium)).toMatchObject({
      matched: { [utiOf(1)]: 1, [utiOf(2)]: 1 },
      asked: [{ by: 'a', consentId: 'consent-a2', instead: utiOf(9) }],
    });
  });

  it('to another new UTI than the other side named waits: they have not agreed', async () => {
    const consortium = await matched();
    await consent(
      consortium,
      cancellationConsentOf('a', 'b', 'consent-a1', { uti: utiOf(1), instead: utiOf(8) }),
    );
    await consent(
      consortium,
      cancellationConsentOf('b', 'a', 'consent-b1', { uti: utiOf(1), instead: utiOf(9) }),
    );
    const { asked, cancelled } = await matchStateOf(consortium);
    expect(cancelled).toEqual({});
    expect(asked.map(({ by, instead }) => [by, instead])).toEqual([
      ['a', utiOf(8)],
      ['b', utiOf(9)],
    ]);
    await consent(
      consortium,
      cancellationConsentOf('b', 'a', 'consent-b2', { uti: utiOf(1), instead: utiOf(8) }),
    );
    expect(Object.keys((await matchStateOf(consortium)).cancelled)).toEqual([utiOf(1)]);
  });

  it('is harmless when it is sent twice, even after it took effect', async () => {
    const consortium = await matched();
    await consent(consortium, byA);
    expect(await consent(consortium, byA)).toEqual({ status: 'ALREADY_RECORDED' });
    await consent(consortium, byB);
    const index = await matchStateOf(consortium);
    expect(await consent(consortium, byA)).toEqual({ status: 'ALREADY_RECORDED' });
    expect(await consent(consortium, byB)).toEqual({ status: 'ALREADY_RECORDED' });
    expect(await matchStateOf(consortium)).toEqual(index);
  });

  it('keeps its id from other content', async () => {
    const consortium = await matched();
    await consent(consortium, byA);
    const other = cancellationConsentOf('a', 'b', 'consent-a1', { uti: utiOf(2), instead: null });
    expect(await refusal('ID_TAKEN', consent(consortium, other))).toEqual({
      document: 'cancellation-consent',
      id: 'a/consent-a1',
    });
  });

  it('sent at the same time as the other side lets one through; the other goes on from there', async () => {
    const consortium = await matched();
    const holders = consortium.mspIds('a', 'b', 'kofia');
    const envelopes = [];
    for (const each of [byA, byB]) {
      const request = await cancellationOf(consortium, each);
      envelopes.push(
        await consortium.channel.endorse(cancelling(consortium, request, { by: each.submitter }), holders),
      );
    }
    expect(envelopes.map((envelope) => consortium.channel.commit(envelope))).toEqual([
      'VALID',
      'MVCC_READ_CONFLICT',
    ]);
    await consent(consortium, byB);
    expect(Object.keys((await matchStateOf(consortium)).cancelled)).toEqual([utiOf(1)]);
  });

  it('shows nothing of the trade in the blocks', async () => {
    const consortium = await matched();
    const height = consortium.channel.height;
    await consent(consortium, byA);
    const blocks = consortium.channel.blocksSince(height);
    for (const secret of [utiOf(1), isinOf(1), '7150000']) expect(blocks).not.toContain(secret);
  });
});

describe('the UTI of a cancelled trade', () => {
  it('is not taken again; the UTI that both named instead is', async () => {
    const consortium = await matched();
    for (const each of ['a', 'b'] as const) {
      const other = each === 'a' ? 'b' : 'a';
      const trade = { uti: utiOf(1), instead: utiOf(9) };
      await consent(consortium, cancellationConsentOf(each, other, `consent-${each}`, trade));
    }
    const ours = pageOf('a', 'b', 'anew-0001', [
      statementOf(1),
      statementOf(9, { quantity: '50', amount: '3575000' }),
    ]);
    const theirs = pageOf('b', 'a', 'anew-0002', [
      statementOf(1, SELL),
      statementOf(9, { ...SELL, quantity: '50', amount: '3575000' }),
    ]);
    for (const page of [ours, theirs]) await record(consortium, page);
    await matchStated(consortium, ours, theirs);
    const { matched: trades, withoutEffect } = await matchResultOf(consortium, 4);
    expect(trades.map(({ uti }) => uti)).toEqual([utiOf(9)]);
    expect(withoutEffect.map(({ uti, reason }) => [uti, reason])).toEqual([
      [utiOf(1), 'CANCELLED'],
      [utiOf(1), 'CANCELLED'],
    ]);
    expect((await matchStateOf(consortium)).obligations).toMatchObject([{ quantity: '150' }]);
  });
});

describe('a consent to cancelling is refused', () => {
  it("from anyone but the firm's own trader", async () => {
    const consortium = await matched();
    const request = await cancellationOf(consortium, byA);
    for (const by of ['b', 'kofia', 'c']) {
      expect(await refusal('NOT_THE_SUBMITTER', submit(consortium, request, { by }))).toEqual({
        claimed: 'a',
        caller: by,
      });
    }
    await refusal('ROLE_REQUIRED', submit(consortium, request, { by: 'a', certificate: 'operator' }));
    await refusal('NOT_A_MEMBER', submit(consortium, request, { by: 'z' }));
  });

  it('with a reason for each trade that cannot be cancelled', async () => {
    const consortium = await matched();
    await consent(consortium, byA);
    await consent(consortium, byB);
    const bad = cancellationConsentOf(
      'a',
      'b',
      'consent-a2',
      { uti: utiOf(1), instead: null },
      { uti: utiOf(2), instead: utiOf(1) },
      { uti: utiOf(2), instead: null },
      { uti: utiOf(3), instead: null },
      { uti: utiOf(4), instead: null },
    );
    const { trades } = await refusal('CANCELLATION_IMPOSSIBLE', consent(consortium, bad));
    expect(trades.map(({ position, code }) => [position, code])).toEqual([
      [0, 'CANCELLED'],
      [1, 'NEW_UTI_USED'],
      [2, 'UTI_REPEATED'],
      [3, 'NOT_MATCHED'],
      [4, 'NOT_MATCHED'],
    ]);
  });

  it('once it is instructed, by itself or netted with others', async () => {
    const settling = { trades: [{ position: 0, code: 'SETTLING' }] };
    for (const instruction of [GROSS, NET]) {
      const consortium = await matchedConsortium();
      await recordInstructions(consortium, instruction);
      expect(await refusal('CANCELLATION_IMPOSSIBLE', consent(consortium, byA))).toMatchObject(settling);
    }
  });

  it('when the other firm instructs it at the same moment', async () => {
    const consortium = await matchedConsortium();
    const endorsers = consortium.mspIds('a', 'b', 'kofia');
    const cancels = cancelling(consortium, await cancellationOf(consortium, byA), { by: 'a' });
    const endorsed = await consortium.channel.endorse(cancels, endorsers);
    await recordInstructions(consortium, GROSS);
    expect(consortium.channel.commit(endorsed)).toBe('MVCC_READ_CONFLICT');
  });

  it('with a match result that does not stand, or that lacks the trade', async () => {
    const consortium = await matched();
    const request = await cancellationOf(consortium, byA);
    const text = canonicalJson({ ...(await matchResultOf(consortium, 1)), matchedBy: 'b' });
    const changed = { ...request, results: [{ sequence: 1, text }] };
    expect(await refusal('DOCUMENT_NOT_HELD', submit(consortium, changed, { by: 'a' }))).toMatchObject({
      document: 'match-result',
      id: `a/b/${TODAY}/1`,
    });
    await consent(
      consortium,
      cancellationConsentOf('a', 'b', 'consent-a9', { uti: utiOf(2), instead: null }),
    );
    await refusal('INVALID_DOCUMENT', consent(consortium, byA, [2]));
  });

  it('with an index that has moved on, or before there is one', async () => {
    const consortium = await matched();
    const request = await cancellationOf(consortium, byA);
    await consent(
      consortium,
      cancellationConsentOf('b', 'a', 'consent-b2', { uti: utiOf(2), instead: null }),
    );
    await refusal('MATCH_INDEX_MOVED', submit(consortium, request, { by: 'a' }));
    const fresh = await openConsortium();
    await refusal('DOCUMENT_NOT_HELD', submit(fresh, request, { by: 'a' }));
  });

  it('when matching has closed; one that was endorsed before dies with the phase', async () => {
    const consortium = await matched();
    const request = await cancellationOf(consortium, byA);
    const stale = await consortium.channel.endorse(
      cancelling(consortium, request, { by: 'a' }),
      consortium.mspIds('a', 'b', 'kofia'),
    );
    await consortium.toPhase('MATCHING_CLOSED');
    expect(consortium.channel.commit(stale)).toBe('MVCC_READ_CONFLICT');
    await refusal('PHASE_CLOSED', submit(consortium, request, { by: 'a' }));
  });

  it('with itself, with an unknown member, without its request, or in no known form', async () => {
    const consortium = await matched();
    const request = await cancellationOf(consortium, byA);
    const with_ = (changed: object): Promise<unknown> =>
      submit(consortium, { ...request, consent: canonicalJson({ ...byA, ...changed }) }, { by: 'a' });
    await refusal('SAME_PARTY', with_({ counterparty: 'a' }));
    await refusal('MEMBER_UNKNOWN', with_({ counterparty: 'zz' }));
    await refusal('INVALID_DOCUMENT', with_({ reason: 'a typing mistake of somebody' }));
    await refusal('INVALID_DOCUMENT', with_({ trades: [] }));
    const spaced = { ...request, consent: request.consent.replace('{', '{ ') };
    await refusal('NOT_CANONICAL', submit(consortium, spaced, { by: 'a' }));
    const { by, name } = cancelling(consortium, request, { by: 'a' });
    const holders = consortium.mspIds('a', 'b', 'kofia');
    await refusal('TRANSIENT_MISSING', consortium.channel.submit({ by, name }, holders));
  });
});
