import type { common } from '@hyperledger/fabric-protos';
import { sha256 } from '@jangbu/model';

/** Definite length of a DER value (X.690, 8.1.3). */
function derLength(length: number): Buffer {
  if (length < 0x80) return Buffer.of(length);
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.of(0x80 | bytes.length), bytes]);
}

function derInteger(value: bigint): Buffer {
  const hex = value.toString(16);
  const digits = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  const content = (digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), digits]) : digits;
  return Buffer.concat([Buffer.of(0x02), derLength(content.length), content]);
}

function derOctets(bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.of(0x04), derLength(bytes.length), bytes]);
}

/**
 * Hash of a block's header: SHA-256 over the DER of (number, previous hash, data hash), as Fabric's
 * `protoutil.BlockHeaderHash` makes it.
 */
export function headerHash(header: common.BlockHeader): Buffer {
  const content = Buffer.concat([
    derInteger(BigInt(header.getNumber())),
    derOctets(header.getPreviousHash_asU8()),
    derOctets(header.getDataHash_asU8()),
  ]);
  return sha256(Buffer.of(0x30), derLength(content.length), content);
}

/** Hash of a block's transactions: SHA-256 over all of them, one after the other. */
export function dataHash(data: common.BlockData): Buffer {
  return sha256(...data.getDataList_asU8());
}
