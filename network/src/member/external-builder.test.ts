import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { shippedFiles } from '../shipped/shipped-files';
import { noteAddress, placeBuilder } from './external-builder';

const scripts = shippedFiles.builderScripts;
const pem = '-----BEGIN CERTIFICATE-----\nAA+/=\n-----END CERTIFICATE-----\n';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'builder-'));
  for (const name of ['code/src', 'metadata', 'build', 'release']) {
    mkdirSync(join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, 'metadata', 'metadata.json'), '{"type":"node","label":"jangbu_1"}');
  writeFileSync(
    join(folder, 'code', 'src', 'jangbu.js'),
    'console.log(JSON.stringify([process.argv, process.env]))',
  );
  writeFileSync(join(folder, 'code', 'src', 'founding.sha256'), 'ab');
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function run(script: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): string {
  return execFileSync('sh', [join(scripts, script), ...args.map((name) => join(folder, name))], {
    env: { PATH: process.env['PATH'], ...environment },
    encoding: 'utf8',
  });
}

function connection(environment: NodeJS.ProcessEnv): unknown {
  run('release', ['build', 'release'], { JANGBU_CHAINCODE_ADDRESS: '127.0.0.1:17300', ...environment });
  return JSON.parse(readFileSync(join(folder, 'release', 'chaincode', 'server', 'connection.json'), 'utf8'));
}

describe('the external builder', () => {
  it('is placed executable, whatever the installation kept', async () => {
    await placeBuilder(folder);
    for (const script of ['detect', 'build', 'release', 'run']) {
      expect(statSync(join(folder, 'bin', script)).mode & 0o111).toBe(0o111);
    }
  });

  it('takes our package, and no other of the same type', () => {
    expect(() => run('detect', ['code', 'metadata'])).not.toThrow();
    writeFileSync(join(folder, 'metadata', 'metadata.json'), '{"type":"golang","label":"x"}');
    const foreign = spawnSync('sh', [
      join(scripts, 'detect'),
      join(folder, 'code'),
      join(folder, 'metadata'),
    ]);
    expect(foreign.status).toBe(1);
  });

  it("releases the address from the peer's environment", () => {
    expect(connection({})).toEqual({ address: '127.0.0.1:17300', dial_timeout: '10s', tls_required: false });
  });

  it('releases another address for a package for which one is noted beside the builder', async () => {
    const builder = join(folder, 'builder');
    await placeBuilder(builder);
    await noteAddress(builder, 'jangbu_1', '127.0.0.1:17399');
    const env = { PATH: process.env['PATH'], JANGBU_CHAINCODE_ADDRESS: '127.0.0.1:17300' };
    const step = (name: string, ...folders: readonly string[]): unknown =>
      execFileSync('sh', [join(builder, 'bin', name), ...folders.map((each) => join(folder, each))], { env });
    step('build', 'code', 'metadata', 'build');
    step('release', 'build', 'release');
    const file = join(folder, 'release', 'chaincode', 'server', 'connection.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ address: '127.0.0.1:17399' });
  });

  it('releases the certificates by which peer and service know each other, where they are given', () => {
    const file = join(folder, 'cert.pem');
    writeFileSync(file, pem);
    expect(connection({ JANGBU_CHAINCODE_TLS_ROOT: file })).toMatchObject({
      tls_required: true,
      root_cert: pem,
    });
    const mutual = {
      JANGBU_CHAINCODE_TLS_ROOT: file,
      JANGBU_CHAINCODE_TLS_CERT: file,
      JANGBU_CHAINCODE_TLS_KEY: file,
    };
    expect(connection(mutual)).toMatchObject({
      client_auth_required: true,
      domain: '127.0.0.1',
      client_cert: pem,
      client_key: pem,
    });
  });

  it('keeps no second copy of the bundle where it is served elsewhere', () => {
    run('build', ['code', 'metadata', 'build'], { JANGBU_CHAINCODE_ADDRESS: '127.0.0.1:17300' });
    expect(readdirSync(join(folder, 'build'))).toEqual([]);
  });

  it('starts the bundle with what the peer says of itself, where no address is given', () => {
    run('build', ['code', 'metadata', 'build']);
    run('release', ['build', 'release']);
    expect(existsSync(join(folder, 'release', 'chaincode'))).toBe(false);
    mkdirSync(join(folder, 'launch'));
    const told = {
      chaincode_id: 'jangbu_1:abc',
      peer_address: '127.0.0.1:17001',
      client_cert: pem,
      client_key: pem,
      root_cert: pem,
      mspid: 'NhMSP',
    };
    writeFileSync(join(folder, 'launch', 'chaincode.json'), JSON.stringify(told));
    const [argv, env] = JSON.parse(run('run', ['build', 'launch'])) as [string[], NodeJS.ProcessEnv];
    expect(argv.slice(2)).toEqual(['--peer.address', '127.0.0.1:17001']);
    expect(env).toMatchObject({ CORE_CHAINCODE_ID_NAME: 'jangbu_1:abc', CORE_PEER_LOCALMSPID: 'NhMSP' });
    expect(readFileSync(env['CORE_PEER_TLS_ROOTCERT_FILE'] ?? '', 'utf8')).toBe(pem);
    const key = readFileSync(env['CORE_TLS_CLIENT_KEY_PATH'] ?? '', 'utf8');
    expect(Buffer.from(key, 'base64').toString()).toBe(pem);
  });
});
