import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { smallConsortium } from '../../testing/consortium';
import { writePidFile } from '../processes/pid-file';
import { identify } from '../processes/process-identity';
import { knownNetworks, noteNetwork } from './known-networks';
import { claimState, purgeState } from './state';
import { stateFolder } from './state-folder';

let base = '';
let env: NodeJS.ProcessEnv = {};

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'known-'));
  env = { JANGBU_CACHE: join(base, 'cache') };
});
afterEach(async () => {
  await rm(base, { recursive: true });
});

/** Those below this test's folder: on this machine there may be others. */
async function known(): Promise<Awaited<ReturnType<typeof knownNetworks>>> {
  return (await knownNetworks(env)).filter(({ stateDir }) => stateDir.startsWith(base));
}

describe('the networks of a machine', () => {
  it('are those that were brought up, from whichever clone, until they are removed', async () => {
    const consortium = await smallConsortium();
    const [one, other] = [stateFolder(join(base, 'one')), stateFolder(join(base, 'other'))];
    for (const folder of [one, other]) {
      await claimState(folder);
      await noteNetwork(folder, consortium, '/a/consortium.yaml', env);
    }
    const node = one.node('peer0');
    await mkdir(node.folder, { recursive: true });
    writePidFile(node.pidFile, identify(process.pid) ?? { pid: 0, started: '' });
    const { channel, members, ports } = consortium;
    const what = {
      channel,
      members: members.length,
      portBase: ports.base,
      consortiumFile: '/a/consortium.yaml',
    };
    expect(await known()).toEqual([
      { stateDir: one.root, ...what, nodes: 1, running: 1 },
      { stateDir: other.root, ...what, nodes: 0, running: 0 },
    ]);
    await purgeState(other);
    expect((await known()).map(({ stateDir }) => stateDir)).toEqual([one.root]);
  });

  it('are none where the cache holds nothing readable, and where it cannot be written', async () => {
    await mkdir(join(base, 'cache', 'networks'), { recursive: true });
    await writeFile(join(base, 'cache', 'networks', 'broken.json'), '{');
    expect(await known()).toEqual([]);
    // Below a file nothing can be made, whoever tries.
    env = { JANGBU_CACHE: join(base, 'cache', 'networks', 'a file', 'below') };
    await writeFile(join(base, 'cache', 'networks', 'a file'), '');
    const folder = stateFolder(join(base, 'one'));
    await claimState(folder);
    await noteNetwork(folder, await smallConsortium(), undefined, env);
    expect(await known()).toEqual([]);
  });
});
