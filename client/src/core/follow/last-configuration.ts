import { common } from '@hyperledger/fabric-protos';

/**
 * The number of the block that holds the channel's configuration in force at a block, as the consenters signed it into
 * the block's metadata.
 */
export function lastConfigurationOf(block: common.Block): bigint {
  const bytes = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.SIGNATURES];
  const value = common.Metadata.deserializeBinary(bytes ?? new Uint8Array()).getValue_asU8();
  // Without a value it is the first block, which is the configuration itself.
  return BigInt(common.OrdererBlockMetadata.deserializeBinary(value).getLastConfig()?.getIndex() ?? 0);
}
