import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '../../program';

const PROFILE = {
  type: 'jangbu-profile',
  version: 1,
  channel: 'interfirm',
  chaincode: 'jangbu',
  member: { id: 'sk', mspId: 'SkMSP' },
  peers: [
    {
      name: 'peer0',
      address: '127.0.0.1:1',
      serverName: 'peer0',
      tlsRootCert: '-----BEGIN CERTIFICATE-----',
    },
  ],
};

describe('context show', () => {
  const before = { ...process.env };
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-context-show-'));
    mkdirSync(join(folder, 'sk', 'identities', 'admin'), { recursive: true });
    writeFileSync(join(folder, 'sk', 'profile.json'), JSON.stringify(PROFILE));
    writeFileSync(join(folder, 'config.yaml'), 'current: sk\ncontexts:\n  - {name: sk, folder: sk}\n');
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    process.env['JANGBU_CONFIG'] = join(folder, 'config.yaml');
  });
  afterEach(() => {
    process.env = { ...before };
  });

  async function shown(): Promise<unknown> {
    let text = '';
    const writing = jest.spyOn(process.stdout, 'write').mockImplementation((part) => {
      text += String(part);
      return true;
    });
    await program('en').parseAsync(['node', 'jangbu', 'context', 'show', '--json']);
    writing.mockRestore();
    return JSON.parse(text);
  }

  it('names the identities that there are, and no others', async () => {
    await expect(shown()).resolves.toMatchObject({
      name: 'sk',
      identities: { admin: join(folder, 'sk', 'identities', 'admin') },
    });
    expect(Object.keys(((await shown()) as { identities: object }).identities)).toEqual(['admin']);
  });

  it('takes an empty variable as if it were not set', async () => {
    process.env['JANGBU_CONTEXT'] = '';
    await expect(shown()).resolves.toMatchObject({ name: 'sk' });
  });
});
