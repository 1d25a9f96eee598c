import { gateway, peer } from '@hyperledger/fabric-protos';

import { NetworkError } from '../network-error';
import type { PeerConnection } from './peer-connection';
import { signProposal, transactionOf, type ChaincodeCall } from './proposal';

const endorseMs = 60_000;
const submitMs = 30_000;
const commitMs = 60_000;

function codeName(code: number): string {
  const entry = Object.entries(peer.TxValidationCode).find(([, value]) => value === code);
  return entry?.[0] ?? String(code);
}

async function commitCode(connection: PeerConnection, channel: string, id: string): Promise<number> {
  const request = new gateway.CommitStatusRequest();
  request.setTransactionId(id);
  request.setChannelId(channel);
  request.setIdentity(connection.signer.creator);
  const bytes = request.serializeBinary();
  const signed = new gateway.SignedCommitStatusRequest();
  signed.setRequest(bytes);
  signed.setSignature(connection.signer.sign(bytes));
  return (await connection.commitStatus(signed, commitMs)).getResult();
}

function requireAgreement(responses: readonly peer.ProposalResponse[], what: string): void {
  const [first, ...others] = responses.map((response) => Buffer.from(response.getPayload_asU8()));
  if (first !== undefined && others.every((other) => other.equals(first))) return;
  throw new NetworkError('FABRIC_REFUSED', `the members' peers gave different results for ${what}; try again`, { what });
}

/**
 * Runs a call on the peers named, orders the transaction, and waits until the first peer has committed it.
 *
 * @param connection through which the transaction goes, signed by its member's admin
 * @param endorsers the peers that endorse
 * @throws NetworkError `FABRIC_REFUSED` when an endorser refuses, they disagree, or it is found invalid
 * @throws grpc.ServiceError when a peer can't be reached in time
 */
export async function submit(
  call: ChaincodeCall,
  connection: PeerConnection,
  endorsers: readonly PeerConnection[],
): Promise<void> {
  const proposal = signProposal(call, connection.signer);
  const responses = await Promise.all(endorsers.map((endorser) => endorser.endorse(proposal, endorseMs)));
  const what = `${call.chaincode} ${String(call.args[0])}`;
  requireAgreement(responses, what);
  const request = new gateway.SubmitRequest();
  request.setTransactionId(proposal.transactionId);
  request.setChannelId(call.channel);
  request.setPreparedTransaction(transactionOf(proposal, responses, connection.signer));
  const code = commitCode(connection, call.channel, proposal.transactionId);
  // Under BFT the gateway may call a transaction refused that commits ("already processed"), so its answer
  // counts only when the commit status does not come either.
  const refusal = connection.submit(request, submitMs).then(
    () => undefined,
    (error: unknown) => error,
  );
  const [committed, refused] = await Promise.allSettled([code, refusal]);
  if (committed.status === 'rejected') throw refused.status === 'fulfilled' && refused.value !== undefined ? refused.value : committed.reason;
  if (committed.value === peer.TxValidationCode.VALID) return;
  throw new NetworkError('FABRIC_REFUSED', `the channel found ${what} invalid: ${codeName(committed.value)}`, {
    what,
    code: codeName(committed.value),
  });
}
