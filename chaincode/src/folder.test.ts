import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { foundingListOf } from '../testing/consortium';
import { freePort, registration } from '../testing/service';

const chaincodeFolder = resolve(__dirname, '../..');

/** As test networks call it: none of it may ask a registry, for there is nothing to install. */
function npm(folder: string, ...args: readonly string[]): string {
  return execFileSync('npm', [...args, '--offline', '--no-audit', '--no-fund'], {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

describe("the contracts' folder, taken out of the tree", () => {
  let elsewhere = '';
  let folder = '';

  beforeAll(() => {
    elsewhere = mkdtempSync(join(tmpdir(), 'jangbu-folder-'));
    // What has to be built is: no test runs before it.
    npm(chaincodeFolder, 'pack', '--ignore-scripts', '--pack-destination', elsewhere);
    const [tarball = ''] = readdirSync(elsewhere);
    execFileSync('tar', ['xzf', tarball], { cwd: elsewhere });
    folder = join(elsewhere, 'package');
  });

  afterAll(() => {
    rmSync(elsewhere, { recursive: true });
  });

  it('installs without packages, and has nothing to build', () => {
    npm(folder, 'install', '--omit=dev');
    npm(folder, 'run', 'build');
    expect(readdirSync(folder)).not.toContain('node_modules');
    expect(readdirSync(folder)).toContain('Dockerfile');
  });

  it('serves peers by `npm start`, with the founding list beside it, and ends when told to', async () => {
    writeFileSync(join(folder, 'founding.json'), JSON.stringify(foundingListOf(3)));
    const port = await freePort();
    const env = { ...process.env, CHAINCODE_SERVER_ADDRESS: `127.0.0.1:${port}`, CHAINCODE_ID: 'folder:01' };
    const chaincode = spawn('npm', ['start'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = once(chaincode, 'exit');
    let said = '';
    chaincode.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
    try {
      expect(await registration(port, chaincode)).toContain('folder:01');
    } finally {
      chaincode.kill('SIGTERM');
    }
    const [code] = (await ended) as [number | null];
    expect(code).toBe(0);
    expect(said).not.toContain('no founding list');
  });

  it('does not start with a founding list that is none, and names the file', async () => {
    writeFileSync(join(folder, 'founding.json'), '{}');
    const env = { ...process.env, CHAINCODE_SERVER_ADDRESS: '127.0.0.1:0', CHAINCODE_ID: 'folder:01' };
    const chaincode = spawn('npm', ['start'], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    chaincode.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
    const [code] = (await once(chaincode, 'close')) as [number];
    expect(code).not.toBe(0);
    expect(said).toContain(`${join(folder, 'founding.json')} is no founding list: /type`);
  });
});
