import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const KB = 1024;

/** Memory that a process takes, shared pages counted in part (Linux's PSS); elsewhere its resident size. */
export function memoryMB(pid: number): number | undefined {
  try {
    if (process.platform === 'linux') {
      const kilobytes = /^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1];
      return kilobytes === undefined ? undefined : Math.round(Number(kilobytes) / KB);
    }
    const output = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
    return Math.round(Number(output.trim()) / KB);
  } catch {
    return undefined;
  }
}
