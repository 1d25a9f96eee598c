// Processes told apart, and started.
import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** When the process under this number started, as one word; undefined where none runs. */
export function startOf(pid) {
  try {
    return process.platform === 'linux' ? startOnLinux(pid) : startElsewhere(pid);
  } catch {
    return undefined;
  }
}

function startOnLinux(pid) {
  // proc_pid_stat(5): the command, in parentheses, may hold spaces; state is field 3, the start field 22.
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z') return undefined;
  // Ticks count from boot, and process numbers begin anew at boot.
  const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').slice(0, 8);
  return `${boot}.${fields[19]}`;
}

function startElsewhere(pid) {
  if (process.platform === 'win32') {
    process.kill(pid, 0);
    return 'running';
  }
  const told = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  if (told === '' || told.startsWith('Z')) return undefined;
  return told.replace(/^\S+\s+/, '').replace(/\W+/g, '.');
}

/** Runs a command to its end, what it prints going to standard error or being collected. */
export function run(command, args, { cwd, env = process.env, collected = false, started = () => undefined }) {
  return new Promise((resolve) => {
    // npm is a .cmd on Windows, which only a shell starts.
    const shell = process.platform === 'win32' && command === 'npm';
    const stdio = collected ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2];
    const child = spawn(command, args, { cwd, env, stdio, shell });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      if (stream !== null) stream.on('data', (text) => (output += String(text)));
    }
    if (child.pid !== undefined) started(child.pid);
    child.on('error', (error) => resolve({ status: undefined, output: error.message, error }));
    child.on('close', (status) => resolve({ status, output }));
  });
}
