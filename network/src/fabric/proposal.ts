import { randomBytes } from 'node:crypto';

import { common, peer } from '@hyperledger/fabric-protos';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';

import { sha256Hex } from '@jangbu/model';

import type { Signer } from './signer';

const nonceBytes = 24;

/** A call of a chaincode, system chaincodes included. */
export interface ChaincodeCall {
  /** Empty for a call that concerns a peer rather than a channel. */
  readonly channel: string;
  readonly chaincode: string;
  /** Function name and arguments. */
  readonly args: readonly (string | Uint8Array)[];
}

/** A proposal that its creator has signed, and what is needed to make a transaction of it. */
export interface SignedProposal {
  readonly transactionId: string;
  readonly header: common.Header;
  /** Serialised `protos.ChaincodeProposalPayload`. */
  readonly payload: Uint8Array;
  readonly message: peer.SignedProposal;
}

function channelHeader(call: ChaincodeCall, transactionId: string): common.ChannelHeader {
  const chaincode = new peer.ChaincodeID();
  chaincode.setName(call.chaincode);
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(chaincode);
  const header = new common.ChannelHeader();
  header.setType(common.HeaderType.ENDORSER_TRANSACTION);
  header.setChannelId(call.channel);
  header.setTxId(transactionId);
  header.setTimestamp(Timestamp.fromDate(new Date()));
  header.setExtension$(extension.serializeBinary());
  return header;
}

function payloadOf(call: ChaincodeCall): Uint8Array {
  const input = new peer.ChaincodeInput();
  input.setArgsList(call.args.map((arg) => (typeof arg === 'string' ? Buffer.from(arg) : arg)));
  const chaincode = new peer.ChaincodeID();
  chaincode.setName(call.chaincode);
  const spec = new peer.ChaincodeSpec();
  spec.setType(peer.ChaincodeSpec.Type.NODE);
  spec.setChaincodeId(chaincode);
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  return payload.serializeBinary();
}

/** Writes and signs a proposal; the transaction id is the hash of a fresh nonce and the creator, as Fabric demands. */
export function signProposal(call: ChaincodeCall, signer: Signer): SignedProposal {
  const nonce = randomBytes(nonceBytes);
  const transactionId = sha256Hex(nonce, signer.creator);
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(signer.creator);
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader(call, transactionId).serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = payloadOf(call);
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload);
  const bytes = proposal.serializeBinary();
  const message = new peer.SignedProposal();
  message.setProposalBytes(bytes);
  message.setSignature(signer.sign(bytes));
  return { transactionId, header, payload, message };
}

/**
 * Makes the transaction of a proposal and its endorsements.
 *
 * @param responses the endorsing peers' responses, all with the same payload
 * @returns the envelope that consenters take
 */
export function transactionOf(
  proposal: SignedProposal,
  responses: readonly peer.ProposalResponse[],
  signer: Signer,
): common.Envelope {
  const endorsements = responses.map((response) => response.getEndorsement());
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(responses[0]?.getPayload_asU8() ?? '');
  endorsed.setEndorsementsList(endorsements.filter((endorsement) => endorsement !== undefined));
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(proposal.payload);
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setHeader(proposal.header.getSignatureHeader_asU8());
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([action]);
  const payload = new common.Payload();
  payload.setHeader(proposal.header);
  payload.setData(transaction.serializeBinary());
  const bytes = payload.serializeBinary();
  const envelope = new common.Envelope();
  envelope.setPayload(bytes);
  envelope.setSignature(signer.sign(bytes));
  return envelope;
}
