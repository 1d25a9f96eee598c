import { common } from '@hyperledger/fabric-protos';
import { lastConfigurationOf } from './last-configuration';

function blockWith(signatures: Uint8Array): common.Block {
  const metadata = new common.BlockMetadata();
  metadata.setMetadataList([signatures]);
  const block = new common.Block();
  block.setMetadata(metadata);
  return block;
}

describe('the configuration in force at a block', () => {
  test('is what the consenters signed with the block', () => {
    const last = new common.LastConfig();
    last.setIndex(17);
    const signed = new common.OrdererBlockMetadata();
    signed.setLastConfig(last);
    const metadata = new common.Metadata();
    metadata.setValue(signed.serializeBinary());
    expect(lastConfigurationOf(blockWith(metadata.serializeBinary()))).toBe(17n);
  });

  test('is the first block where nothing is said, as in the first block itself', () => {
    expect(lastConfigurationOf(blockWith(new Uint8Array()))).toBe(0n);
    expect(lastConfigurationOf(new common.Block())).toBe(0n);
  });
});
