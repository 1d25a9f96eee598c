import { readFileSync } from 'node:fs';
import { Type, type TOptional, type TSchema } from '@sinclair/typebox';

/** The kernel counts processor time in ticks, a hundred a second (sysconf(3), _SC_CLK_TCK) on Linux. */
const TICKS_A_SECOND = 100;
const KB_A_MB = 1024;

/** Whether this system tells what its processes spend: Linux does, in /proc. */
export const tellsOfProcesses = process.platform === 'linux';

/** A figure that must be there where the system tells what processes spend, and is absent elsewhere. */
export function whereTold<T extends TSchema>(figure: T): TOptional<T> {
  return (tellsOfProcesses ? figure : Type.Optional(figure)) as TOptional<T>;
}

/**
 * Processor time that a process has used, its threads included, by the text of its `/proc/PID/stat`.
 *
 * @returns seconds: fields 14 and 15 of proc_pid_stat(5). The name in field 2 may hold blanks and brackets.
 * @throws RangeError when the text is no such file's
 */
export function processorSecondsIn(stat: string): number {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const seconds = (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  if (!Number.isFinite(seconds)) throw new RangeError(`no processor time in ${stat}`);
  return seconds;
}

/**
 * Memory that a process takes, pages that it shares counted in part, by the text of its `/proc/PID/smaps_rollup`.
 *
 * @returns MiB
 * @throws RangeError when the text is no such file's
 */
export function exactMemoryMBIn(rollup: string): number {
  const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(rollup)?.[1];
  if (kilobytes === undefined) throw new RangeError('no Pss in smaps_rollup');
  return Number(kilobytes) / KB_A_MB;
}

/** As {@link processorSecondsIn}, of a process that runs. */
export function processorSeconds(pid: number): number {
  return processorSecondsIn(readFileSync(`/proc/${pid}/stat`, 'utf8'));
}

/** As {@link exactMemoryMBIn}, of a process that runs. */
export function exactMemoryMB(pid: number): number {
  return exactMemoryMBIn(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'));
}
