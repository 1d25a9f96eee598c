import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { program } from '../program';
import { completionScript, SHELLS, type Shell } from './completion';
import { shapeOf } from './shape';

const folder = mkdtempSync(join(tmpdir(), 'completion-'));
const scriptOf = (shell: Shell): string => join(folder, `jangbu.${shell}`);

beforeAll(() => {
  const root = shapeOf(program('en'));
  for (const shell of SHELLS) writeFileSync(scriptOf(shell), completionScript(shell, root));
  writeFileSync(join(folder, 'trades.csv'), '');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

function run(shell: string, args: readonly string[]): string[] {
  const done = spawnSync(shell, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, HOME: folder },
  });
  expect(done.stderr).toBe('');
  return done.stdout.split('\n').filter((line) => line !== '');
}

const there = (shell: string): boolean => spawnSync(shell, ['-c', 'exit 0']).status === 0;
/** Runs where that shell is installed; what it needs stands in its name. */
const inShell = (shell: Shell): jest.It => (there(shell) ? test : test.skip);

function bash(...words: readonly string[]): string[] {
  const typed = words.map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(jangbu ${typed}); COMP_CWORD=${words.length}; _jangbu 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return run('bash', ['--norc', '-c', `source '${scriptOf('bash')}'; ${ask}`]);
}

describe('bash', () => {
  inShell('bash')('completes commands and subcommands', () => {
    expect(bash('netw')).toEqual(['network']);
    expect(bash('network', 'u')).toEqual(['up']);
  });

  inShell('bash')('completes the options of the command that the words name', () => {
    expect(bash('network', 'down', '--pu')).toEqual(['--purge']);
    expect(bash('network', 'up', '--pu')).toEqual([]);
  });

  inShell('bash')('completes files after an argument that names one', () => {
    expect(bash('trades', 'submit', 'tra')).toEqual(['trades.csv']);
  });

  inShell('bash')('completes choices', () => {
    expect(bash('completion', 'f')).toEqual(['fish']);
  });
});

describe('fish', () => {
  const fish = (line: string): string[] =>
    run('fish', ['--no-config', '-c', `source '${scriptOf('fish')}'; complete -C '${line}'`]).map(
      (each) => each.split('\t')[0] ?? '',
    );

  inShell('fish')('completes commands, options and files (needs fish)', () => {
    expect(fish('jangbu netw')).toEqual(['network']);
    expect(fish('jangbu network u')).toEqual(['up']);
    expect(fish('jangbu network down --pu')).toEqual(['--purge']);
    expect(fish('jangbu trades submit tra')).toEqual(['trades.csv']);
    expect(fish('jangbu completion z')).toEqual(['zsh']);
  });
});

describe('zsh', () => {
  /** What `_jangbu` would offer, its builtins of completion replaced by printing. */
  const zsh = (...words: readonly string[]): string[] => {
    const typed = words.map((word) => `'${word}'`).join(' ');
    const offers = 'compdef() { :; }; _files() { print -l *; }; compadd() { shift; print -l -- "$@"; }';
    const describe = '_describe() { print -l -- "${(@P)2}"; }';
    const ask = `words=(jangbu ${typed}); CURRENT=${words.length + 1}; _jangbu`;
    return run('zsh', ['-f', '-c', `${offers}; ${describe}; source '${scriptOf('zsh')}'; ${ask}`]).map(
      (each) => each.split(':')[0] ?? '',
    );
  };

  inShell('zsh')('offers what may follow (needs zsh)', () => {
    expect(zsh('network', '')).toEqual(expect.arrayContaining(['up', 'down', 'status']));
    expect(zsh('network', 'down', '--')).toContain('--purge');
    expect(zsh('completion', '')).toEqual(expect.arrayContaining(['bash', 'zsh', 'fish']));
    expect(zsh('trades', 'submit', '')).toContain('trades.csv');
  });
});
