import type { NetworkStatus } from '@jangbu/network/devnet';

/** What a process does in the work that is measured. */
export const PROCESS_KINDS = [
  /** A peer that endorses nothing of it: what every further member costs. */
  'committingPeer',
  'endorsingPeer',
  'supervisorPeer',
  'consenter',
  'contracts',
  'client',
] as const;

export type ProcessKind = (typeof PROCESS_KINDS)[number];

/** Processes by what they do. */
export type ProcessesByKind = Readonly<Record<ProcessKind, readonly number[]>>;

/**
 * Sorts the processes of a network, and this one, by what they do.
 *
 * @param endorsers ids of the firms whose peers endorse the work that is measured
 * @param supervisor its id; its peer is a kind of its own whether it endorses or not
 */
export function processesByKind(
  { members, chaincode }: NetworkStatus,
  endorsers: readonly string[],
  supervisor: string,
): ProcessesByKind {
  const kindOf = (id: string): ProcessKind => {
    if (id === supervisor) return 'supervisorPeer';
    return endorsers.includes(id) ? 'endorsingPeer' : 'committingPeer';
  };
  const running = (nodes: readonly { readonly pid?: number }[]): number[] =>
    nodes.flatMap(({ pid }) => pid ?? []);
  const peers = (kind: ProcessKind): number[] =>
    running(members.filter(({ id }) => kindOf(id) === kind).flatMap((member) => member.peers));
  return {
    committingPeer: peers('committingPeer'),
    endorsingPeer: peers('endorsingPeer'),
    supervisorPeer: peers('supervisorPeer'),
    consenter: running(members.flatMap(({ orderers }) => orderers)),
    contracts: running([chaincode]),
    client: [process.pid],
  };
}
