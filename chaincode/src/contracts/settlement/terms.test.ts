import { canonicalJson, transactions } from '@jangbu/model';
import { isinOf, statementOf, utiOf } from '@jangbu/model/dist/testing/statements';
import { cancellationConsentOf, consent } from '../../../testing/cancelling';
import { TODAY } from '../../../testing/consortium';
import { refusal } from '../../../testing/refusals';
import {
  GROSS,
  instructionOf,
  instructRequest,
  matchedConsortium,
  matchOneMore,
  OBLIGATION,
  recordInstructions,
  setTerms,
  submitSettlement,
  termsOf,
} from '../../../testing/settling';
import { matchStateOf } from '../../../testing/trading';

describe('settlement gross', () => {
  it('needs the standing word of both firms', async () => {
    const consortium = await matchedConsortium();
    const withdrawn = termsOf('a', { round: 2, gross: false });
    await setTerms(consortium, withdrawn, termsOf('a'));
    const attempt = recordInstructions(consortium, { ...GROSS, creator: 'b' });
    expect(await refusal('GROSS_NOT_AGREED', attempt)).toEqual({ members: ['a'] });
    await setTerms(consortium, termsOf('a', { round: 3 }), withdrawn);
    expect(await recordInstructions(consortium, GROSS)).toEqual({ status: 'RECORDED' });
  });

  it('is not for a firm that is flat to pick what the other one delivers, and its trades can still be cancelled', async () => {
    const consortium = await matchedConsortium();
    await setTerms(consortium, termsOf('a', { round: 2, gross: false }), termsOf('a'));
    const levelled = { isin: isinOf(2) };
    const there = statementOf(3, levelled);
    await matchOneMore(consortium, there);
    await matchOneMore(consortium, { ...statementOf(4, levelled), side: 'SELL' });
    const { obligations } = await matchStateOf(consortium);
    expect(obligations.map(({ isin }) => isin)).toEqual([isinOf(1)]);
    const { quantity, amount } = there;
    const owed = { ...OBLIGATION, isin: isinOf(2), quantity, amount: `-${amount}` };
    const picked = instructionOf('picked-0001', owed, { kind: 'GROSS', sequence: 2, uti: utiOf(3) });
    const attempt = recordInstructions(consortium, { ...picked, creator: 'b' });
    expect(await refusal('GROSS_NOT_AGREED', attempt)).toEqual({ members: ['a'] });
    const trade = { uti: utiOf(3), instead: null };
    await consent(consortium, cancellationConsentOf('a', 'b', 'consent-a1', trade), [2]);
    await consent(consortium, cancellationConsentOf('b', 'a', 'consent-b1', trade), [2]);
    expect(Object.keys((await matchStateOf(consortium)).cancelled)).toEqual([utiOf(3)]);
  });

  it('does not go by a word that has been taken back since', async () => {
    const consortium = await matchedConsortium();
    const request = await instructRequest(consortium, GROSS);
    await setTerms(consortium, termsOf('b', { round: 2, gross: false }), termsOf('b'));
    const { instruct } = transactions.settlement;
    await refusal('RECORD_MOVED', submitSettlement(consortium, instruct, request));
    const silent = { ...request, terms: [] };
    await refusal('RECORD_MOVED', submitSettlement(consortium, instruct, silent));
    const made = {
      ...request,
      terms: [canonicalJson(termsOf('a')), canonicalJson(termsOf('b', { round: 9 }))],
    };
    await refusal('RECORD_MOVED', submitSettlement(consortium, instruct, made));
  });
});

describe("a firm's terms", () => {
  it('are its own to give, by a trader, to one firm', async () => {
    const consortium = await matchedConsortium();
    const next = termsOf('a', { round: 2, gross: false });
    await refusal('NOT_THE_SUBMITTER', setTerms(consortium, next, termsOf('a'), { by: 'b' }));
    await refusal(
      'ROLE_REQUIRED',
      setTerms(consortium, next, termsOf('a'), { by: 'a', certificate: 'operator' }),
    );
    await refusal('NOT_A_PARTY', setTerms(consortium, termsOf('c'), null));
  });

  it('follow upon one another: what was sent before changes nothing when it is sent again', async () => {
    const consortium = await matchedConsortium();
    const next = termsOf('a', { round: 2, gross: false });
    expect(await setTerms(consortium, termsOf('a'))).toEqual({ status: 'ALREADY_RECORDED' });
    await setTerms(consortium, next, termsOf('a'));
    await refusal('RECORD_MOVED', setTerms(consortium, termsOf('a')));
    await refusal('INVALID_DOCUMENT', setTerms(consortium, termsOf('a', { round: 4 }), next));
  });
});

describe('settlement net', () => {
  it('waits until matching of the trade date has closed, where nothing is due yet', async () => {
    const consortium = await matchedConsortium();
    const later = '2026-03-13';
    const trade = { isin: isinOf(2), settlementDate: later, quantity: '10', price: '5', amount: '50' };
    await matchOneMore(consortium, statementOf(7, trade));
    const owed = { ...OBLIGATION, isin: isinOf(2), settlementDate: later, quantity: '10', amount: '-50' };
    const net = instructionOf('instruct-later', owed, { kind: 'NET', sequence: 2 });
    expect(await refusal('MATCHING_OPEN', recordInstructions(consortium, net))).toEqual({
      instruction: 'a/instruct-later',
      tradeDate: TODAY,
    });
    await consortium.toPhase('MATCHING_CLOSED');
    expect(await recordInstructions(consortium, net)).toEqual({ status: 'RECORDED' });
  });
});
