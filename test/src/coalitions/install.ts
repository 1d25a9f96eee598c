import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { hashOf } from '@jangbu/model';
import {
  approve,
  chaincodeName,
  committedDefinition,
  connectAsAdmin,
  foundingList,
  install,
  memberLayout,
  noteAddress,
  packageChaincode,
  startNode,
  type ChaincodePackage,
} from '@jangbu/network';
import { stateFolder, topologyOf } from '@jangbu/network/devnet';
import type { NetworkContext } from 'jangbu';

/** Contracts of a member's own, and how they are served. */
export interface OwnServing {
  /** The node name under which they run; `down` stops it with the others. */
  readonly name: string;
  /** The program beside this one that serves them. */
  readonly program: string;
  readonly environment?: Readonly<Record<string, string>>;
}

function changed(memberId: string): OwnServing {
  return { name: `changed-chaincode.${memberId}`, program: 'serve.js' };
}

/** A package like the true one but for a byte: Fabric lets each organisation approve its own. */
async function changedPackage(context: NetworkContext, name: string): Promise<ChaincodePackage> {
  const folder = await mkdtemp(join(tmpdir(), 'jangbu-changed-'));
  try {
    await writeFile(join(folder, 'jangbu.js'), '// What runs is served elsewhere.\n');
    const foundingHash = hashOf(foundingList(context.consortium));
    return await packageChaincode({ bundleDir: folder, foundingHash, label: `jangbu_${name}` });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Lets one member's peer run the changed contracts in place of the true ones, by what its own operator may do
 * alone: another package is installed at its peer, with another address, and its admin approves the definition in
 * force with that package.
 *
 * @param port where the changed contracts listen
 * @param serving which contracts, where not those of `serve.js`
 */
export async function installChanged(
  context: NetworkContext,
  memberId: string,
  port: number,
  { name, program, environment }: OwnServing = changed(memberId),
): Promise<void> {
  const topology = topologyOf(context.consortium);
  const folder = stateFolder(resolve(context.stateDir));
  const peer = topology.peers.find(({ member }) => member.id === memberId);
  if (!peer) throw new RangeError(`${memberId} has no peer`);
  const chaincode = await changedPackage(context, name);
  const address = `127.0.0.1:${port}`;
  await noteAddress(folder.builder, chaincode.label, address);
  startNode({
    node: name,
    program: process.execPath,
    args: [join(__dirname, program)],
    environment: {
      NODE_OPTIONS: '',
      CHAINCODE_ID: chaincode.id,
      CHAINCODE_SERVER_ADDRESS: address,
      ...environment,
    },
    folder: folder.node(name).folder,
    log: folder.node(name).log,
    pidFile: folder.node(name).pidFile,
  });
  const connection = connectAsAdmin(memberLayout(folder.root, peer.member), peer);
  try {
    await install(connection, chaincode.bytes);
    const definition = await committedDefinition(connection, topology.channel, chaincodeName);
    if (!definition) throw new Error('no contracts are deployed');
    await approve(connection, topology.channel, definition, chaincode.id);
  } finally {
    connection.close();
  }
}
