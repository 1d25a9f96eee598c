import type { NetworkStatus } from '@jangbu/network/devnet';
import { Type, type Static } from '@sinclair/typebox';
import { supervisorId } from 'jangbu';
import type { BenchNetwork } from '../network/bench-network';
import { NotNegative, Positive, PositiveCount } from '../figures/figures';
import { ledgerSize, type LedgerSize } from './ledger-size';
import { exactMemoryMB, processorSeconds, tellsOfProcesses, whereTold } from './proc';
import { PROCESS_KINDS, processesByKind, type ProcessesByKind } from './process-kinds';
import { rounded } from './statistics';

const MB = 1024 ** 2;

/** A figure for each kind of process: of these peers there may be none. */
const ByKind = Type.Object(
  {
    committingPeer: Type.Optional(NotNegative),
    endorsingPeer: Type.Optional(NotNegative),
    supervisorPeer: Positive,
    consenter: Positive,
    contracts: Positive,
    client: Positive,
  },
  { additionalProperties: false },
);
type ByKind = Static<typeof ByKind>;

/** What some work took from the network's nodes and this process. */
export const Spent = Type.Object(
  {
    /** Of one process, the mean of its kind, for a thousand units of work. */
    processorSecondsPerThousand: whereTold(ByKind),
    /** Likewise of one process. */
    memoryMBBefore: whereTold(ByKind),
    memoryMBAfter: whereTold(ByKind),
    /** How many processes there are of each kind. */
    processes: ByKind,
    blocks: PositiveCount,
    blockMB: Positive,
    /** By so much the supervisor's peer's whole folder grew. Its databases clear up when they like: it may shrink. */
    ledgerMB: Type.Number(),
  },
  { additionalProperties: false },
);
export type Spent = Static<typeof Spent>;

/** How things stand at one moment. */
interface Reading {
  readonly height: number;
  readonly ledger: LedgerSize;
  readonly processorSeconds: (pid: number) => number;
  readonly memoryMB: (pid: number) => number;
}

/** So long a peer may take to catch up. */
const CATCH_UP_MS = 120_000;

/**
 * Peers that only commit are behind the others: what they still have to do belongs to the work.
 *
 * @throws RangeError when one does not catch up
 */
async function settled(network: BenchNetwork): Promise<NetworkStatus> {
  const until = performance.now() + CATCH_UP_MS;
  for (;;) {
    const status = await network.status();
    const behind = status.members.flatMap(({ peers }) => peers).filter(({ lag }) => lag !== 0);
    if (behind.length === 0) return status;
    if (performance.now() > until)
      throw new RangeError(`peers do not catch up: ${behind.map(({ name }) => name).join(', ')}`);
  }
}

async function read(network: BenchNetwork, supervisor: string, pids: readonly number[]): Promise<Reading> {
  const { height, members } = await settled(network);
  const peer = members.find(({ id }) => id === supervisor)?.peers[0];
  if (!peer) throw new RangeError('the supervisor has no peer');
  const known = (of: (pid: number) => number): ((pid: number) => number) => {
    const values = new Map(pids.map((pid) => [pid, of(pid)]));
    return (pid) => values.get(pid) ?? Number.NaN;
  };
  return {
    height,
    ledger: await ledgerSize(network.context, peer.name),
    processorSeconds: known(processorSeconds),
    memoryMB: known(exactMemoryMB),
  };
}

function byKind(processes: ProcessesByKind, of: (pids: readonly number[]) => number): ByKind {
  const figures = PROCESS_KINDS.filter((kind) => processes[kind].length > 0).map((kind) => [
    kind,
    rounded(of(processes[kind])),
  ]);
  // A kind that is missing, where there must be one, is found when the result is checked.
  return Object.fromEntries(figures) as ByKind;
}

function meanOf(of: (pid: number) => number): (pids: readonly number[]) => number {
  return (pids) => pids.reduce((sum, pid) => sum + of(pid), 0) / pids.length;
}

/**
 * Measures what work takes from the network and this process.
 *
 * @param endorsers ids of the firms whose peers endorse it
 * @param units how many of what is measured the work does
 */
export async function spentOn<T>(
  network: BenchNetwork,
  endorsers: readonly string[],
  units: number,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly spent: Spent }> {
  const supervisor = supervisorId(network.context.consortium);
  const processes = processesByKind(await settled(network), endorsers, supervisor);
  const pids = tellsOfProcesses ? Object.values(processes).flat() : [];
  const before = await read(network, supervisor, pids);
  const result = await work();
  const after = await read(network, supervisor, pids);
  const perThousand = (pid: number): number =>
    ((after.processorSeconds(pid) - before.processorSeconds(pid)) / units) * 1000;
  return {
    result,
    spent: {
      ...(tellsOfProcesses && {
        processorSecondsPerThousand: byKind(processes, meanOf(perThousand)),
        memoryMBBefore: byKind(processes, meanOf(before.memoryMB)),
        memoryMBAfter: byKind(processes, meanOf(after.memoryMB)),
      }),
      processes: byKind(processes, (pids) => pids.length),
      blocks: after.height - before.height,
      blockMB: rounded((after.ledger.blocks - before.ledger.blocks) / MB),
      ledgerMB: rounded((after.ledger.all - before.ledger.all) / MB),
    },
  };
}
