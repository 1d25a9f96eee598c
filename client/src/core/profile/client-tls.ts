import { readFile } from 'node:fs/promises';
import { ProfileError } from '../errors';

/** What a client shows of itself in mutual TLS, in PEM. It is no identity on the ledger. */
export interface ClientTls {
  readonly certificate: string;
  readonly privateKey: string;
}

/** The files with it. */
export interface ClientTlsFiles {
  readonly certificateFile: string;
  readonly privateKeyFile: string;
}

async function read(path: string, field: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const problem = { path: `/clientTls/${field}`, message: `the file ${path} cannot be read` };
    throw new ProfileError('the profile cannot be used', [problem], { cause });
  }
}

/** @throws ProfileError when a file cannot be read */
export async function readClientTls({ certificateFile, privateKeyFile }: ClientTlsFiles): Promise<ClientTls> {
  const certificate = await read(certificateFile, 'certificateFile');
  return { certificate, privateKey: await read(privateKeyFile, 'privateKeyFile') };
}
