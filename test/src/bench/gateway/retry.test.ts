import { GatewayError } from '@hyperledger/fabric-gateway';
import type { ServiceError } from '@grpc/grpc-js';
import { writeRefusal } from '@jangbu/model';
import { retry } from './retry';

function aborted(message: string): GatewayError {
  return new GatewayError({
    ...{ code: 10, message: '10 ABORTED: failed to endorse', cause: new Error('underneath') as ServiceError },
    details: [{ mspId: 'NhMSP', address: '127.0.0.1:1', message }],
  });
}

test('what may go better the next time is tried until it does', async () => {
  const failures = [aborted('ProposalResponsePayloads do not match'), new Error('MVCC_READ_CONFLICT')];
  const work = jest.fn(() => {
    const failure = failures.shift();
    return failure ? Promise.reject(failure) : Promise.resolve();
  });
  await retry(work);
  expect(work).toHaveBeenCalledTimes(3);
});

test('what the contracts refuse for good is not tried again', async () => {
  const refusal = writeRefusal({ code: 'TRADES_REFUSED', facts: { trades: [], untold: 0 } });
  const refused = aborted(`chaincode response 500, ${refusal}`);
  const work = jest.fn(() => Promise.reject(refused));
  await expect(retry(work)).rejects.toBe(refused);
  expect(work).toHaveBeenCalledTimes(1);
});
