import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const program = resolve(__dirname, '../../main.js');

/** As somebody writes it who has a network already. */
const TWO = `
channel: mychannel
roles: NODE_OU
members:
  - { id: org1, mspId: Org1MSP, name: { en: One, ko: 하나 }, leiMadeUp: true }
  - { id: org2, mspId: Org2MSP, name: { en: Two, ko: 둘 }, leiMadeUp: true }
`;

const MEMBERS = ['org2: Two: 둘', 'org1: One: 하나'].map((entry) => {
  const [id = '', en = '', ko = ''] = entry.split(': ');
  return `{ id: ${id}, mspId: ${id.replace('o', 'O')}MSP, name: { en: ${en}, ko: ${ko} }, leiMadeUp: true }`;
});

interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('founding lists and packages as files', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jangbu-founding-'));
    writeFileSync(join(folder, 'two.yaml'), TWO);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  /** As an operator calls it in that folder, with no network and no context anywhere. */
  function jangbu(...args: readonly string[]): Promise<Result> {
    const env = { PATH: process.env['PATH'], HOME: folder };
    return new Promise((done) => {
      execFile(process.execPath, [program, ...args], { cwd: folder, env }, (error, stdout, stderr) => {
        done({ code: error ? Number(error.code) : 0, stdout, stderr });
      });
    });
  }

  async function answered<T = Readonly<Record<string, unknown>>>(...args: readonly string[]): Promise<T> {
    const { code, stdout, stderr } = await jangbu(...args, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout) as T;
  }

  function hashOfFile(name: string): string {
    return createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex');
  }

  test('a list is the same bytes out of a file, of named members and of descriptors, in any order', async () => {
    const made = await answered('founding', 'make', '--consortium', 'two.yaml');
    expect(made).toMatchObject({ file: 'founding.json', channel: 'mychannel', roles: 'NODE_OU' });
    expect(made['hash']).toBe(hashOfFile('founding.json'));
    const named = ['--channel', 'mychannel', '--roles', 'node-ou', '--member', ...MEMBERS];
    await answered('founding', 'make', ...named, '--out', 'named.json');
    const { members } = await answered<{ members: { id: string }[] }>('founding', 'show', 'founding.json');
    for (const member of members) {
      const descriptor = { type: 'member-descriptor', version: 1, channel: 'mychannel', member };
      writeFileSync(join(folder, `${member.id}.json`), JSON.stringify(descriptor));
    }
    const described = ['org2.json', 'org1.json', '--roles', 'NODE_OU', '--out', 'described.json'];
    await answered('founding', 'make', ...described);
    for (const file of ['named.json', 'described.json']) expect(hashOfFile(file)).toBe(made['hash']);
  });

  test('a list is shown in words, with the hash, and tells loudly where roles are read', async () => {
    const { code, stdout } = await jangbu('founding', 'show', 'founding.json');
    expect(code).toBe(0);
    expect(stdout).toContain(`hash ${hashOfFile('founding.json')}`);
    expect(stdout).toContain('ROLES BY NODE OU');
  });

  test.each([
    [['make'], 'name the founding members by one of'],
    [['make', 'nobody.json'], 'nobody.json'],
    [['make', 'two.yaml'], 'two.yaml does not read as JSON'],
    [['make', '--consortium', 'none.yaml'], 'none.yaml'],
    [['make', '--member', MEMBERS[0] ?? ''], 'name the channel by --channel'],
    [['make', '--channel', 'c', '--member', '{ id: a }'], 'members[0].mspId is missing'],
    [['make', '--channel', 'c', '--member', ...MEMBERS, MEMBERS[0] ?? ''], '/members/2/id named twice'],
    [['make', '--consortium', 'two.yaml', '--roles', 'all'], 'where roles are read is ATTRIBUTE or NODE_OU'],
    [['show', 'two.yaml'], 'two.yaml is no JSON'],
    [['show', 'org1.json'], 'org1.json is no founding list: /'],
  ])('`founding` is refused, and says why (%#)', async (args, why) => {
    const { code, stderr } = await jangbu('founding', ...args);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(why) as string });
    expect(stderr).not.toContain('    at ');
  });

  test('a package needs nothing but a founding list, and is the same wherever it is made', async () => {
    const one = await answered('chaincode', 'package', '--founding', 'founding.json');
    expect(one).toMatchObject({ type: 'node', foundingHash: hashOfFile('founding.json'), roles: 'NODE_OU' });
    const other = await answered('chaincode', 'package', '--founding', 'named.json', '--out', 'p.tar.gz');
    expect(other['packageId']).toBe(one['packageId']);
    expect(one['packageId']).toBe(`${String(one['label'])}:${hashOfFile('p.tar.gz')}`);
  });

  test('a package for contracts that are served says where', async () => {
    const served = ['--type', 'ccaas', '--address', '{{.address}}', '--label', 'jangbu_ccaas'];
    const made = await answered('chaincode', 'package', '--founding', 'founding.json', ...served);
    expect(made).toMatchObject({ type: 'ccaas', label: 'jangbu_ccaas', file: 'jangbu_ccaas.tar.gz' });
    expect(made['packageId']).toBe(`jangbu_ccaas:${hashOfFile('jangbu_ccaas.tar.gz')}`);
  });

  test.each([
    [['--founding', 'none.json'], 'none.json cannot be read'],
    [['--founding', 'founding.json', '--consortium', 'two.yaml'], 'by --founding or by --consortium'],
    [['--founding', 'founding.json', '--type', 'python'], "is NODE or CCAAS, not 'python'"],
    [['--founding', 'founding.json', '--type', 'ccaas'], '--address HOST:PORT'],
    [['--founding', 'founding.json', '--address', 'a:1'], 'belong to packages of type ccaas'],
    [
      ['--founding', 'founding.json', '--type', 'ccaas', '--address', 'a:1', '--tls-root', 'none.pem'],
      '--tls-root none.pem cannot be read',
    ],
  ])('`chaincode package` is refused, and says why (%#)', async (args, why) => {
    const { code, stderr } = await jangbu('chaincode', 'package', ...args);
    expect({ code, stderr }).toMatchObject({ code: 2, stderr: expect.stringContaining(why) as string });
  });
});
