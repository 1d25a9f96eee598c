import { setTimeout as delay } from 'node:timers/promises';
import { Type } from '@sinclair/typebox';
import { defineBench, type BenchContext } from '../definition/bench';
import type { Scale } from '../figures/scale';
import { processorSeconds, tellsOfProcesses, whereTold } from '../measure/proc';
import { rounded } from '../measure/statistics';
import type { BenchNetwork } from '../network/bench-network';
import { NotNegative, Positive, PositiveCount } from '../figures/figures';

const IDLE_SECONDS: Readonly<Record<Scale, number>> = { FULL: 30, SHORT: 5 };

async function pidsOf(network: BenchNetwork): Promise<number[]> {
  const { members, chaincode } = await network.status();
  const nodes = [...members.flatMap(({ peers, orderers }) => [...peers, ...orderers]), chaincode];
  return nodes.flatMap(({ pid }) => pid ?? []);
}

/** Cores that the network's processes use while nobody asks anything of them. */
async function idleCpu(network: BenchNetwork, seconds: number): Promise<number> {
  const pids = await pidsOf(network);
  const used = (): number => pids.reduce((sum, pid) => sum + processorSeconds(pid), 0);
  const before = used();
  const started = performance.now();
  await delay(seconds * 1000);
  return (used() - before) / ((performance.now() - started) / 1000);
}

/** From nothing to a network that is ready. */
export const upBench = defineBench({
  name: 'up',
  about: 'seconds from nothing to the contracts answering at every peer, memory, idle processor',
  figures: () =>
    Type.Object(
      {
        secondsToReady: Positive,
        memoryMB: Positive,
        idleCpu: whereTold(NotNegative),
        members: PositiveCount,
        consenters: PositiveCount,
      },
      { additionalProperties: false },
    ),
  async run({ scale, network, progress, consortium }: BenchContext) {
    const secondsToReady = await network.up();
    const seconds = IDLE_SECONDS[scale];
    progress({ phase: 'idle', text: `watching for ${seconds} s` });
    const idle = tellsOfProcesses ? { idleCpu: rounded(await idleCpu(network, seconds)) } : {};
    const { memoryMB } = await network.status();
    return {
      secondsToReady: rounded(secondsToReady),
      memoryMB,
      ...idle,
      members: consortium.members.length,
      consenters: consortium.consenters.length,
    };
  },
});
