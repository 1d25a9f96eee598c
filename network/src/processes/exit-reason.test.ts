import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { exitReason, tellingLines } from './exit-reason';

let folder = '';
let log = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'death-'));
  log = join(folder, 'log');
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function deathBy(text: string): Promise<unknown> {
  await writeFile(log, text);
  return exitReason('peer0.nh', log);
}

describe('why a node ended', () => {
  it('is a full disk, when its log says so', async () => {
    const error = await deathBy('panic: write /state/000001.log: no space left on device\n');
    expect(error).toMatchObject({ code: 'DISK_FULL', facts: { node: 'peer0.nh' } });
  });

  it('is a port taken, when its log says so, and which', async () => {
    const error = await deathBy('Error: listen tcp 127.0.0.1:17000: bind: address already in use\n');
    expect(error).toMatchObject({ code: 'PORT_IN_USE', facts: { address: '127.0.0.1:17000' } });
  });

  it("is a machine without a network, which Fabric's peer refuses", async () => {
    const error = await deathBy('Error: no non-loopback, IPv4 interface detected\n');
    expect(error).toMatchObject({ code: 'NO_NETWORK_INTERFACE' });
  });

  it('is said in its own words otherwise', async () => {
    const error = await deathBy('INFO starting\nPANIC [orderer] Failed to load the MSP\n');
    expect(error).toMatchObject({ code: 'NODE_DIED' });
    expect(String(error)).toContain('Failed to load the MSP');
    expect(String(error)).not.toContain('starting');
  });

  it('is not looked for in an earlier life', async () => {
    const earlier = 'panic: no space left on device\n';
    await writeFile(log, `${earlier}quiet end\n`);
    expect(exitReason('peer0.nh', log, earlier.length)).toMatchObject({ code: 'NODE_DIED' });
  });

  it('is told without the stack that a Go program prints after it', () => {
    const lines = ['panic: bad config', 'goroutine 1 [running]:', 'main.main()', '\t/src/main.go:12 +0x1d'];
    expect(tellingLines(lines)).toEqual(['panic: bad config']);
  });
});
