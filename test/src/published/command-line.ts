import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';
import { ROOT } from '../network/networks';
import { problemsOf, STRICT, type EmptyProject } from './empty-project';

const run = promisify(execFile);

/** Away from those of every other test's network. */
const PORTS = 29_000;

/** The page of code in the README, as it stands there. */
async function readmeCode(): Promise<string> {
  const text = await readFile(join(ROOT, 'README.md'), 'utf8');
  const code = /<!-- example: sdk -->\s*```ts\n([\s\S]*?)```/.exec(text)?.[1];
  if (code === undefined) throw new Error('the README has no SDK example');
  return code;
}

/** A page that is refused: a trader does not move the business day. */
const REFUSED = `
const { connect, identityFromFolder, RefusedError } = require('@jangbu/client');
async function page() {
  const member = process.env.JANGBU_STATE + '/members/nh';
  await using ledger = await connect(member + '/profile.json', await identityFromFolder(member + '/identities/trader'));
  const refused = await ledger.days.openNext().catch((error) => error);
  console.log(refused instanceof RefusedError, refused.code);
}
page();
`;

/** What an operator can do who has installed the packages, and has no clone. */
export function publishedCommandLine(project: () => EmptyProject): void {
  /** Calls it in the project's folder, by nothing that a clone or this test run has set. */
  async function jangbu(...args: readonly string[]): Promise<string> {
    const ours = (name: string) => name.startsWith('JANGBU_') && name !== 'JANGBU_CACHE';
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours(name)));
    const options = {
      cwd: project().folder,
      env: { ...env, NO_COLOR: '1', JANGBU_CONSORTIUM: 'small.yaml' },
    };
    const { stdout } = await run('npx', ['--no-install', 'jangbu', ...args], options);
    return stdout;
  }

  const stateFolder = () => join(project().folder, '.jangbu', 'small');

  beforeAll(async () => {
    const { folder } = project();
    const shipped = join(folder, 'node_modules/@jangbu/network/consortium.small.yaml');
    const text = await readFile(shipped, 'utf8');
    await writeFile(join(folder, 'small.yaml'), text.replace(/^ports: .*$/m, `ports: { base: ${PORTS} }`));
  });

  afterAll(async () => {
    if (existsSync(stateFolder())) await jangbu('network', 'down', '--purge');
  });

  test('brings a network up, with the contracts that came with it', async () => {
    expect(await jangbu('network', 'up')).toBe('3 members are up on channel interfirm\n');
    expect(existsSync(join(stateFolder(), 'jangbu-network.json'))).toBe(true);
    expect(await jangbu('day', 'show')).toContain('no business day has been opened\n');
  });

  test('moves the business day and keeps a view of the ledger', async () => {
    expect(await jangbu('day', 'next')).toMatch(/^business day \d{4}-\d{2}-\d{2} is open\n$/);
    await jangbu('store', 'rebuild', '--as', 'nh');
    expect(await jangbu('store', 'status', '--as', 'nh')).toContain('business_days');
  });

  // The command line has a copy of the model beside the one in its client: what both say must still be understood.
  test('tells wrong input field by field, and refusals in words', async () => {
    await expect(jangbu('credentials', 'retire', 'short', '--as', 'nh')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^jangbu: .*\n {2}\/kid: Expected string to match .*\n$/) as string,
    });
    await expect(jangbu('credentials', 'retire', 'A'.repeat(43), '--as', 'nh')).rejects.toMatchObject({
      code: 1,
      stderr: 'jangbu: KEY_UNKNOWN: The issuer has registered no such key, or not yet at this peer.\n',
    });
  });

  test('runs the page of code in the README, compiled under strict settings', async () => {
    const { folder } = project();
    const source = join(folder, 'readme.mts');
    await writeFile(source, await readmeCode());
    const options = { ...STRICT, noEmit: false, module: ts.ModuleKind.NodeNext, skipLibCheck: true };
    expect(problemsOf(project(), source, { module: ts.ModuleKind.NodeNext, skipLibCheck: true })).toEqual([]);
    ts.createProgram([source], { ...options, typeRoots: [join(folder, 'node_modules/@types')] }).emit();
    const { stdout } = await run(process.execPath, [join(folder, 'readme.mjs')], {
      cwd: folder,
      env: { ...process.env, JANGBU_STATE: stateFolder() },
    });
    expect(stdout).toContain('RECORDED');
    expect(stdout).toContain('WAITING');
  });

  test('lets CommonJS connect, and be refused', async () => {
    const { folder } = project();
    await writeFile(join(folder, 'refused.cjs'), REFUSED);
    const env = { ...process.env, JANGBU_STATE: stateFolder() };
    const { stdout } = await run(process.execPath, ['refused.cjs'], { cwd: folder, env });
    expect(stdout).toBe('true NOT_THE_SUPERVISOR\n');
  });

  test('takes it down and forgets it', async () => {
    await jangbu('network', 'down', '--purge');
    expect(existsSync(stateFolder())).toBe(false);
  });
}
