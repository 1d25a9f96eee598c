import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { stateFolder } from './state-folder';
import { claimState, purgeState, requireOurs } from './state';

let base = '';

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'state-'));
});

afterEach(async () => {
  await rm(base, { recursive: true });
});

describe("a network's state folder", () => {
  it('is made, marked, and may then be claimed again and removed', async () => {
    const folder = stateFolder(join(base, 'new'));
    await claimState(folder);
    await writeFile(join(folder.root, 'more'), '');
    await claimState(folder);
    await purgeState(folder);
    expect(existsSync(folder.root)).toBe(false);
  });

  it.each(['lock.json', 'lock.json.4711', 'lock.json.4711.4711', 'lock.json.4711.stale'])(
    'is made of a folder in which a killed process left %s, and nothing else is in it',
    async (left) => {
      await writeFile(join(base, left), '{"pid":4711,"started":"once"}');
      const folder = stateFolder(base);
      expect(() => {
        requireOurs(folder);
      }).not.toThrow();
      await claimState(folder);
      expect(existsSync(folder.marker)).toBe(true);
    },
  );

  it('is not made of a folder that holds something else', async () => {
    await writeFile(join(base, 'thesis.doc'), '');
    await expect(claimState(stateFolder(base))).rejects.toMatchObject({ code: 'STATE_NOT_OURS' });
  });

  it('is never removed without its mark', async () => {
    await mkdir(join(base, 'members'));
    await expect(purgeState(stateFolder(base))).rejects.toMatchObject({ code: 'STATE_NOT_OURS' });
    expect(existsSync(join(base, 'members'))).toBe(true);
  });
});
