import { majorityPolicyPath } from '../channel/policies';
import type { PeerConnection } from '../fabric/peer-connection';
import { eachOf } from '../processes/wait';
import type { Progress } from '../progress';
import { majorityOf } from '../topology/topology';
import {
  approve,
  approvedPackage,
  commit,
  committedDefinition,
  installedPackages,
  installPackage,
  type Definition,
} from './definition';
import type { ChaincodePackage } from './package';

/** Installing unpacks the package, approving waits for a block: more at once only makes both slower on two cores. */
const INSTALLS_AT_ONCE = 4;
const APPROVALS_AT_ONCE = 8;
const PHASE = 'chaincode';

/** Where a package is deployed. */
export interface DeploymentInput {
  readonly channel: string;
  /** One peer of each member. */
  readonly connections: readonly PeerConnection[];
  readonly chaincode: ChaincodePackage;
  readonly version: string;
  readonly progress: Progress;
}

async function install({ connections, chaincode, progress }: DeploymentInput): Promise<void> {
  let done = 0;
  await eachOf(connections, INSTALLS_AT_ONCE, async (connection) => {
    const installed = await installedPackages(connection);
    if (!installed.includes(chaincode.id)) await installPackage(connection, chaincode.bytes);
    progress({ phase: PHASE, text: 'installing', done: (done += 1), total: connections.length });
  });
}

/** The sequence under which the package stands or is to stand, and whether it is committed there already. */
async function sequenceOf(input: DeploymentInput): Promise<{ readonly sequence: number; readonly committed: boolean }> {
  const { channel, chaincode, connections } = input;
  const [first] = connections;
  const definition = first && (await committedDefinition(first, channel));
  if (!first || !definition) return { sequence: 1, committed: false };
  const { sequence } = definition;
  if ((await approvedPackage(first, channel, sequence)) === chaincode.id) return { sequence, committed: true };
  return { sequence: sequence + 1, committed: false };
}

/**
 * Deploys a package: installs it on each peer, has each member approve it, and commits it by more than
 * half of the members. Does what is not done yet: a package that stands is left alone, another one is
 * an upgrade under the next sequence.
 *
 * @returns the sequence under which it stands
 */
export async function deployChaincode(input: DeploymentInput): Promise<number> {
  const { channel, connections, chaincode, version, progress } = input;
  await install(input);
  const { sequence, committed } = await sequenceOf(input);
  const definition: Definition = { channel, version, sequence, policy: majorityPolicyPath };
  let done = 0;
  await eachOf(connections, APPROVALS_AT_ONCE, async (connection) => {
    const approved = await approvedPackage(connection, channel, sequence);
    if (approved !== chaincode.id) await approve(connection, definition, chaincode.id);
    progress({ phase: PHASE, text: 'members approve', done: (done += 1), total: connections.length });
  });
  if (committed) return sequence;
  progress({ phase: PHASE, text: 'committing by majority' });
  await commit(definition, connections.slice(0, majorityOf(connections)));
  return sequence;
}
