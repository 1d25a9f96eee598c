import { chmod, cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ensureGenesis } from '../channel/genesis';
import type { Consortium } from '../consortium/consortium';
import { deployChaincode } from '../deployment/deploy';
import type { ChaincodePackage } from '../deployment/package';
import { extractPackage } from '../deployment/package-content';
import { writeProfiles } from '../deployment/profile';
import { joinOrderer, ordererAnswers } from '../fabric/channel-participation';
import { PeerConnection } from '../fabric/peer-connection';
import { channelsOf, joinChannel } from '../fabric/system-chaincodes';
import { ensureIdentities } from '../identities';
import { NetworkError } from '../network-error';
import { requireAlive, stopNode, type RunningNode } from '../processes/node-process';
import { eachOf, requireWanted, until } from '../processes/wait';
import type { FabricPrograms } from '../programs';
import type { Progress } from '../progress';
import type { StateFolder } from '../topology/state-folder';
import type { OrdererNode, Topology } from '../topology/topology';
import { chaincodeCommand, serve, servedPackage } from './chaincode-node';
import { ordererCommand, peerCommand } from './node-command';
import { startNodes } from './nodes';
import { ready } from './readiness';

const NODE_ANSWERS_MS = 60_000;
const READY_MS = 180_000;
const JOINS_AT_ONCE = 6;
const CHAINCODE_GRACE_MS = 5_000;

/** What bringing a network up takes. */
export interface UpInput {
  readonly consortium: Consortium;
  readonly topology: Topology;
  readonly folder: StateFolder;
  readonly fabric: FabricPrograms;
  readonly chaincode: ChaincodePackage;
  /** The chaincode's version, as its definition says. */
  readonly version: string;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

/** The external builder's scripts, in the state folder: a peer's configuration names them by their path. */
async function writeBuilder(folder: StateFolder): Promise<void> {
  const source = join(__dirname, '..', '..', 'builder');
  await cp(source, folder.builder, { recursive: true });
  const bin = join(folder.builder, 'bin');
  for (const script of await readdir(bin)) await chmod(join(bin, script), 0o755);
}

async function prepare({ consortium, topology, folder, fabric, progress }: UpInput): Promise<void> {
  await mkdir(folder.root, { recursive: true });
  await writeFile(folder.marker, `${JSON.stringify({ network: 'jangbu', channel: topology.channel })}\n`);
  await ensureIdentities(consortium, folder.root, progress);
  progress({ phase: 'channel', text: 'genesis block' });
  await ensureGenesis(topology, folder, fabric.path('configtxgen'));
  await writeBuilder(folder);
}

async function startFabric({ topology, folder, fabric, progress }: UpInput): Promise<readonly RunningNode[]> {
  progress({ phase: 'nodes', text: `${topology.orderers.length} consenters, ${topology.peers.length} peers` });
  const programs = {
    peer: fabric.path('peer'),
    orderer: fabric.path('orderer'),
    configtxgen: fabric.path('configtxgen'),
  };
  return startNodes(
    [
      ...topology.orderers.map((node) => ({ node, command: ordererCommand(node, folder, programs) })),
      ...topology.peers.map((node) => ({ node, command: peerCommand(node, topology, folder, programs) })),
    ],
    folder,
  );
}

function notReady(node: string): NetworkError {
  return new NetworkError('NODE_NOT_READY', `${node} does not answer; look at \`network logs ${node}\``, { node });
}

async function joinConsenter(input: UpInput, orderer: OrdererNode, node: RunningNode, genesis: Buffer): Promise<void> {
  const { root } = input.folder;
  const answered = await until(
    () => {
      requireAlive(node);
      return ordererAnswers(root, orderer);
    },
    NODE_ANSWERS_MS,
    input.signal,
  );
  if (!answered) throw notReady(orderer.name);
  await joinOrderer(root, orderer, genesis);
}

async function joinPeer(input: UpInput, connection: PeerConnection, node: RunningNode, genesis: Buffer): Promise<void> {
  requireWanted(input.signal);
  const connected = await connection.connects(NODE_ANSWERS_MS);
  requireAlive(node);
  if (!connected) throw notReady(connection.node.name);
  const { channel } = input.topology;
  if (!(await channelsOf(connection)).includes(channel)) await joinChannel(connection, genesis);
}

async function joinNodes(input: UpInput, nodes: readonly RunningNode[], connections: readonly PeerConnection[]): Promise<void> {
  const { topology, folder, progress } = input;
  const genesis = await readFile(folder.channel.genesis);
  const running = new Map(nodes.map((node) => [node.node, node]));
  const nodeOf = (name: string): RunningNode => {
    const node = running.get(name);
    if (!node) throw notReady(name);
    return node;
  };
  let done = 0;
  const total = topology.orderers.length + connections.length;
  const told = (): void => {
    progress({ phase: 'channel', text: 'nodes that have joined', done: (done += 1), total });
  };
  const consenters = eachOf(topology.orderers, topology.orderers.length, async (orderer) => {
    await joinConsenter(input, orderer, nodeOf(orderer.name), genesis);
    told();
  });
  const peers = eachOf(connections, JOINS_AT_ONCE, async (connection) => {
    await joinPeer(input, connection, nodeOf(connection.node.name), genesis);
    told();
  });
  const [first, second] = await Promise.allSettled([consenters, peers]);
  if (first.status === 'rejected') throw first.reason;
  if (second.status === 'rejected') throw second.reason;
}

/** Starts the process that serves the chaincode; an older package's makes way for it. */
async function startChaincode({ topology, folder, chaincode }: UpInput): Promise<readonly RunningNode[]> {
  const node = topology.chaincode;
  if (servedPackage(folder) !== chaincode.id) {
    await stopNode(folder.node(node.name).pidFile, CHAINCODE_GRACE_MS);
    await extractPackage(chaincode.bytes, folder.extracted(chaincode.id));
    serve(folder, chaincode.id);
  }
  return startNodes([{ node, command: chaincodeCommand(topology, folder, chaincode.id) }], folder);
}

/**
 * Brings a network up, from whatever state it is in: makes what is not there, starts what doesn't run,
 * joins, deploys, and waits until it is ready.
 *
 * @throws NetworkError with one line that says what to do
 */
export async function up(input: UpInput): Promise<void> {
  const { topology, folder, progress, signal } = input;
  await prepare(input);
  requireWanted(signal);
  const fabricNodes = await startFabric(input);
  const connections = topology.peers.map((peer) => new PeerConnection(folder.root, peer));
  try {
    await joinNodes(input, fabricNodes, connections);
    requireWanted(signal);
    const nodes = [...fabricNodes, ...(await startChaincode(input))];
    const { channel } = topology;
    await deployChaincode({ channel, connections, chaincode: input.chaincode, version: input.version, progress });
    requireWanted(signal);
    await writeProfiles(topology, folder);
    await ready({ channel, connections, nodes, progress, deadlineMs: READY_MS, signal });
  } finally {
    for (const connection of connections) connection.close();
  }
}
