import { mkdtemp, rm } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { networkUp, openNetworkOf, type NetworkContext, takeDown } from 'jangbu';
import type { Bench, BenchContext, BenchFigures } from '../bench';
import { rounded } from '../measure/statistics';

/** This network stands beside the one that may be up already. */
const PORTS_BESIDE = 5_000;
const IDLE_SECONDS = 30;
/** The kernel counts processor time in ticks, a hundred a second (sysconf(3), _SC_CLK_TCK) on Linux. */
const TICKS_A_SECOND = 100;

/** Processor time that a process has used, in seconds (proc_pid_stat(5), fields 14 and 15). */
function processorSeconds(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
}

async function pidsOf(place: NetworkContext): Promise<number[]> {
  const { members, chaincode } = await openNetworkOf(place, () => undefined).status();
  const nodes = [...members.flatMap(({ peers, orderers }) => [...peers, ...orderers]), chaincode];
  return nodes.flatMap(({ pid }) => pid ?? []);
}

/** Cores that the network's processes use while nobody asks anything of them. */
async function idleCpu(place: NetworkContext): Promise<number> {
  const pids = await pidsOf(place);
  const used = (): number => pids.reduce((sum, pid) => sum + processorSeconds(pid), 0);
  const before = used();
  const started = performance.now();
  await delay(IDLE_SECONDS * 1000);
  return (used() - before) / ((performance.now() - started) / 1000);
}

async function run({ place, progress }: BenchContext): Promise<BenchFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'jangbu-bench-up-'));
  const { consortium } = place;
  const own: NetworkContext = {
    ...place,
    stateDir: join(folder, 'state'),
    consortium: { ...consortium, ports: { base: consortium.ports.base + PORTS_BESIDE } },
  };
  try {
    const started = performance.now();
    await networkUp(own, progress);
    const secondsToReady = (performance.now() - started) / 1000;
    progress({ phase: 'idle', text: `watching for ${IDLE_SECONDS} s` });
    const cores = await idleCpu(own);
    const { memoryMB } = await openNetworkOf(own, () => undefined).status();
    return {
      bench: 'up',
      secondsToReady: rounded(secondsToReady),
      memoryMB,
      idleCpu: rounded(cores),
      members: consortium.members.length,
      consenters: consortium.consenters.length,
    };
  } finally {
    await takeDown(own, progress, { purge: true });
    await rm(folder, { recursive: true, force: true });
  }
}

/** From nothing to a network that is ready. */
export const upBench: Bench = {
  name: 'up',
  about: 'seconds from nothing to the contracts answering at every peer, memory, idle processor',
  run,
};
