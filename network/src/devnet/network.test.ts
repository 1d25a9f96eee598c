import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { smallConsortium } from '../../testing/consortium';
import { silent } from '../long-work/progress';
import { until } from '../long-work/until';
import { startNode, type NodeProcess } from '../processes/node-process';
import { isRunning } from '../processes/process-identity';
import { programsIn } from '../programs/programs';
import { openNetwork, type DevelopmentNetwork } from './network';
import { stateFolder } from './state-folder';
import { nodesOf } from './topology';

const graceMs = 5_000;
const cache = process.env['JANGBU_CACHE'];
let base = '';

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'network-'));
  process.env['JANGBU_CACHE'] = join(base, 'cache');
});

afterEach(async () => {
  if (cache === undefined) delete process.env['JANGBU_CACHE'];
  else process.env['JANGBU_CACHE'] = cache;
  await rm(base, { recursive: true });
});

const stateDir = (): string => join(base, 'state');

async function smallNetwork(): Promise<DevelopmentNetwork> {
  return openNetwork({ consortium: await smallConsortium(), stateDir: stateDir(), progress: silent });
}

/** A process in the place of one of a network's nodes. */
function running({ topology }: DevelopmentNetwork, at: number): NodeProcess {
  const node = nodesOf(topology)[at]?.name ?? '';
  const { log, pidFile } = stateFolder(stateDir()).node(node);
  const program = process.execPath;
  const args = ['-e', 'setInterval(() => undefined, 1000)'];
  return startNode({ node, program, args, environment: {}, folder: stateDir(), log, pidFile });
}

/** For an `up` that starts none of them. */
const fabric = programsIn('/nowhere', '3.1.1', 'PATH');

describe('a second Ctrl-C', () => {
  it('ends what this `up` has started, and leaves what ran before', async () => {
    const network = await smallNetwork();
    const before = running(network, 0);
    try {
      // Nodes in a folder without our mark: it starts nothing itself.
      await expect(network.up({ fabric })).rejects.toMatchObject({ code: 'STATE_NOT_OURS' });
      const started = running(network, 1);
      network.killStarted();
      await until(() => !isRunning(started.identity), graceMs);
      expect([isRunning(before.identity), isRunning(started.identity)]).toEqual([true, false]);
    } finally {
      await network.down();
    }
  });

  it('ends nothing where no `up` has begun', async () => {
    const network = await smallNetwork();
    const before = running(network, 0);
    network.killStarted();
    expect(isRunning(before.identity)).toBe(true);
    network.kill();
    await until(() => !isRunning(before.identity), graceMs);
    expect(isRunning(before.identity)).toBe(false);
  });
});
