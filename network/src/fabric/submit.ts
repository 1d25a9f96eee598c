import { setTimeout as delay } from 'node:timers/promises';

import { gateway, peer } from '@hyperledger/fabric-protos';

import { NetworkError } from '../errors/network-error';
import type { PeerConnection } from './peer-connection';
import { signProposal, transactionOf, type ChaincodeCall } from './proposal';

const endorseMs = 60_000;
const submitMs = 30_000;
const commitMs = 60_000;
/** How long a transaction that the gateway called refused may still take to commit. */
const refusedMs = 10_000;

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
  throw new NetworkError(
    'FABRIC_REFUSED',
    `the members' peers gave different results for ${what}; try again`,
    { what },
  );
}

/**
 * Hands the transaction to the consenters and waits until the peer has committed it. Under BFT the gateway may
 * call a transaction refused that commits ("already processed"): its refusal counts only when the commit does
 * not come within a while either.
 */
async function orderAndWait(connection: PeerConnection, request: gateway.SubmitRequest): Promise<number> {
  const committed = commitCode(connection, request.getChannelId(), request.getTransactionId());
  const refused = connection.submit(request, submitMs).then(
    () => committed,
    async (refusal: unknown) => {
      await delay(refusedMs);
      throw refusal;
    },
  );
  return Promise.race([committed, refused]);
}

/**
 * Runs a call on the peers named, orders the transaction, and waits until the first peer has committed it.
 *
 * @param connection through which the transaction goes, signed by its member's admin
 * @param endorsers the peers that endorse
 * @throws NetworkError `FABRIC_REFUSED` when an endorser refuses, they disagree, or it is found invalid,
 *   `NODE_NOT_READY` when a peer can't be reached in time
 */
export async function submitTransaction(
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
  const code = await orderAndWait(connection, request);
  if (code === peer.TxValidationCode.VALID) return;
  const name = codeName(code);
  throw new NetworkError('FABRIC_REFUSED', `the channel found ${what} invalid: ${name}`, {
    what,
    code: name,
  });
}
