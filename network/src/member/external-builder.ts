import { chmod, cp, mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { shippedFiles } from '../shipped/shipped-files';

/** Variables of the peer's environment that the external builder may read; see `builder/bin`. */
export const builderVariables = [
  'JANGBU_CHAINCODE_ADDRESS',
  'JANGBU_CHAINCODE_TLS_ROOT',
  'JANGBU_CHAINCODE_TLS_CERT',
  'JANGBU_CHAINCODE_TLS_KEY',
  'JANGBU_CHAINCODE_NODE_OPTIONS',
] as const;

/** What the external builder learns from the environment of its peer. */
export type BuilderEnvironment = Readonly<Partial<Record<(typeof builderVariables)[number], string>>>;

/**
 * Copies the external builder into a folder: running peers then don't depend on where this program is
 * installed, nor on whether its installation kept the scripts executable.
 *
 * @param builder the folder that a peer's configuration names
 */
export async function placeBuilder(builder: string): Promise<void> {
  const target = join(builder, 'bin');
  await mkdir(target, { recursive: true });
  await cp(shippedFiles.builderScripts, target, { recursive: true });
  for (const script of await readdir(target)) await chmod(join(target, script), 0o755);
}

/**
 * Notes where one package is served that has an address of its own: the builder prefers it, when the package is
 * installed, to the address in the peer's environment.
 *
 * @param builder the folder that a peer's configuration names
 * @param label the package's label
 * @param address `host:port`
 */
export async function noteAddress(builder: string, label: string, address: string): Promise<void> {
  const file = join(builder, 'addresses', label);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${address}\n`);
}
