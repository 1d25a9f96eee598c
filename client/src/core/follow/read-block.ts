import { common, msp, peer, type ledger } from '@hyperledger/fabric-protos';
import { validationName, VALIDATION } from '../peers/validation-codes';
import type { DeliveredBlock } from '../peers/transport';
import { FollowError } from '../errors';
import { dataHash, headerHash } from './block-hash';
import type { LedgerBlock, LedgerTransaction, RejectedTransaction } from './ledger-block';
import { readPrivateWrites, readWriteSets } from './write-sets';

type PrivateSets = Map<number, ledger.rwset.TxPvtReadWriteSet>;

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

/** An envelope taken apart as far as every kind of transaction has it. */
interface OpenedEnvelope {
  readonly kind: number;
  readonly transactionId: string;
  readonly creator: Uint8Array;
  readonly signedAt: number;
  readonly data: Uint8Array;
}

/** A time as its creator signed it, which may be any number: `Date` makes NaN of those beyond the year 275760. */
function millisecondsOf(timestamp: ReturnType<common.ChannelHeader['getTimestamp']>): number {
  return timestamp ? timestamp.getSeconds() * 1000 + Math.floor(timestamp.getNanos() / 1_000_000) : 0;
}

function openEnvelope(bytes: Uint8Array): OpenedEnvelope {
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(bytes).getPayload_asU8(),
  );
  const header = payload.getHeader();
  if (!header) throw new TypeError('an envelope without a header');
  const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  const signatureHeader = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
  return {
    kind: channelHeader.getType(),
    transactionId: channelHeader.getTxId(),
    creator: signatureHeader.getCreator_asU8(),
    signedAt: millisecondsOf(channelHeader.getTimestamp()),
    data: payload.getData_asU8(),
  };
}

/** The results of each action of an endorser transaction (there is one). */
function resultsOf(data: Uint8Array): Uint8Array[] {
  return peer.Transaction.deserializeBinary(data)
    .getActionsList()
    .flatMap((each) => {
      const action = peer.ChaincodeActionPayload.deserializeBinary(each.getPayload_asU8()).getAction();
      if (!action) return [];
      const response = peer.ProposalResponsePayload.deserializeBinary(
        action.getProposalResponsePayload_asU8(),
      );
      return [peer.ChaincodeAction.deserializeBinary(response.getExtension_asU8()).getResults_asU8()];
    });
}

function readTransaction(
  { transactionId, creator, signedAt, data }: OpenedEnvelope,
  position: number,
  privateSets: PrivateSets,
): LedgerTransaction {
  const sets = resultsOf(data).map(readWriteSets);
  const privateHashes = sets.flatMap((set) => set.privateHashes);
  const delivered = privateSets.get(position);
  const identity = msp.SerializedIdentity.deserializeBinary(creator);
  return {
    transactionId,
    position,
    creator: {
      mspId: identity.getMspid(),
      certificate: Buffer.from(identity.getIdBytes_asU8()).toString('utf8'),
    },
    signedAt,
    writes: sets.flatMap((set) => set.writes),
    privateHashes,
    privateWrites: delivered ? readPrivateWrites(delivered, privateHashes) : [],
  };
}

function privateSetsOf(delivered: peer.BlockAndPrivateData | undefined): PrivateSets {
  const sets: PrivateSets = new Map();
  delivered?.getPrivateDataMapMap().forEach((set, position) => sets.set(position, set));
  return sets;
}

function commitHashOf(metadata: readonly Uint8Array[]): string | null {
  const bytes = metadata[common.BlockMetadataIndex.COMMIT_HASH];
  if (!bytes || bytes.length === 0) return null;
  return hex(common.Metadata.deserializeBinary(bytes).getValue_asU8());
}

function readParts({ block, privateData }: DeliveredBlock): LedgerBlock {
  const header = block.getHeader();
  const data = block.getData();
  if (!header || !data) throw new TypeError('a block without header or data');
  if (!dataHash(data).equals(header.getDataHash_asU8()))
    throw new TypeError('the data do not fit the header');
  const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
  const validity = metadata[common.BlockMetadataIndex.TRANSACTIONS_FILTER] ?? new Uint8Array();
  const privateSets = privateSetsOf(privateData);
  const transactions: LedgerTransaction[] = [];
  const rejected: RejectedTransaction[] = [];
  data.getDataList_asU8().forEach((bytes, position) => {
    const envelope = openEnvelope(bytes);
    const code = validity[position] ?? VALIDATION.NOT_VALIDATED;
    if (code !== VALIDATION.VALID) {
      rejected.push({ transactionId: envelope.transactionId, position, validation: validationName(code) });
    } else if (envelope.kind === common.HeaderType.ENDORSER_TRANSACTION) {
      transactions.push(readTransaction(envelope, position, privateSets));
    }
  });
  return {
    number: BigInt(header.getNumber()),
    hash: hex(headerHash(header)),
    previousHash: hex(header.getPreviousHash_asU8()),
    commitHash: commitHashOf(metadata),
    transactions,
    rejected,
  };
}

/**
 * A delivered block in the ledger's terms. Configuration transactions are passed over.
 *
 * @throws FollowError `DAMAGED` when its data do not fit its header or cannot be read
 */
export function readBlock(delivered: DeliveredBlock): LedgerBlock {
  try {
    return readParts(delivered);
  } catch (cause) {
    const number = BigInt(delivered.block.getHeader()?.getNumber() ?? 0);
    const says = cause instanceof Error ? cause.message : String(cause);
    throw new FollowError('DAMAGED', number, `block ${number.toString()} cannot be read: ${says}`, { cause });
  }
}
