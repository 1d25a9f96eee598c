import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ledgerSize } from './ledger-size';

test('block files are counted by themselves, and everything together', async () => {
  const stateDir = await mkdtemp(join(tmpdir(), 'jangbu-ledger-size-'));
  try {
    const data = join(stateDir, 'nodes', 'peer0.nh', 'data', 'ledgersData');
    const chain = join(data, 'chains', 'chains', 'interfirm');
    await mkdir(chain, { recursive: true });
    await mkdir(join(data, 'stateLeveldb'));
    await writeFile(join(chain, 'blockfile_000000'), 'a'.repeat(300));
    await writeFile(join(chain, 'blockfile_000001'), 'a'.repeat(20));
    await writeFile(join(data, 'stateLeveldb', '000001.log'), 'a'.repeat(7));
    expect(await ledgerSize({ stateDir }, 'peer0.nh')).toEqual({ blocks: 320, all: 327 });
  } finally {
    await rm(stateDir, { recursive: true });
  }
});
