import { crc32 } from 'node:zlib';

// A journal is a header and then frames, each written whole and made durable before the next one is
// begun. A frame holds one or more records that belong together:
//   mark (4 bytes) | sequence (u32) | payload length (u32) | CRC-32 (u32) | payload
// The checksum covers sequence, length and payload. The payload is, for each record, its length
// (u32) and its bytes. All numbers are big-endian.

/** Begins every journal file: what it is, and the version of its form. */
export const FILE_HEADER = Buffer.from('JANGBUJ1');
const MARK = Buffer.from([0xa7, 0x4a, 0x42, 0xf1]);
export const FRAME_HEADER_BYTES = 16;

/** A frame takes no more than this, so that a damaged length is not believed. */
export const FRAME_BYTES_MAX = 256 * 1024 * 1024;

function checksum(sequence: number, payload: Uint8Array): number {
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(sequence, 0);
  numbers.writeUInt32BE(payload.length, 4);
  return crc32(payload, crc32(numbers));
}

/** What a frame's first bytes say of the rest. */
export interface FrameHeader {
  readonly sequence: number;
  readonly length: number;
  readonly checksum: number;
}

/** A frame as it is written. */
export function encodeFrame(sequence: number, records: readonly Uint8Array[]): Buffer {
  const payload = Buffer.concat(
    records.flatMap((record) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(record.length);
      return [length, record];
    }),
  );
  const header = Buffer.alloc(FRAME_HEADER_BYTES);
  MARK.copy(header);
  header.writeUInt32BE(sequence, 4);
  header.writeUInt32BE(payload.length, 8);
  header.writeUInt32BE(checksum(sequence, payload), 12);
  return Buffer.concat([header, payload]);
}

/** Reads a frame's header; undefined where none stands. */
export function decodeHeader(bytes: Buffer): FrameHeader | undefined {
  if (bytes.length < FRAME_HEADER_BYTES || !bytes.subarray(0, 4).equals(MARK)) return undefined;
  const header = {
    sequence: bytes.readUInt32BE(4),
    length: bytes.readUInt32BE(8),
    checksum: bytes.readUInt32BE(12),
  };
  return header.length <= FRAME_BYTES_MAX ? header : undefined;
}

/** One record within a payload. */
export interface RecordSpan {
  /** Where its bytes begin, from the payload's start. */
  readonly offset: number;
  readonly length: number;
}

/** The records of a payload; undefined when it is not what its header says. */
export function decodePayload(header: FrameHeader, payload: Buffer): RecordSpan[] | undefined {
  if (payload.length !== header.length || checksum(header.sequence, payload) !== header.checksum) {
    return undefined;
  }
  const spans: RecordSpan[] = [];
  for (let at = 0; at < payload.length;) {
    const length = payload.readUInt32BE(at);
    spans.push({ offset: at + 4, length });
    at += 4 + length;
  }
  return spans;
}

/** Where a frame may begin at or after an offset; −1 when nowhere. */
export function nextMark(bytes: Buffer, from: number): number {
  return bytes.indexOf(MARK, from);
}
