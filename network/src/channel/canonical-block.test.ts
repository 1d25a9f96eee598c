import { randomBytes } from 'node:crypto';

import { common } from '@hyperledger/fabric-protos';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';

import { sha256 } from '@jangbu/model';

import { canonicalBlock } from './canonical-block';

const time = new Date('2026-03-02T00:00:00Z');

function groupOf(name: string, members: readonly Uint8Array[] = []): Uint8Array {
  const group = new common.ConfigGroup();
  group.setModPolicy(`${name}/Admins`);
  return Buffer.concat([group.serializeBinary(), ...members]);
}

/** One entry of a group's map of groups, as bytes: a message may be put together from such pieces in any order. */
function entryOf(name: string, bytes: Uint8Array): Uint8Array {
  const holder = new common.ConfigGroup();
  holder.getGroupsMap().set(name, common.ConfigGroup.deserializeBinary(bytes));
  return holder.serializeBinary();
}

/** A genesis block as Go may write it: maps in this order, a time and a random number of its own. */
function blockOf(members: readonly string[], trailing: Uint8Array = new Uint8Array()): Uint8Array {
  const entries = members.map((name) => entryOf(name, groupOf(name)));
  const channel = Buffer.concat([groupOf('Channel', entries), trailing]);
  // Config: field 2, its length, the group; by hand, since the JavaScript runtime would put the maps in order.
  const lengthOf = (bytes: Uint8Array): number[] =>
    bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7];
  const config = Buffer.concat([Buffer.from([0x12, ...lengthOf(channel)]), channel]);
  const envelopeOfConfig = Buffer.concat([Buffer.from([0x0a, ...lengthOf(config)]), config]);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.CONFIG);
  channelHeader.setChannelId('interfirm');
  channelHeader.setTimestamp(Timestamp.fromDate(new Date()));
  channelHeader.setTxId(randomBytes(32).toString('hex'));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setNonce(randomBytes(24));
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(envelopeOfConfig);
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  const data = new common.BlockData();
  data.setDataList([envelope.serializeBinary()]);
  const head = new common.BlockHeader();
  head.setNumber(0);
  head.setDataHash(sha256(randomBytes(3)));
  const block = new common.Block();
  block.setHeader(head);
  block.setData(data);
  return block.serializeBinary();
}

function partsOf(bytes: Uint8Array): { content: Uint8Array; dataHash: Buffer; payload: common.Payload } {
  const block = common.Block.deserializeBinary(bytes);
  const [content = new Uint8Array()] = block.getData()?.getDataList_asU8() ?? [];
  const envelope = common.Envelope.deserializeBinary(content);
  return {
    content,
    dataHash: Buffer.from(block.getHeader()?.getDataHash_asU8() ?? []),
    payload: common.Payload.deserializeBinary(envelope.getPayload_asU8()),
  };
}

describe('a genesis block made canonical', () => {
  it('is the same bytes whatever order, time and random number Go chose', () => {
    const one = canonicalBlock(blockOf(['NhMSP', 'KofiaMSP', 'SamsungMSP']), time);
    const other = canonicalBlock(blockOf(['SamsungMSP', 'NhMSP', 'KofiaMSP']), time);
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(true);
  });

  it('is another one for other members', () => {
    const one = canonicalBlock(blockOf(['NhMSP', 'KofiaMSP']), time);
    const other = canonicalBlock(blockOf(['NhMSP', 'DaishinMSP']), time);
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
  });

  it('names its content by its hash', () => {
    const { content, dataHash } = partsOf(canonicalBlock(blockOf(['NhMSP', 'KofiaMSP']), time));
    expect(dataHash.equals(sha256(content))).toBe(true);
  });

  it('names its transaction by nonce and creator, and its time as given', () => {
    const { payload } = partsOf(canonicalBlock(blockOf(['NhMSP', 'KofiaMSP']), time));
    const header = payload.getHeader() ?? new common.Header();
    const channelHeader = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
    const { nonce } = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8()).toObject();
    expect(channelHeader.getTxId()).toBe(sha256(Buffer.from(String(nonce), 'base64')).toString('hex'));
    expect(channelHeader.getTimestamp()?.toDate()).toEqual(time);
  });

  it('keeps every member', () => {
    const { payload } = partsOf(canonicalBlock(blockOf(['NhMSP', 'KofiaMSP']), time));
    const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
    const groups = config?.getChannelGroup()?.getGroupsMap();
    expect([...(groups?.keys() ?? [])].sort()).toEqual(['KofiaMSP', 'NhMSP']);
  });

  it('is refused where it says what these protocol buffers do not know', () => {
    // Field 99 of the channel's group: a text of one letter.
    const unknown = Buffer.from([0x9a, 0x06, 0x01, 0x61]);
    expect(() => canonicalBlock(blockOf(['NhMSP'], unknown), time)).toThrow('no genesis block');
  });

  it('is refused where it is no block at all', () => {
    expect(() => canonicalBlock(new Uint8Array(), time)).toThrow('no genesis block');
  });
});
