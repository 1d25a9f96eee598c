import { GatewayError, type ErrorDetail } from '@hyperledger/fabric-gateway';
import { readRefusal, type Refusal } from '@jangbu/model';
import { status } from '@grpc/grpc-js';

/** A refusal, and whose peer said it. */
export interface EndorserRefusal {
  readonly mspId: string;
  readonly refusal: Refusal;
}

/** At least one. */
export type EndorserRefusals = readonly [EndorserRefusal, ...EndorserRefusal[]];

/** What went wrong with a call, in the contract client's terms. */
export type Failure =
  /** Contracts refused, at these organisations' peers; the others that were asked agreed or were down. */
  | { readonly kind: 'REFUSED'; readonly refusals: EndorserRefusals }
  /** The endorsers' results differ. */
  | { readonly kind: 'DISAGREED' }
  /** The gateway works, but peers of these organisations did not answer it. */
  | { readonly kind: 'ENDORSERS_DOWN'; readonly organizations: readonly string[] }
  /** Too few orderers took it, as far as the gateway knows. */
  | { readonly kind: 'ORDERERS_DOWN' }
  /** The gateway peer itself did not answer. */
  | { readonly kind: 'PEER_DOWN' }
  /** It answers, and knows no peer of its own that runs the contracts. */
  | { readonly kind: 'NO_CONTRACTS'; readonly says: string }
  /** It was asked for blocks that it does not have yet: it is more than one behind them. */
  | { readonly kind: 'PEER_BEHIND' }
  | { readonly kind: 'OVERLOADED' }
  | { readonly kind: 'DEADLINE' }
  /** None of these. */
  | { readonly kind: 'OTHER'; readonly says: string };

/** Codes that say nearly all by themselves. */
const BY_CODE = new Map<number, (message: string) => Failure>([
  // Not by our own signal, of which the contract client knows before it asks here: the peer is going down.
  [status.CANCELLED, () => ({ kind: 'PEER_DOWN' })],
  [status.DEADLINE_EXCEEDED, () => ({ kind: 'DEADLINE' })],
  [status.RESOURCE_EXHAUSTED, exhausted],
  [status.UNAVAILABLE, unavailable],
]);

/** What one endorser's words mean. */
type DetailKind = 'REFUSED' | 'DISAGREED' | 'OVERLOADED' | 'SAID_BY_CONTRACT' | 'NOT_PERMITTED' | 'DOWN';

// The gateway tells these apart in words only (internal/pkg/gateway: apiutils.go, endorsement.go;
// internal/peer/node/grpc_limiters.go).
const MISMATCH = 'ProposalResponsePayloads do not match';
const TOO_MANY = 'too many requests';
const FROM_CONTRACT = 'chaincode response ';
const NO_ENDORSERS = 'failed to find any endorsing peers for org(s): ';
const NO_CONTRACTS = 'no peers available to evaluate';
// What the gateway library says of a block stream that ends with `NOT_FOUND` (blockeventsrequest.js). A peer waits for the
// block that comes next, and for no later one (orderer/common/blockledger/fileledger: Iterator).
const NO_SUCH_BLOCK = 'Unexpected status response: 404';
const NO_PERMISSION = /access denied|creator .* is not|identity expired|certificate has expired/;

function kindOf({ message }: ErrorDetail): DetailKind {
  if (readRefusal(message)) return 'REFUSED';
  if (message.includes(MISMATCH)) return 'DISAGREED';
  if (message.includes(TOO_MANY)) return 'OVERLOADED';
  if (message.includes(FROM_CONTRACT)) return 'SAID_BY_CONTRACT';
  if (NO_PERMISSION.test(message)) return 'NOT_PERMITTED';
  return 'DOWN';
}

function refusalsIn(details: readonly ErrorDetail[]): EndorserRefusal[] {
  return details.flatMap(({ mspId, message }) => {
    const refusal = readRefusal(message);
    return refusal ? [{ mspId, refusal }] : [];
  });
}

/** Several endorsers' words taken together: what is most certain to repeat itself comes first. */
function fromDetails(details: readonly ErrorDetail[]): Failure {
  const [first, ...others] = refusalsIn(details);
  if (first) return { kind: 'REFUSED', refusals: [first, ...others] };
  const kinds = details.map(kindOf);
  const final = details.find((_, i) => kinds[i] === 'SAID_BY_CONTRACT' || kinds[i] === 'NOT_PERMITTED');
  if (final) return { kind: 'OTHER', says: final.message };
  const down = details.filter((_, i) => kinds[i] === 'DOWN').map(({ mspId }) => mspId);
  if (down.length > 0) return { kind: 'ENDORSERS_DOWN', organizations: [...new Set(down)] };
  return kinds.includes('OVERLOADED') ? { kind: 'OVERLOADED' } : { kind: 'DISAGREED' };
}

function unavailable(message: string): Failure {
  const at = message.indexOf(NO_ENDORSERS);
  if (at >= 0) {
    const organizations = message.slice(at + NO_ENDORSERS.length).split(', ');
    return { kind: 'ENDORSERS_DOWN', organizations };
  }
  return message.includes('orderer') ? { kind: 'ORDERERS_DOWN' } : { kind: 'PEER_DOWN' };
}

function exhausted(message: string): Failure {
  return message.includes('larger than max') ? { kind: 'OTHER', says: message } : { kind: 'OVERLOADED' };
}

function fromMessage(message: string): Failure {
  const refusal = readRefusal(message);
  if (refusal) return { kind: 'REFUSED', refusals: [{ mspId: '', refusal }] };
  if (message.includes(TOO_MANY)) return { kind: 'OVERLOADED' };
  // The peer is up and has not yet (or no longer) the chaincode or its own place in the channel.
  const at = message.indexOf(NO_CONTRACTS);
  if (at >= 0) return { kind: 'NO_CONTRACTS', says: message.slice(at) };
  // What HTTP/2 says of a connection that breaks under a call.
  if (message.includes('RST_STREAM')) return { kind: 'PEER_DOWN' };
  return { kind: 'OTHER', says: message };
}

/**
 * What a failed call means.
 *
 * @param error whatever the gateway library threw
 */
export function classifyFailure(error: unknown): Failure {
  if (!(error instanceof GatewayError)) {
    const says = error instanceof Error ? error.message : String(error);
    return says === NO_SUCH_BLOCK ? { kind: 'PEER_BEHIND' } : { kind: 'OTHER', says };
  }
  const byCode = BY_CODE.get(error.code);
  if (byCode) return byCode(error.message);
  return error.details.length > 0 ? fromDetails(error.details) : fromMessage(error.message);
}
