import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../network/networks';
import { entryPoints, MODULE_SETTINGS, problemsOf, type EmptyProject } from './empty-project';

const run = promisify(execFile);

/** All that is published but the client, whose entries are tried with more. */
const OTHERS = ['@jangbu/model', '@jangbu/network', '@jangbu/login', 'jangbu'];

const STRICTLY = `
import { RefusalError } from '@jangbu/model';
import { loadConsortium, type ConsortiumDefinition } from '@jangbu/network';
import { openNetwork, type DevelopmentNetwork } from '@jangbu/network/devnet';
export const opened = async (file: string, stateDir: string): Promise<DevelopmentNetwork> => {
  const consortium: ConsortiumDefinition = await loadConsortium(file);
  return openNetwork({ consortium, stateDir, progress: () => undefined });
};
export const isRefusal = (error: unknown) => error instanceof RefusalError;
// @ts-expect-error -- A promise is no text: the types are there, and not any.
export const text: string = loadConsortium('consortium.yaml');
`;

/** One of each kind: what differs between the others is tried with the client. */
const EACH_KIND = MODULE_SETTINGS.filter(([name]) =>
  ['node16, from CommonJS', 'nodenext, from an ES module', 'bundler'].includes(name),
);

/** What stands on packages whose own declarations do not pass every setting. */
const LOOSELY = `
import { createLoginProvider } from '@jangbu/login';
import { bringUp, type NetworkContext } from 'jangbu';
export const up = (context: NetworkContext) => bringUp(context, () => undefined);
// @ts-expect-error -- A function is no text.
export const text: string = createLoginProvider;
`;

/** What holds for each package as it is installed. */
export function everyPackage(project: () => EmptyProject): void {
  test.each(['@jangbu/client', ...OTHERS])('%s says what it is and under which licence', async (name) => {
    const file = (path: string) => readFile(join(project().folder, 'node_modules', name, path), 'utf8');
    expect(await file('README.md')).toMatch(new RegExp(`^# ${name}\n`));
    expect(await file('README.md')).not.toContain('](..');
    expect(await file('LICENSE')).toBe(await readFile(join(ROOT, 'LICENSE'), 'utf8'));
  });

  test.each(OTHERS)('%s is one thing, whether imported or required', async (name) => {
    const script = `
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      for (const entry of ${JSON.stringify(await entryPoints(project(), name))}) {
        const imported = await import(entry);
        const required = Object.entries(require(entry)).filter(([name]) => name !== '__esModule');
        const differing = required.filter(([name, each]) => imported[name] !== each);
        console.log(required.length > 0, differing.map(([name]) => name).join(' '));
      }
    `;
    await writeFile(join(project().folder, 'others.mjs'), script);
    const { stdout, stderr } = await run(process.execPath, ['others.mjs'], { cwd: project().folder });
    expect(stdout).toMatch(/^(true \n)+$/);
    expect(stderr).toBe('');
  });

  test.each(EACH_KIND)('the model and the network have types under %s', async (_, name, options) => {
    const file = join(project().folder, name);
    await writeFile(file, STRICTLY);
    expect(problemsOf(project(), file, options)).toEqual([]);
  });

  test.each(EACH_KIND.filter(([name]) => name !== 'node16, from CommonJS'))(
    'the login and the command line have types under %s, dependencies unchecked',
    async (_, name, options) => {
      const file = join(project().folder, name);
      await writeFile(file, LOOSELY);
      expect(problemsOf(project(), file, { ...options, skipLibCheck: true })).toEqual([]);
    },
  );
}
