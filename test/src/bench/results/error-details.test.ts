import { GatewayError } from '@hyperledger/fabric-gateway';
import type { ServiceError } from '@grpc/grpc-js';
import { RefusedError } from '@jangbu/client';
import { detailsBehind } from './error-details';

const refusal = { code: 'TRADES_REFUSED', facts: { trades: [{ code: 'BOND_FIELDS_MISSING' }], untold: 0 } };

test("the gateway's own message hides what its details tell: each peer's words", () => {
  const error = new GatewayError({
    code: 10,
    message: '10 ABORTED: failed to collect enough transaction endorsements, see attached details',
    cause: new Error('10 ABORTED') as ServiceError,
    details: ['NhMSP', 'KofiaMSP'].map((mspId, i) => ({
      ...{ mspId, address: `127.0.0.1:${i}` },
      message: `chaincode response 500, ${JSON.stringify(refusal)}`,
    })),
  });
  const words = detailsBehind(error);
  expect(words[0]).toMatch(/^NhMSP at 127.0.0.1:0: chaincode response 500, .*BOND_FIELDS_MISSING/);
  expect(words[1]).toMatch(/^KofiaMSP at 127.0.0.1:1: /);
});

test('a refusal as the SDK gives it tells its facts, another error what it was caused by', () => {
  expect(detailsBehind(new RefusedError({ code: 'LOT_SPENT', facts: { lot: 'L1' } }))).toEqual([
    '{"lot":"L1"}',
  ]);
  expect(detailsBehind(new Error('above', { cause: new Error('below') }))).toEqual(['below']);
  expect(detailsBehind('thrown by a stranger')).toEqual([]);
});
