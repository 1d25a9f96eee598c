import { status } from '@grpc/grpc-js';
import { RefusedError } from '../errors';
import {
  deadlinePassed,
  detail,
  endorseFailed,
  gatewayError,
  mismatch,
  noEndorsers,
  orderersDown,
  peerDown,
  refusalDetail,
  tooMany,
} from '../../../testing/gateway-errors';
import { classifyFailure } from '../peers/classify-failure';
import { decide, type FailureContext } from './failure-policy';

const endorsing: FailureContext = { phase: 'ENDORSE', ownMspId: 'NhMSP', finalRefusals: [] };
const notHeld = {
  code: 'DOCUMENT_NOT_HELD',
  facts: { document: 'trade-page', id: 'nh/p1', members: ['kofia'] },
} as const;
const closed = {
  code: 'PHASE_CLOSED',
  facts: { date: '2026-11-24', phase: 'CLOSED', required: ['OPEN'] },
} as const;
const moved = { code: 'MATCH_INDEX_MOVED', facts: { pair: ['nh', 'sk'], tradeDate: '2026-11-24' } } as const;

describe("what the gateway's errors mean", () => {
  test.each([
    ['no peer at the address', peerDown(), { kind: 'PEER_DOWN' }],
    [
      'no endorser of an organisation',
      noEndorsers('AMSP', 'BMSP'),
      { kind: 'ENDORSERS_DOWN', organizations: ['AMSP', 'BMSP'] },
    ],
    [
      'a peer that goes down under a call',
      gatewayError(status.CANCELLED, 'Call cancelled'),
      { kind: 'PEER_DOWN' },
    ],
    [
      'a connection that breaks under a call',
      gatewayError(status.INTERNAL, 'Received RST_STREAM with code 2 (Internal server error)'),
      { kind: 'PEER_DOWN' },
    ],
    [
      'a message that is too long, which no waiting helps',
      gatewayError(status.RESOURCE_EXHAUSTED, 'Received message larger than max (5 vs 4)'),
      { kind: 'OTHER', says: '8 RESOURCE_EXHAUSTED: Received message larger than max (5 vs 4)' },
    ],
    ['too few orderers', orderersDown(), { kind: 'ORDERERS_DOWN' }],
    [
      'no orderer at all',
      gatewayError(status.UNAVAILABLE, 'no orderer nodes available'),
      { kind: 'ORDERERS_DOWN' },
    ],
    ['results that differ', mismatch('BMSP', 'CMSP'), { kind: 'DISAGREED' }],
    ['a deadline', deadlinePassed(), { kind: 'DEADLINE' }],
    ['an overloaded gateway', tooMany(), { kind: 'OVERLOADED' }],
    [
      'an overloaded endorser',
      endorseFailed(
        detail(
          'BMSP',
          'rpc error: code = Unknown desc = too many requests for /protos.Endorser, exceeding concurrency limit (2500)',
        ),
      ),
      { kind: 'OVERLOADED' },
    ],
    [
      'an endorser that went away, beside one that disagrees',
      endorseFailed(
        detail('BMSP', 'rpc error: code = Unavailable desc = error reading from server: EOF'),
        detail('CMSP', 'ProposalResponsePayloads do not match'),
      ),
      { kind: 'ENDORSERS_DOWN', organizations: ['BMSP'] },
    ],
    [
      'a chaincode process that is not there',
      endorseFailed(
        detail(
          'BMSP',
          'error in simulation: failed to execute transaction 1: could not launch chaincode jangbu:1: connection to jangbu:1 failed',
        ),
      ),
      { kind: 'ENDORSERS_DOWN', organizations: ['BMSP'] },
    ],
    [
      'a fault in the chaincode',
      endorseFailed(detail('NhMSP', 'chaincode response 500, TypeError: x is not a function')),
      { kind: 'OTHER', says: 'chaincode response 500, TypeError: x is not a function' },
    ],
    [
      'a certificate that is not admitted',
      endorseFailed(
        detail('NhMSP', 'error validating proposal: access denied: channel [interfirm] creator org [NhMSP]'),
      ),
      {
        kind: 'OTHER',
        says: 'error validating proposal: access denied: channel [interfirm] creator org [NhMSP]',
      },
    ],
    ['something else altogether', new TypeError('surprise'), { kind: 'OTHER', says: 'surprise' }],
  ])('%s', (_, error, expected) => {
    expect(classifyFailure(error)).toEqual(expected);
  });

  test('a peer that has no contracts is worth another try, and the last word says what to look at', () => {
    const says = 'no peers available to evaluate chaincode jangbu in channel mychannel';
    const error = gatewayError(status.FAILED_PRECONDITION, says);
    expect(classifyFailure(error)).toEqual({ kind: 'NO_CONTRACTS', says });
    const decision = decide(error, { ...endorsing, phase: 'EVALUATE' });
    expect(decision).toMatchObject({ next: 'RETRY', failover: true });
    expect(decision.error.message).toBe(
      `no answer while it was to answer a query: ${says}; are the contracts in force there, and their package installed at the own peer?`,
    );
  });

  test('a peer that does not have the blocks yet is asked again, and no other one for that', () => {
    const error = new Error('Unexpected status response: 404');
    expect(classifyFailure(error)).toEqual({ kind: 'PEER_BEHIND' });
    const decision = decide(error, { ...endorsing, phase: 'BLOCKS' });
    expect(decision).toMatchObject({ next: 'RETRY', failover: false });
    expect(decision.error.message).toContain('does not have these blocks yet');
  });

  test("a query's refusal comes as UNKNOWN, in the message and the details", () => {
    const said = refusalDetail('NhMSP', closed);
    const error = gatewayError(status.UNKNOWN, `evaluate call to endorser returned error: ${said.message}`, [
      said,
    ]);
    expect(classifyFailure(error)).toEqual({
      kind: 'REFUSED',
      refusals: [{ mspId: 'NhMSP', refusal: closed }],
    });
    const withoutDetails = gatewayError(status.UNKNOWN, `evaluate call … error: ${said.message}`);
    expect(classifyFailure(withoutDetails)).toMatchObject({
      kind: 'REFUSED',
      refusals: [{ refusal: closed }],
    });
  });
});

