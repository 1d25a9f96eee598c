import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { GatewayError, type ErrorDetail } from '@hyperledger/fabric-gateway';
import { writeRefusal, type Refusal } from '@jangbu/model';

/** An error as the gateway library throws it, in the gateway's own words. */
export function gatewayError(
  code: status,
  message: string,
  details: readonly ErrorDetail[] = [],
): GatewayError {
  const text = `${code} ${status[code]}: ${message}`;
  const cause: ServiceError = Object.assign(new Error(text), {
    code,
    details: message,
    metadata: new Metadata(),
  });
  return new GatewayError({ message: text, code, details: [...details], cause });
}

/** What one endorser says. */
export function detail(mspId: string, message: string): ErrorDetail {
  return { mspId, address: `peer0.${mspId.toLowerCase()}.example:7051`, message };
}

/** One endorser's refusal. */
export function refusalDetail(mspId: string, said: Refusal): ErrorDetail {
  return detail(mspId, `chaincode response 500, ${writeRefusal(said)}`);
}

const COLLECT = 'failed to collect enough transaction endorsements, see attached details for more info';

/** Endorsing failed; each detail is one endorser's. */
export function endorseFailed(...details: readonly ErrorDetail[]): GatewayError {
  return gatewayError(status.ABORTED, COLLECT, details);
}

/** The endorsers' results differ. */
export function mismatch(...mspIds: readonly string[]): GatewayError {
  return endorseFailed(...mspIds.map((mspId) => detail(mspId, 'ProposalResponsePayloads do not match')));
}

/** The gateway knows no live peer of these organisations. */
export function noEndorsers(...mspIds: readonly string[]): GatewayError {
  return gatewayError(
    status.UNAVAILABLE,
    `failed to find any endorsing peers for org(s): ${mspIds.join(', ')}`,
  );
}

/** The own peer is not there. */
export function peerDown(): GatewayError {
  return gatewayError(
    status.UNAVAILABLE,
    'No connection established. Last error: connect ECONNREFUSED 127.0.0.1:7051',
  );
}

/** Too few orderers said yes; under BFT it may be committed all the same. */
export function orderersDown(): GatewayError {
  const says =
    'received unsuccessful response from orderer: status=SERVICE_UNAVAILABLE, info=request already processed';
  return gatewayError(
    status.UNAVAILABLE,
    'insufficient number of orderers could successfully process transaction to satisfy quorum requirement',
    [detail('KofiaMSP', says)],
  );
}

/** A deadline passed on the way. */
export function deadlinePassed(): GatewayError {
  return gatewayError(
    status.DEADLINE_EXCEEDED,
    'Deadline exceeded after 20.001s, remote_addr=127.0.0.1:7051',
  );
}

/** The peer's limit for calls at a time. */
export function tooMany(): GatewayError {
  return gatewayError(
    status.UNKNOWN,
    'too many requests for /gateway.Gateway, exceeding concurrency limit (500)',
  );
}
