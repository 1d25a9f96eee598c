import { spawn } from 'node:child_process';
import { accessSync, closeSync, constants, fstatSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

import { NetworkError } from '../errors/network-error';
import { isSystemError } from '../errors/system-error';
import { exitReason } from './exit-reason';
import { openLog } from './log-file';
import { nodeEnvironment } from './node-environment';
import { removePidFile, runningProcess, writePidFile } from './pid-file';
import { identify, isRunning, type ProcessIdentity } from './process-identity';
import { until } from '../long-work/until';

/** How to start one node. */
export interface NodeCommand {
  readonly node: string;
  /** Absolute path of the program. */
  readonly program: string;
  readonly args: readonly string[];
  /** How far it stands back for others when the processor is short, as nice(1) counts; 0 unless given. */
  readonly niceness?: number;
  /** This node's settings, added to what {@link nodeEnvironment} leaves of this program's own environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Working folder; made if need be. */
  readonly folder: string;
  readonly log: string;
  readonly pidFile: string;
}

/** A node that runs, started by us now or by an earlier `up`. */
export interface NodeProcess {
  readonly node: string;
  readonly identity: ProcessIdentity;
  readonly log: string;
  /** Size of the log when the node started, in bytes; 0 when it ran already. */
  readonly logStart: number;
  /** True when this call started it. */
  readonly fresh: boolean;
}

function missing({ node, program }: NodeCommand): NetworkError {
  return new NetworkError(
    'PROGRAM_MISSING',
    `${node} needs the program ${program}, which is not there or can't be run`,
    { node, program },
  );
}

function requireProgram(command: NodeCommand): void {
  try {
    accessSync(command.program, constants.X_OK);
  } catch {
    throw missing(command);
  }
}

/**
 * Starts a node as a process of its own, in a session of its own: it outlives this program and its terminal.
 *
 * @throws NetworkError `PROGRAM_MISSING` when the program can't be run, `NODE_DIED` when it ends at once
 */
export function startNode(command: NodeCommand): NodeProcess {
  mkdirSync(command.folder, { recursive: true });
  mkdirSync(dirname(command.pidFile), { recursive: true });
  const log = openLog(command.log);
  try {
    const logStart = fstatSync(log).size;
    requireProgram(command);
    // nice(1) becomes the program: the process number stays the same.
    const { program, args, niceness = 0 } = command;
    const plain = niceness === 0;
    const child = spawn(plain ? program : 'nice', plain ? args : ['-n', `${niceness}`, program, ...args], {
      cwd: command.folder,
      env: nodeEnvironment(command.environment),
      stdio: ['ignore', log, log],
      detached: true,
    });
    // Without a listener a program that cannot be run would end ours.
    child.on('error', () => undefined);
    child.unref();
    if (child.pid === undefined) throw missing(command);
    const identity = identify(child.pid);
    if (identity === undefined) throw exitReason(command.node, command.log, logStart);
    writePidFile(command.pidFile, identity);
    return { node: command.node, identity, log: command.log, logStart, fresh: true };
  } finally {
    closeSync(log);
  }
}

/** The node as it runs already, or undefined. */
export function runningNode(command: Pick<NodeCommand, 'node' | 'log' | 'pidFile'>): NodeProcess | undefined {
  const identity = runningProcess(command.pidFile);
  return identity === undefined
    ? undefined
    : { node: command.node, identity, log: command.log, logStart: 0, fresh: false };
}

/** @throws NetworkError as {@link exitReason} says, when the node no longer runs */
export function requireAlive(node: NodeProcess): void {
  if (!isRunning(node.identity)) throw exitReason(node.node, node.log, node.logStart);
}

function signal(identity: ProcessIdentity, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    // The whole group: a peer's own chaincode processes belong to it.
    process.kill(-identity.pid, name);
  } catch (error) {
    const gone = isSystemError(error, 'ESRCH');
    if (!gone) throw error;
  }
}

/**
 * Stops the node that a pid file names: asks, then after the deadline insists. A process that merely has the
 * same number now is left alone.
 *
 * @param graceMs how long the node may take to end in order
 * @returns whether there was anything to stop
 */
export async function stopNode(pidFile: string, graceMs: number): Promise<boolean> {
  const identity = runningProcess(pidFile);
  if (identity === undefined) {
    removePidFile(pidFile);
    return false;
  }
  signal(identity, 'SIGTERM');
  await until(() => !isRunning(identity), graceMs);
  // Also when the node has ended in order: a child of its that ignored the request must not stay behind.
  signal(identity, 'SIGKILL');
  await until(() => !isRunning(identity), graceMs);
  removePidFile(pidFile);
  return true;
}

/** Ends the node that a pid file names at once, without waiting for it. */
export function killNode(pidFile: string): void {
  const identity = runningProcess(pidFile);
  if (identity !== undefined) signal(identity, 'SIGKILL');
}
