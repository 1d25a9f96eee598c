import { common } from '@hyperledger/fabric-protos';

/** What a configuration block says, and of which channel. */
export interface ChannelConfiguration {
  readonly channel: string;
  /** The group of the whole channel, with `Application` and `Orderer` below it. */
  readonly root: common.ConfigGroup;
}

/**
 * What a block's one configuration transaction says.
 *
 * @param bytes a serialised `common.Block`
 * @throws Error when the bytes are no such block
 */
export function readConfiguration(bytes: Uint8Array): ChannelConfiguration {
  const [first] = common.Block.deserializeBinary(bytes).getData()?.getDataList_asU8() ?? [];
  if (!first) throw new TypeError('a block without content');
  const payload = common.Payload.deserializeBinary(
    common.Envelope.deserializeBinary(first).getPayload_asU8(),
  );
  const header = common.ChannelHeader.deserializeBinary(
    payload.getHeader()?.getChannelHeader_asU8() ?? new Uint8Array(),
  );
  const root = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig()?.getChannelGroup();
  if (header.getType() !== common.HeaderType.CONFIG || !root) throw new TypeError('no configuration');
  return { channel: header.getChannelId(), root };
}