describe('what is done about a refusal', () => {
  test("the own peer's final refusal stands at once, with its code and facts", () => {
    const { error, next } = decide(
      endorseFailed(refusalDetail('NhMSP', closed), refusalDetail('BMSP', closed)),
      endorsing,
    );
    expect(next).toBe('STOP');
    expect(error).toBeInstanceOf(RefusedError);
    if (!(error instanceof RefusedError) || error.code !== 'PHASE_CLOSED') throw new Error('wrong error');
    expect(error.facts.phase).toBe('CLOSED');
    expect(error.refusedBy).toEqual(['NhMSP', 'BMSP']);
    expect(error.retryable).toBe(false);
  });

  test('a refusal that only others make is lag, whatever its code', () => {
    expect(decide(endorseFailed(refusalDetail('BMSP', closed)), endorsing).next).toBe('RETRY');
  });

  test('a peer whose clock lags is passed over, unless it is the own one, whose word stands', () => {
    const times = { cutOff: '2026-11-24 16:30', from: '2026-11-24 16:30', clock: '2026-11-24 16:12' };
    const facts = { date: '2026-11-24', phase: 'MATCHING_CLOSED', ...times } as const;
    const early = { code: 'DAY_MOVE_EARLY', facts } as const;
    const others = endorseFailed(refusalDetail('BMSP', early), refusalDetail('CMSP', early));
    expect(decide(others, endorsing)).toMatchObject({ next: 'RETRY', avoid: ['BMSP', 'CMSP'] });
    const own = endorseFailed(refusalDetail('BMSP', early), refusalDetail('NhMSP', early));
    expect(decide(own, endorsing)).toMatchObject({ next: 'STOP', avoid: [] });
  });

  test('a passing refusal is tried again even when the own peer makes it', () => {
    expect(decide(endorseFailed(refusalDetail('NhMSP', notHeld)), endorsing).next).toBe('RETRY');
  });

  test("a refusal that the caller must act on stands by the own peer's word, not by another's", () => {
    const matching = { ...endorsing, finalRefusals: ['MATCH_INDEX_MOVED'] } as const;
    expect(decide(endorseFailed(refusalDetail('NhMSP', moved)), matching).next).toBe('STOP');
    expect(decide(endorseFailed(refusalDetail('BMSP', moved)), matching).next).toBe('RETRY');
  });

  test("the own peer's word comes before the others', wherever it stands in the list", () => {
    const { error } = decide(
      endorseFailed(refusalDetail('BMSP', notHeld), refusalDetail('NhMSP', closed)),
      endorsing,
    );
    expect(error).toMatchObject({ code: 'PHASE_CLOSED' });
  });

  test('a refused query is never tried again', () => {
    const query: FailureContext = { phase: 'EVALUATE', ownMspId: 'NhMSP', finalRefusals: [] };
    const said = refusalDetail('NhMSP', notHeld);
    expect(decide(gatewayError(status.UNKNOWN, said.message, [said]), query).next).toBe('STOP');
  });

  test('what peers say stands under cause; no error of the SDK prints a key', () => {
    const cause = endorseFailed(refusalDetail('NhMSP', closed));
    expect(decide(cause, endorsing).error.cause).toBe(cause);
  });
});
