import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { NetworkError } from '../errors/network-error';
import { requireAlive, runningNode, startNode, stopNode, type NodeCommand } from './node-process';
import { isRunning } from './process-identity';
import { until } from '../long-work/until';

const graceMs = 5_000;
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'node-process-'));
});

afterEach(async () => {
  await stopNode(join(folder, 'pid.json'), graceMs);
  await rm(folder, { recursive: true });
});

function command(script: string): NodeCommand {
  return {
    node: 'peer0.test',
    program: process.execPath,
    args: ['-e', script],
    environment: { SAID: 'hello' },
    folder,
    log: join(folder, 'log'),
    pidFile: join(folder, 'pid.json'),
  };
}

const waits = 'setInterval(() => undefined, 1000)';

describe('the process of a node', () => {
  it('writes what it says to its log, and is found again by its pid file', async () => {
    const node = startNode(command(`console.log(process.env.SAID); ${waits}`));
    const said = async (): Promise<boolean> => (await readFile(node.log, 'utf8')).includes('hello');
    expect(await until(said, graceMs)).toBe(true);
    expect(runningNode(command(waits))?.identity).toEqual(node.identity);
  });

  it('takes no settings from the operator’s own environment', async () => {
    process.env['CORE_PEER_LOCALMSPID'] = 'SomebodyElse';
    try {
      const node = startNode(command(`console.log('MSP', process.env.CORE_PEER_LOCALMSPID); ${waits}`));
      const said = async (): Promise<boolean> => (await readFile(node.log, 'utf8')).includes('MSP');
      expect(await until(said, graceMs)).toBe(true);
      expect(await readFile(node.log, 'utf8')).toContain('MSP undefined');
    } finally {
      delete process.env['CORE_PEER_LOCALMSPID'];
    }
  });

  it('stops when asked, and is not found afterwards', async () => {
    const node = startNode(command(waits));
    expect(await stopNode(command(waits).pidFile, graceMs)).toBe(true);
    expect(isRunning(node.identity)).toBe(false);
    expect(runningNode(command(waits))).toBeUndefined();
  });

  it('is made to stop when it does not heed the request', async () => {
    const deaf = `process.on('SIGTERM', () => undefined); console.log('deaf'); ${waits}`;
    const node = startNode(command(deaf));
    await until(async () => (await readFile(node.log, 'utf8')).includes('deaf'), graceMs);
    expect(await stopNode(command(deaf).pidFile, 100)).toBe(true);
    expect(isRunning(node.identity)).toBe(false);
  });

  it('leaves alone another process that has got the number of one long gone', async () => {
    const { pidFile } = command(waits);
    await writeFile(pidFile, JSON.stringify({ pid: process.pid, started: 'at another time' }));
    expect(await stopNode(pidFile, graceMs)).toBe(false);
    expect(runningNode(command(waits))).toBeUndefined();
  });

  it('says why it ended, in the words of its log', async () => {
    const node = startNode(command("console.error('panic: bad certificate'); process.exit(2)"));
    await until(() => !isRunning(node.identity), graceMs);
    expect(() => {
      requireAlive(node);
    }).toThrow(/peer0\.test stopped: panic: bad certificate/);
  });

  it('steps back for others as far as it is told, under the same number', async () => {
    const nice = { ...command(`console.log(require('os').getPriority()); ${waits}`), niceness: 5 };
    const node = startNode(nice);
    await until(async () => (await readFile(node.log, 'utf8')).includes('\n'), graceMs);
    expect(Number(await readFile(node.log, 'utf8'))).toBeGreaterThanOrEqual(5);
    expect(isRunning(node.identity)).toBe(true);
  });

  it('is refused when the program is not there', () => {
    const missing = { ...command(waits), program: join(folder, 'peer') };
    expect(() => startNode(missing)).toThrow(NetworkError);
    expect(() => startNode(missing)).toThrow(`needs the program ${missing.program}`);
  });
});
