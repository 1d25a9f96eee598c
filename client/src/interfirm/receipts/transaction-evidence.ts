import { verify, type X509Certificate } from 'node:crypto';
import { common, msp, peer } from '@hyperledger/fabric-protos';
import { sha256 } from '@jangbu/model';
import { ReceiptError } from '../../core/errors';
import type { PrivateHash } from '../../core/follow/ledger-block';
import { readWriteSets } from '../../core/follow/write-sets';
import { issuedBy, type ChannelTrust } from '../../core/channel-trust/channel-trust';

/** A transaction's envelope, all of whose signatures hold. */
export interface TransactionEvidence {
  readonly id: string;
  readonly channel: string;
  /** MSP id of the organisation whose client made it. */
  readonly creator: string;
  /** MSP ids of the organisations whose peers endorsed its result, each once. */
  readonly endorsers: ReadonlySet<string>;
  readonly privateHashes: readonly PrivateHash[];
}

function holds(certificate: X509Certificate, message: Uint8Array, signature: Uint8Array): boolean {
  return verify('sha256', message, certificate.publicKey, signature);
}

/** Whose identity it is, when the channel's configuration admits it. */
function admitted(
  serialized: Uint8Array,
  trust: ChannelTrust,
): { readonly mspId: string; readonly certificate: X509Certificate } | undefined {
  const identity = msp.SerializedIdentity.deserializeBinary(serialized);
  const organisation = trust.organisations.get(identity.getMspid());
  const certificate = organisation && issuedBy(identity.getIdBytes_asU8(), organisation);
  return certificate && { mspId: identity.getMspid(), certificate };
}

/** The organisation of a peer that endorsed, when its signature holds. */
function endorserOf(
  endorsement: peer.Endorsement,
  response: Uint8Array,
  trust: ChannelTrust,
): string | undefined {
  const endorser = endorsement.getEndorser_asU8();
  const found = admitted(endorser, trust);
  if (!found) return undefined;
  const unit = trust.organisations.get(found.mspId)?.peerUnit;
  if (unit && !found.certificate.subject.split('\n').includes(`OU=${unit}`)) return undefined;
  const message = Buffer.concat([response, endorser]);
  return holds(found.certificate, message, endorsement.getSignature_asU8()) ? found.mspId : undefined;
}

function endorsedAction(data: Uint8Array): peer.ChaincodeEndorsedAction {
  const [first, ...more] = peer.Transaction.deserializeBinary(data).getActionsList();
  const action = first && peer.ChaincodeActionPayload.deserializeBinary(first.getPayload_asU8()).getAction();
  if (!action || more.length > 0) throw new TypeError('a transaction has one action');
  return action;
}

function readParts(bytes: Uint8Array, trust: ChannelTrust): TransactionEvidence {
  const envelope = common.Envelope.deserializeBinary(bytes);
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = payload.getHeader();
  if (!header) throw new TypeError('an envelope without a header');
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const signatureHeader = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
  const creator = admitted(signatureHeader.getCreator_asU8(), trust);
  if (!creator || !holds(creator.certificate, envelope.getPayload_asU8(), envelope.getSignature_asU8())) {
    throw new ReceiptError('TRANSACTION', 'the transaction is not signed by a client of a member');
  }
  // Fabric's rule (protoutil.ComputeTxID): nobody can give his transaction another one's id.
  const id = sha256(signatureHeader.getNonce_asU8(), signatureHeader.getCreator_asU8()).toString('hex');
  if (id !== channelHeader.getTxId()) {
    throw new ReceiptError('TRANSACTION', 'the transaction does not have the id that follows from it');
  }
  const action = endorsedAction(payload.getData_asU8());
  const response = action.getProposalResponsePayload_asU8();
  const endorsers = action.getEndorsementsList().map((each) => endorserOf(each, response, trust));
  const result = peer.ChaincodeAction.deserializeBinary(
    peer.ProposalResponsePayload.deserializeBinary(response).getExtension_asU8(),
  );
  return {
    id,
    channel: channelHeader.getChannelId(),
    creator: creator.mspId,
    endorsers: new Set(endorsers.filter((mspId) => mspId !== undefined)),
    privateHashes: readWriteSets(result.getResults_asU8()).privateHashes,
  };
}

/**
 * Reads a transaction's envelope and checks its creator's signature and its endorsers'. An endorsement
 * that does not hold counts as none.
 *
 * @throws ReceiptError `TRANSACTION` when the envelope cannot be read, or its creator's signature or its id
 *   does not hold
 */
export function readEvidence(envelope: Uint8Array, trust: ChannelTrust): TransactionEvidence {
  try {
    return readParts(envelope, trust);
  } catch (cause) {
    if (cause instanceof ReceiptError) throw cause;
    throw new ReceiptError('TRANSACTION', 'the transaction cannot be read', { cause });
  }
}
