import { join } from 'node:path';
import { consortiumFiles } from '@jangbu/network';
import { openNetworkContext } from './network-context';

describe('which development network a command is about', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  it('takes empty variables as if they were not set', async () => {
    for (const name of ['CONSORTIUM', 'STATE', 'HOME']) process.env[`JANGBU_${name}`] = '';
    const { consortiumFile, stateDir } = await openNetworkContext({});
    expect(consortiumFile).toBe(consortiumFiles.full);
    expect(stateDir).toBe(join(process.cwd(), '.jangbu', 'consortium'));
  });
});
