import { gunzipSync, gzipSync } from 'fflate';
import { extract, pack } from 'tar-stream';

/** Files by name, relative and with `/`. */
export type Files = ReadonlyMap<string, Uint8Array>;

const epoch = new Date(0);
/** Fabric's check of a node package takes no executable files. */
const mode = 0o644;

async function bytesOf(stream: AsyncIterable<unknown>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) {
    if (chunk instanceof Uint8Array) chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * Packs files so that the same content gives the same bytes anywhere: sorted by name, without times, owners
 * or permissions of this machine, and compressed by a library of fixed version instead of the system's zlib.
 *
 * @returns a tar archive in gzip's form
 */
export async function packFiles(files: Files): Promise<Uint8Array> {
  const archive = pack();
  const whole = bytesOf(archive);
  for (const name of [...files.keys()].sort((a, b) => (a < b ? -1 : 1))) {
    const content = Buffer.from(files.get(name) ?? []);
    archive.entry({ name, mode, mtime: epoch, uid: 0, gid: 0, uname: '', gname: '', type: 'file' }, content);
  }
  archive.finalize();
  return gzipSync(await whole, { level: 9, mtime: 0 });
}

/**
 * Reads an archive that {@link packFiles} or another tar wrote.
 *
 * @returns its files; folders and links are left out
 * @throws Error when the bytes are no such archive
 */
export async function unpackFiles(bytes: Uint8Array): Promise<Files> {
  const archive = extract();
  archive.end(gunzipSync(bytes));
  const files = new Map<string, Uint8Array>();
  for await (const entry of archive) {
    const content = await bytesOf(entry);
    if (entry.header.type === 'file') files.set(entry.header.name, content);
  }
  return files;
}
