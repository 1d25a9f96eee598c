import fc from 'fast-check';
import { readRefusal, REFUSAL_CODES, RefusalError, REFUSALS, writeRefusal } from './refusal';

const facts = fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue());

describe('a refusal', () => {
  it('is read as it was written, whatever a peer writes around it', () => {
    const around = fc.string().filter((text) => !text.includes('jangbu-refusal:'));
    fc.assert(
      fc.property(fc.constantFrom(...REFUSAL_CODES), facts, around, around, (code, given, before, after) => {
        const written = `${before}${writeRefusal({ code, facts: given })}${after}`;
        expect(JSON.stringify(readRefusal(written))).toBe(JSON.stringify({ code, facts: given }));
      }),
    );
  });

  it('is found in what the gateway makes of it', () => {
    const error = new RefusalError('NOT_A_MEMBER', { mspId: 'a"}\\MSP' });
    const message = `10 ABORTED: {"chaincode response 400, ${writeRefusal(error)}"}`;
    expect(readRefusal(message)).toEqual({ code: 'NOT_A_MEMBER', facts: { mspId: 'a"}\\MSP' } });
  });

  it.each([
    '',
    'chaincode response 500, out of memory',
    'jangbu-refusal:',
    'jangbu-refusal:{',
    'jangbu-refusal:{}',
    'jangbu-refusal:[]',
    'jangbu-refusal:{"code":"NOT_KNOWN_HERE","facts":{}}',
    'jangbu-refusal:{"code":"toString","facts":{}}',
    'jangbu-refusal:{"code":"NO_SUPERVISOR"}',
  ])('is none in "%s"', (message) => {
    expect(readRefusal(message)).toBeUndefined();
  });

  it('says what it means, in its error too', () => {
    for (const code of REFUSAL_CODES) expect(REFUSALS[code].says).toMatch(/^[A-Z].*\.$/);
    expect(new RefusalError('NO_SUPERVISOR', {})).toMatchObject({
      name: 'RefusalError',
      code: 'NO_SUPERVISOR',
      message: REFUSALS.NO_SUPERVISOR.says,
    });
  });

  it('is worth retrying only where the ledger may well move on by itself', () => {
    const passing = REFUSAL_CODES.filter((code) => REFUSALS[code].retryable);
    expect(passing).toEqual([
      'BASIS_MOVED',
      'BATCH_UNKNOWN',
      'CORRECTIONS_DUE',
      'CORRECTIONS_LEFT_OUT',
      'DAY_NOT_CLOSED',
      'DOCUMENT_NOT_HELD',
      'HANDOVER_DUE',
      'INQUIRY_UNKNOWN',
      'KEY_UNKNOWN',
      'LOT_RESERVED',
      'MATCH_INDEX_MOVED',
      'PROPOSAL_UNKNOWN',
      'RECORD_MOVED',
    ]);
  });
});
