import { silent } from '@jangbu/network';
import { openNetworkOf, type NetworkContext } from 'jangbu';

/** A process of the network. */
export interface RunningNode {
  readonly name: string;
  readonly pid: number;
}

/** What runs of a network: peers, consenters and the process of the contracts. */
export async function runningNodes(context: NetworkContext): Promise<RunningNode[]> {
  const { members, chaincode } = await openNetworkOf(context, silent).status();
  const nodes = [...members.flatMap(({ peers, orderers }) => [...peers, ...orderers]), chaincode];
  return nodes.flatMap(({ name, pid }) => (pid === undefined ? [] : [{ name, pid }]));
}
