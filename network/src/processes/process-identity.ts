import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A process told apart from any later one with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in the system's own words; compared, never interpreted. */
  readonly started: string;
}

interface ProcStat {
  readonly state: string;
  readonly startTicks: string;
}

/**
 * Reads Linux's `/proc/<pid>/stat` (proc_pid_stat(5)).
 *
 * @param text the file's content
 * @returns field 3 (state) and field 22 (start, in clock ticks since boot), or undefined when it is not such a text
 */
export function parseProcStat(text: string): ProcStat | undefined {
  // Field 2, the command in parentheses, may hold spaces and parentheses of its own.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  const startTicks = fields[19];
  return state === undefined || startTicks === undefined ? undefined : { state, startTicks };
}

function startedOnLinux(pid: number): string | undefined {
  const stat = parseProcStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // A zombie is dead: only its parent has not yet asked how it ended.
  if (stat === undefined || stat.state === 'Z') return undefined;
  // Ticks count from boot, and process numbers begin anew at boot.
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return `${boot} ${stat.startTicks}`;
}

function startedElsewhere(pid: number): string | undefined {
  const output = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
  return output === '' || output.startsWith('Z') ? undefined : output.replace(/^\S+\s+/, '');
}

/**
 * Who runs under a process number now.
 *
 * @returns the process, or undefined when none runs
 */
export function identify(pid: number): ProcessIdentity | undefined {
  try {
    const started = process.platform === 'linux' ? startedOnLinux(pid) : startedElsewhere(pid);
    return started === undefined ? undefined : { pid, started };
  } catch {
    return undefined;
  }
}

/** Whether exactly that process still runs: not another one under its number. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.started === identity.started;
}
