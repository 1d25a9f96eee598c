import { identify, isRunning, parseProcStat } from './process-identity';

describe("a process's identity", () => {
  it('is read past a command name with spaces and parentheses (proc_pid_stat(5))', () => {
    const rest = Array.from({ length: 18 }, (_, index) => String(index)).join(' ');
    expect(parseProcStat(`42 (a (b) c) S ${rest} 987654 0`)).toEqual({ state: 'S', startTicks: '987654' });
  });

  it('is undefined for a text that is no such line', () => {
    expect(parseProcStat('nothing')).toBeUndefined();
  });

  it('is known of a process that runs', () => {
    const self = identify(process.pid);
    expect(self?.pid).toBe(process.pid);
    expect(self !== undefined && isRunning(self)).toBe(true);
  });

  it('does not take another process for it that has got the same number', () => {
    expect(isRunning({ pid: process.pid, started: 'at another time' })).toBe(false);
  });
});
