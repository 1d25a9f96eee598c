import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM } from '../network/command-line';
import { MEMBERS, type Stage } from './stage';

/** Why system calls cannot be watched here; undefined where they can. */
function whyNoTrace(): string | undefined {
  const { status, error } = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']);
  if (error) return 'there is no strace on this machine';
  return status === 0 ? undefined : 'strace may not watch processes here';
}

/** Every path that a process and all that it starts has opened or asked after, and been given or not. */
function touched(trace: string): string[] {
  return [...trace.matchAll(/"((?:[^"\\]|\\.)*)"/g)].flatMap(([, path]) =>
    path === undefined ? [] : [path],
  );
}

/** On a development network all keys are at hand: a member's command touches none but that member's. */
export function tryFileAccess(stage: () => Stage): void {
  const why = whyNoTrace();
  if (why !== undefined) console.warn(`which files commands open: skipped, since ${why}`);

  (why === undefined ? test : test.skip).each([
    ['trades resume', ['trades', 'resume']],
    ['chaincode status', ['chaincode', 'status']],
  ])(
    '`%s --as nh` touches nothing below the folders of other members',
    (_name, args) => {
      const { folder, where, context } = stage();
      const file = join(folder, 'trace.txt');
      const command = [process.execPath, PROGRAM, ...args, '--as', 'nh', ...where];
      const { status, stderr } = spawnSync(
        'strace',
        ['-f', '-qq', '-e', 'trace=%file', '-s', '4096', '-o', file, ...command],
        {
          encoding: 'utf8',
        },
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      const below = (member: string) => join(context.stateDir, 'members', member);
      const paths = touched(readFileSync(file, 'utf8'));
      expect(paths.filter((path) => path.startsWith(below('nh'))).length).toBeGreaterThan(0);
      for (const other of MEMBERS.filter((id) => id !== 'nh'))
        expect(paths.filter((path) => path.startsWith(below(other)))).toEqual([]);
    },
    600_000,
  );
}
