import { canonicalJson, transactions } from '@jangbu/model';
import { isinOf, statementOf } from '@jangbu/model/dist/testing/statements';
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
