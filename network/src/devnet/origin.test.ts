import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ConsortiumDefinition } from '../consortium/consortium';
import { smallConsortium } from '../../testing/consortium';
import { stateFolder } from './state-folder';
import { topologyOf } from './topology';
import { requireSameOrigin, writeOrigin } from './origin';

let root = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'origin-'));
  await mkdir(stateFolder(root).channel.folder);
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

function contextOf(consortium: ConsortiumDefinition, chaincodeMode: 'service' | 'peer' = 'service') {
  return { topology: topologyOf(consortium), folder: stateFolder(root), chaincodeMode };
}

describe('what a channel was made from', () => {
  it('is recognised when the consortium file is the same', async () => {
    const consortium = await smallConsortium();
    await writeOrigin(contextOf(consortium));
    await expect(requireSameOrigin(contextOf(consortium))).resolves.toBeUndefined();
  });

  it('is recognised when only something has changed that the genesis block does not hold', async () => {
    const consortium = await smallConsortium();
    await writeOrigin(contextOf(consortium));
    const renamed = consortium.members.map((member) => ({ ...member, name: { en: 'New', ko: '새' } }));
    await expect(requireSameOrigin(contextOf({ ...consortium, members: renamed }))).resolves.toBeUndefined();
  });

  it.each<[string, (consortium: ConsortiumDefinition) => ConsortiumDefinition]>([
    ['members', (consortium) => ({ ...consortium, members: [...consortium.members].reverse() })],
    ['consenters', (consortium) => ({ ...consortium, consenters: [...consortium.consenters, 'nh'] })],
    ['ports', (consortium) => ({ ...consortium, ports: { base: 20_000 } })],
    ['channel', (consortium) => ({ ...consortium, channel: 'another' })],
  ])('is refused when the file has other %s now', async (fact, change) => {
    const consortium = await smallConsortium();
    await writeOrigin(contextOf(consortium));
    await expect(requireSameOrigin(contextOf(change(consortium)))).rejects.toMatchObject({
      code: 'OTHER_CONSORTIUM',
      facts: { difference: fact },
    });
  });

  it('is refused when the chaincode is to run another way, which installed packages have settled', async () => {
    const consortium = await smallConsortium();
    await writeOrigin(contextOf(consortium));
    await expect(requireSameOrigin(contextOf(consortium, 'peer'))).rejects.toMatchObject({
      facts: { difference: 'chaincode mode' },
    });
  });
});
