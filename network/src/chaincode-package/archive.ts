import { gzipSync } from 'fflate';
import { pack } from 'tar-stream';

/** A file of an archive. */
export interface PackagedFile {
  readonly name: string;
  readonly content: string | Buffer;
}

/** The same for every member: nothing in an archive may depend on when, where or by whom it is made. */
const ALWAYS = { mtime: new Date(0), uid: 0, gid: 0, uname: '', gname: '', mode: 0o644 } as const;

/** An archive of files, in the order given: the same files give the same bytes, whatever the version of Node. */
export async function tarGz(files: readonly PackagedFile[]): Promise<Buffer> {
  const tar = pack();
  for (const { name, content } of files) tar.entry({ name, ...ALWAYS }, content);
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  // Not Node's zlib: its output changes with the zlib that Node is built with, and the package id with it.
  return Buffer.from(gzipSync(Buffer.concat(chunks), { level: 9, mtime: 0 }));
}
