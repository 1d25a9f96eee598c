import type { FileHandle } from 'node:fs/promises';
import { StoreError } from '../errors';
import {
  decodeHeader,
  decodePayload,
  FILE_HEADER,
  FRAME_BYTES_MAX,
  FRAME_HEADER_BYTES,
  nextMark,
  type FrameHeader,
  type RecordSpan,
} from './frame';

/** Where a record's bytes are in the file. */
export interface RecordPlace {
  readonly offset: number;
  readonly length: number;
}

interface Frame {
  readonly header: FrameHeader;
  readonly payload: Buffer;
  readonly spans: readonly RecordSpan[];
}

/** What a scan found. */
export interface Scan {
  /** Where the last whole frame ends. */
  readonly end: number;
  /** Sequence of the last whole frame; 0 when there is none. */
  readonly sequence: number;
  /** Bytes behind it: a frame that was being written when the process or the machine died. */
  readonly torn: number;
}

async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
}

/** The frame at an offset, when a whole and sound one stands there. */
async function frameAt(file: FileHandle, offset: number, size: number): Promise<Frame | undefined> {
  const header = decodeHeader(await readAt(file, offset, FRAME_HEADER_BYTES));
  if (!header || offset + FRAME_HEADER_BYTES + header.length > size) return undefined;
  const payload = await readAt(file, offset + FRAME_HEADER_BYTES, header.length);
  const spans = decodePayload(header, payload);
  return spans && { header, payload, spans };
}

/**
 * Whether a sound frame of a later sequence stands behind a damaged place. A frame is begun only
 * when the one before it is durable, so then the damage is no torn write.
 */
async function laterFrame(file: FileHandle, from: number, size: number, sequence: number): Promise<boolean> {
  const tail = await readAt(file, from, Math.min(size - from, 2 * FRAME_BYTES_MAX));
  for (let at = nextMark(tail, 1); at >= 0; at = nextMark(tail, at + 1)) {
    const frame = await frameAt(file, from + at, size);
    if (frame && frame.header.sequence > sequence) return true;
  }
  return false;
}

/** Checks the file's first bytes; a file that never got them whole is as good as new. */
async function readFileHeader(file: FileHandle, size: number): Promise<'NEW' | 'READ'> {
  const header = await readAt(file, 0, Math.min(size, FILE_HEADER.length));
  if (!FILE_HEADER.subarray(0, header.length).equals(header)) {
    throw new StoreError('CORRUPT', 'the file is no journal, or its first bytes have changed');
  }
  return header.length < FILE_HEADER.length ? 'NEW' : 'READ';
}

/**
 * Reads a journal from its start, giving each record with its place.
 *
 * @throws StoreError `CORRUPT` when bytes have changed that had been made durable
 */
export async function scanJournal(
  file: FileHandle,
  onRecord: (record: Buffer, place: RecordPlace) => void,
): Promise<Scan> {
  const { size } = await file.stat();
  if ((await readFileHeader(file, size)) === 'NEW') return { end: 0, sequence: 0, torn: size };
  let end = FILE_HEADER.length;
  let sequence = 0;
  while (end < size) {
    const frame = await frameAt(file, end, size);
    if (frame?.header.sequence !== sequence + 1) {
      if (frame || (await laterFrame(file, end, size, sequence + 1))) {
        throw new StoreError('CORRUPT', `the journal is damaged at byte ${end}`);
      }
      break;
    }
    const base = end + FRAME_HEADER_BYTES;
    for (const { offset, length } of frame.spans) {
      onRecord(frame.payload.subarray(offset, offset + length), { offset: base + offset, length });
    }
    end = base + frame.header.length;
    sequence += 1;
  }
  return { end, sequence, torn: size - end };
}

/** A record's bytes. */
export async function readRecord(file: FileHandle, { offset, length }: RecordPlace): Promise<Buffer> {
  const bytes = await readAt(file, offset, length);
  if (bytes.length < length) throw new StoreError('CORRUPT', `the journal ends within a record at ${offset}`);
  return bytes;
}
