import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { sha256Hex } from '@jangbu/model';
import { freePort, registration } from '../testing/service';

const chaincodeFolder = resolve(__dirname, '../..');

function makeBundle(folder: string): string {
  const file = join(folder, 'jangbu.js');
  execFileSync(process.execPath, [join(chaincodeFolder, 'bundle.mjs'), file], { cwd: folder });
  return file;
}

describe('the bundle', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-bundle-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('has the same bytes whenever and wherever it is made, and no path of its maker inside', () => {
    const first = readFileSync(makeBundle(folder));
    const elsewhere = mkdtempSync(join(tmpdir(), 'jangbu-bundle-'));
    const second = readFileSync(makeBundle(elsewhere));
    rmSync(elsewhere, { recursive: true });
    expect(sha256Hex(second)).toBe(sha256Hex(first));
    expect(first.includes(chaincodeFolder)).toBe(false);
    expect(first.includes(folder)).toBe(false);
  });

  it('serves peers with nothing but Node beside it, and ends cleanly when told to', async () => {
    const alone = mkdtempSync(join(tmpdir(), 'jangbu-alone-'));
    cpSync(makeBundle(folder), join(alone, 'jangbu.js'));
    const port = await freePort();
    const chaincode = spawn(process.execPath, ['jangbu.js'], {
      cwd: alone,
      env: { CHAINCODE_SERVER_ADDRESS: `127.0.0.1:${port}`, CHAINCODE_ID: 'jangbu:0123' },
      stdio: 'ignore',
    });
    const ended = once(chaincode, 'exit');
    const health = (address: string) =>
      spawnSync(process.execPath, ['jangbu.js', '--health'], {
        cwd: alone,
        env: { CHAINCODE_SERVER_ADDRESS: address },
      }).status;
    try {
      expect(await registration(port, chaincode)).toContain('jangbu:0123');
      expect(health(`0.0.0.0:${port}`)).toBe(0);
    } finally {
      chaincode.kill('SIGTERM');
    }
    expect(await ended).toEqual([0, null]);
    expect(health(`127.0.0.1:${port}`)).toBe(1);
    rmSync(alone, { recursive: true });
  });

  it.each([
    ['an address without an id', { CHAINCODE_SERVER_ADDRESS: '127.0.0.1:0' }, 'CHAINCODE_ID is not set'],
    [
      'a key without a certificate',
      { CHAINCODE_SERVER_ADDRESS: '127.0.0.1:0', CHAINCODE_ID: 'x', CHAINCODE_TLS_KEY: '/dev/null' },
      'CHAINCODE_TLS_KEY and CHAINCODE_TLS_CERT go together',
    ],
    ['neither an address nor a peer', {}, 'peer.address'],
  ])('does not start with %s, and says so', async (_, env, complaint) => {
    const file = makeBundle(folder);
    const chaincode = spawn(process.execPath, [file], {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    chaincode.stderr.on('data', (bytes: Buffer) => (said += bytes.toString()));
    expect(await once(chaincode, 'close')).toEqual([1, null]);
    expect(said).toContain(complaint);
  });
});
