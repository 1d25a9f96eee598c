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

/** Ends this process by the signal that it was sent, when all is cleared away. */
export class Interruption extends Error {
  constructor(signal) {
    super(`interrupted by ${signal}`);
    this.signal = signal;
  }
}

/** A terminal sends these to all whom it runs in the foreground. */
const OF_TERMINALS = ['SIGINT', 'SIGQUIT'];
const PASSED_ON = [...OF_TERMINALS, 'SIGTERM', 'SIGHUP'];

/**
 * Passes on to a child what this process is sent, once: what a terminal sends, the child has already, and to a second
 * one programs end at once.
 *
 * @returns ends it, and gives the first signal there was
 */
export function passSignalsTo(child, also = []) {
  const signals = [...PASSED_ON, ...also];
  let first;
  const pass = (signal) => {
    first ??= signal;
    if (!OF_TERMINALS.includes(signal) || !isInForeground()) child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
    return first;
  };
}

/** Whether a terminal's keys send their signals to this process, wherever its input and output may go. */
function isInForeground() {
  if (process.platform === 'win32') return true;
  try {
    const [group, foreground] = process.platform === 'linux' ? groupsOnLinux() : groupsElsewhere();
    return group === foreground;
  } catch {
    return [process.stdin, process.stdout, process.stderr].some(({ isTTY }) => isTTY === true);
  }
}

function groupsOnLinux() {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  // proc_pid_stat(5): the process's group is field 5, the terminal's foreground group field 8.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [fields[2], fields[5]];
}

function groupsElsewhere() {
  const args = ['-o', 'pgid=,tpgid=', '-p', String(process.pid)];
  return execFileSync('ps', args, { encoding: 'utf8' }).trim().split(/\s+/);
}

/** How soon a script notices that npm is gone. */
const WATCH_MS = 250;

/**
 * Ends this process in good order when npm does, whose script it is: npm passes signals on to a shell, and that one to
 * nobody, so what `kill` sends to npm would leave this process running.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, WATCH_MS);
  watch.unref();
}

const TO_STDERR = ['ignore', 2, 2];
const COLLECTED = ['ignore', 'pipe', 'pipe'];

/**
 * Runs a command to its end, what it prints going to standard error, being collected, or going where `stdio` says.
 *
 * @throws Interruption when a signal came meanwhile, which the command has had, too
 */
export async function run(command, args, { cwd, env, collected, stdio, started = () => undefined }) {
  // npm is a .cmd on Windows, which only a shell starts.
  const shell = process.platform === 'win32' && command === 'npm';
  const child = spawn(command, args, {
    cwd,
    env,
    shell,
    stdio: stdio ?? (collected === true ? COLLECTED : TO_STDERR),
  });
  const passedOn = passSignalsTo(child);
  if (child.pid !== undefined) started(child.pid);
  const ended = await endOf(child);
  const signal = passedOn();
  if (signal !== undefined) throw new Interruption(signal);
  return ended;
}

function endOf(child) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) stream.on('data', (text) => (output += String(text)));
  }
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ status: undefined, output: error.message, error }));
    child.on('close', (status) => resolve({ status, output }));
  });
}
