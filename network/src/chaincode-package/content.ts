import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';

import { gunzipSync } from 'fflate';
import { extract } from 'tar-stream';

import { NetworkError } from '../errors/network-error';

/** The files of a tar.gz by their names. */
export async function untar(gz: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  const files = new Map<string, Buffer>();
  const entries = Readable.from([gunzipSync(gz)]).pipe(extract());
  for await (const entry of entries) {
    const chunks: Buffer[] = [];
    for await (const chunk of entry) chunks.push(chunk as Buffer);
    files.set(entry.header.name, Buffer.concat(chunks));
  }
  return files;
}

/**
 * The files that a chaincode package holds: what runs.
 *
 * @param bytes the package's tar.gz
 * @throws NetworkError `PACKAGE_INVALID` when the bytes are no such package
 */
export async function packagedFiles(bytes: Uint8Array): Promise<ReadonlyMap<string, Buffer>> {
  let code: Buffer | undefined;
  try {
    code = (await untar(bytes)).get('code.tar.gz');
    if (code) return await untar(code);
  } catch (error) {
    throw new NetworkError('PACKAGE_INVALID', 'the file is no chaincode package', {}, error);
  }
  throw new NetworkError('PACKAGE_INVALID', 'the chaincode package holds no code.tar.gz');
}

/** Writes a package's files into a folder, all of them or none. */
export async function extractPackage(bytes: Uint8Array, folder: string): Promise<void> {
  const unfinished = `${folder}.new`;
  await rm(unfinished, { recursive: true, force: true });
  for (const [name, content] of await packagedFiles(bytes)) {
    if (!/^src\/[\w.-]+$/.test(name)) continue;
    await mkdir(unfinished, { recursive: true });
    await writeFile(join(unfinished, name.slice(4)), content);
  }
  await rm(folder, { recursive: true, force: true });
  await mkdir(dirname(folder), { recursive: true });
  await rename(unfinished, folder);
}
