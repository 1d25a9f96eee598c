import { setTimeout as delay } from 'node:timers/promises';

import { gateway, peer, type common } from '@hyperledger/fabric-protos';

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

function whatOf({ chaincode, args }: ChaincodeCall): string {
  return `${chaincode} ${String(args[0])}`;
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

/** From here on it may stand, whoever does not answer. */
function inDoubt(error: unknown, what: string, transactionId: string): unknown {
  if (!(error instanceof NetworkError) || error.code !== 'NODE_NOT_READY') return error;
  const { message, facts } = error;
  return new NetworkError(
    'IN_DOUBT',
    `${what} was sent, and may stand or not: ${message}`,
    { ...facts, transactionId },
    error,
  );
}

/** Hands an endorsed transaction on, and says what was wrong with it if the channel finds it invalid. */
async function order(
  call: ChaincodeCall,
  connection: PeerConnection,
  transactionId: string,
  transaction: common.Envelope,
): Promise<void> {
  const request = new gateway.SubmitRequest();
  request.setTransactionId(transactionId);
  request.setChannelId(call.channel);
  request.setPreparedTransaction(transaction);
  const what = whatOf(call);
  const code = await orderAndWait(connection, request).catch((error: unknown) => {
    throw inDoubt(error, what, transactionId);
  });
  if (code === peer.TxValidationCode.VALID) return;
  const name = codeName(code);
  throw new NetworkError('FABRIC_REFUSED', `the channel found ${what} invalid: ${name}`, {
    what,
    code: name,
  });
}

/**
 * Runs a call on the peers named, orders the transaction, and waits until the first peer has committed it.
 *
 * @param connection through which the transaction goes, signed by its member's admin
 * @param endorsers the peers that endorse
 * @throws NetworkError `FABRIC_REFUSED` when an endorser refuses, they disagree, or it is found invalid,
 *   `NODE_NOT_READY` when a peer can't be reached in time, `IN_DOUBT` when it was so after the transaction was sent
 */
export async function submitTransaction(
  call: ChaincodeCall,
  connection: PeerConnection,
  endorsers: readonly PeerConnection[],
): Promise<void> {
  const proposal = signProposal(call, connection.signer);
  const responses = await Promise.all(endorsers.map((endorser) => endorser.endorse(proposal, endorseMs)));
  requireAgreement(responses, whatOf(call));
  const transaction = transactionOf(proposal, responses, connection.signer);
  await order(call, connection, proposal.transactionId, transaction);
}

/**
 * The same with the peers that the first peer's gateway finds of the organisations named.
 *
 * @param organizations MSP ids; a peer of each endorses
 * @throws FabricRefusal with what each organisation's peer said, or as {@link submitTransaction} does
 */
export async function submitByGateway(
  call: ChaincodeCall,
  connection: PeerConnection,
  organizations: readonly string[],
): Promise<void> {
  const { signer } = connection;
  const proposal = signProposal(call, signer);
  const request = new gateway.EndorseRequest();
  request.setTransactionId(proposal.transactionId);
  request.setChannelId(call.channel);
  request.setProposedTransaction(proposal.message);
  request.setEndorsingOrganizationsList([...organizations]);
  const transaction = (await connection.endorseByGateway(request, endorseMs)).getPreparedTransaction();
  if (transaction === undefined) throw new Error(`${connection.name} gave no transaction`);
  transaction.setSignature(signer.sign(transaction.getPayload_asU8()));
  await order(call, connection, proposal.transactionId, transaction);
}
