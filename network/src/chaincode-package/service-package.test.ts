import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { sha256Hex } from '@jangbu/model';

import { packagedFiles } from './content';
import { packageChaincode, type PackageInput } from './package';

const foundingHash = 'ab'.repeat(32);
const bundle = 'console.log(1);\n';
let bundleDir = '';

beforeEach(async () => {
  bundleDir = await mkdtemp(join(tmpdir(), 'package-'));
  await writeFile(join(bundleDir, 'jangbu.js'), bundle);
});

afterEach(async () => {
  await rm(bundleDir, { recursive: true });
});

function input(change: Partial<PackageInput> = {}): PackageInput {
  const service = { address: 'contracts.example:9999' };
  return { bundleDir, foundingHash, label: 'jangbu_1.0.0', service, ...change };
}

async function connectionOf(service: PackageInput['service']): Promise<unknown> {
  const files = await packagedFiles((await packageChaincode(input({ service }))).bytes);
  return JSON.parse(files.get('connection.json')?.toString() ?? '');
}

describe('the package for contracts that are served', () => {
  it('is the same bytes wherever it is made', async () => {
    const { id } = await packageChaincode(input());
    expect((await packageChaincode(input())).id).toBe(id);
    expect(id).toBe('jangbu_1.0.0:1bafb13849e55b665aca1a236ba9332a398dec7e8fc60245841329c8f006d81d');
  });

  it('says where they are served, and which bundle and founding list are meant', async () => {
    const files = await packagedFiles((await packageChaincode(input())).bytes);
    expect([...files.keys()]).toEqual(['connection.json', 'founding.sha256', 'jangbu.js.sha256']);
    expect(files.get('founding.sha256')?.toString()).toBe(`${foundingHash}\n`);
    expect(files.get('jangbu.js.sha256')?.toString()).toBe(`${sha256Hex(bundle)}\n`);
  });

  it('has another id for another bundle, founding list, label or address', async () => {
    const ids = [(await packageChaincode(input())).id];
    ids.push((await packageChaincode(input({ foundingHash: 'cd'.repeat(32) }))).id);
    ids.push((await packageChaincode(input({ label: 'jangbu_1.0.1' }))).id);
    ids.push((await packageChaincode(input({ service: { address: '{{.address}}' } }))).id);
    await writeFile(join(bundleDir, 'jangbu.js'), 'console.log(2);\n');
    ids.push((await packageChaincode(input())).id);
    expect(new Set(ids).size).toBe(5);
  });

  it("has the fields that Fabric's builder for such packages reads", async () => {
    const plain = { address: 'contracts.example:9999', dial_timeout: '10s', tls_required: false };
    expect(await connectionOf({ address: 'contracts.example:9999' })).toEqual(plain);
    const tlsRoot = '-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n';
    expect(await connectionOf({ address: '{{.peername}}_jangbu:9999', tlsRoot })).toEqual({
      address: '{{.peername}}_jangbu:9999',
      dial_timeout: '10s',
      tls_required: true,
      root_cert: tlsRoot,
    });
  });

  it.each([
    { address: 'contracts.example' },
    { address: 'contracts.example:99999' },
    { address: 'http://contracts.example:9999' },
    { address: '' },
    { address: 'contracts.example:9999', tlsRoot: 'nonsense' },
  ])('is refused for $address with the TLS root $tlsRoot', async (service) => {
    await expect(packageChaincode(input({ service }))).rejects.toMatchObject({ code: 'PACKAGE_INVALID' });
  });
});
