import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../network/networks';

const run = promisify(execFile);

/** What a script says that has read the steps of CI. */
async function said(script: string): Promise<string[]> {
  const whole = `set -uo pipefail; . .ci/steps; ${script}; summary`;
  return (await run('bash', ['-c', whole], { cwd: ROOT })).stdout.trimEnd().split('\n');
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const whereLinux = process.platform === 'linux' ? describe : describe.skip;

whereLinux("the steps of CI's run", () => {
  it.each([
    ['passes', 'true', '1 passed, 0 failed'],
    ['fails', 'false', '0 passed, 1 failed'],
    ['has had nothing to run on', 'bash -c "exit 77"', '0 passed, 0 failed, 1 skipped'],
    ['is killed by somebody', "bash -c 'kill -9 $$'", '0 passed, 1 failed'],
  ])('are counted by how each ends: one %s', async (_, command, expected) => {
    expect((await said(`step name ${command} 2>/dev/null`)).at(-1)).toBe(expected);
    expect((await said(`if_time 1 name ${command} 2>/dev/null`)).at(-1)).toBe(expected);
  });

  it('are left out that would not end within the hour', async () => {
    expect(await said('SECONDS=3000; if_time 600 name true')).toEqual([
      '── name skipped: 50 minutes have passed, and it may take 10',
      '0 passed, 0 failed, 1 skipped',
    ]);
  });

  it('are cut where the hour is over, with all that they have started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jangbu-ci-'));
    try {
      const [script, file] = [join(folder, 'step'), join(folder, 'pids')];
      // One in a session of its own, as nodes are; one that does not end when told to; and the step itself.
      const step = [
        `setsid bash -c 'echo $$ >>${file}; exec sleep 600' >/dev/null 2>&1 &`,
        `bash -c 'trap "" TERM; echo $$ >>${file}; sleep 600; sleep 600' >/dev/null 2>&1 &`,
        `echo $$ >>${file}; wait`,
      ];
      writeFileSync(script, step.join('\n'));
      expect(await said(`SECONDS=$((hour - 2)); step name within_the_hour bash ${script}`)).toEqual([
        '── name',
        '── name skipped: cut after 59 minutes in all',
        '0 passed, 0 failed, 1 skipped',
      ]);
      const pids = readFileSync(file, 'utf8').trimEnd().split('\n').map(Number);
      expect(pids).toHaveLength(3);
      expect(pids.filter(runs)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
