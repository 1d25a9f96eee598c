import { common } from '@hyperledger/fabric-protos';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';

import { sha256, sha256Hex } from '@jangbu/model';

import { NetworkError } from '../errors/network-error';

const nonceBytes = 24;

function notGenesis(): NetworkError {
  return new NetworkError('CHANNEL_FAILED', "configtxgen's block is no genesis block of a channel");
}

/** The configuration's own bytes with every map in the order of its keys, which Go leaves to chance. */
function sortedConfig(envelope: Uint8Array): Uint8Array {
  const config = common.ConfigEnvelope.deserializeBinary(envelope);
  // The JavaScript runtime writes maps in the order of their keys.
  const bytes = config.serializeBinary();
  // Only the order may differ: a field that these protocol buffers don't know would be lost, and the length tell.
  if (bytes.length !== envelope.length) throw notGenesis();
  return bytes;
}

/** The header that configtxgen writes, but for the time and the random number in it. */
function headerOf(before: common.Header, config: Uint8Array, time: Date): common.Header {
  const nonce = sha256(config).subarray(0, nonceBytes);
  const channelHeader = common.ChannelHeader.deserializeBinary(before.getChannelHeader_asU8());
  channelHeader.setTimestamp(Timestamp.fromDate(time));
  // Fabric's rule for a transaction's id: nonce and creator, who here is nobody.
  channelHeader.setTxId(sha256Hex(nonce));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  return header;
}

/**
 * A genesis block as everybody makes it: configtxgen's, without what differs from one run to the next. The random
 * number follows from the configuration, the order of maps from their keys, the time is given.
 *
 * @param block configtxgen's
 * @param time the same for everybody
 * @throws NetworkError `CHANNEL_FAILED` when the block is no genesis block, or says what our protocol buffers don't know
 */
export function canonicalBlock(block: Uint8Array, time: Date): Uint8Array {
  const made = common.Block.deserializeBinary(block);
  const [first, ...others] = made.getData()?.getDataList_asU8() ?? [];
  const head = made.getHeader();
  if (first === undefined || others.length > 0 || head?.getNumber() !== 0) throw notGenesis();
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(first).getPayload_asU8(),
  );
  const before = payload.getHeader();
  if (before === undefined) throw notGenesis();
  const config = sortedConfig(payload.getData_asU8());
  payload.setHeader(headerOf(before, config, time));
  payload.setData(config);
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  const content = envelope.serializeBinary();
  const data = new common.BlockData();
  data.setDataList([content]);
  made.setData(data);
  head.setDataHash(sha256(content));
  return made.serializeBinary();
}
