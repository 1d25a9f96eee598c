import {
  exactMemoryMB,
  exactMemoryMBIn,
  processorSeconds,
  processorSecondsIn,
  tellsOfProcesses,
} from './proc';

// As proc_pid_stat(5) has it: user time and system time are fields 14 and 15.
const after = 'S 1 77 77 0 -1 4194304 5000 0 3 0 1234 66 0 0 20 5 11 0 5521 730000000 12000';

test('processor time is user and system time together, in seconds', () => {
  expect(processorSecondsIn(`77 (peer) ${after}\n`)).toBe(13);
});

test("a program's name may hold blanks and brackets", () => {
  expect(processorSecondsIn(`77 (a) S (b 1 2) ${after}\n`)).toBe(13);
});

test('what is no stat file is not taken for no time at all', () => {
  expect(() => processorSecondsIn('')).toThrow(RangeError);
  expect(() => processorSecondsIn('77 (peer) S 1')).toThrow(RangeError);
});

test('memory is the proportional set size, not that of shared or anonymous pages alone', () => {
  const rollup = [
    '55d0c0000000-7ffd00000000 ---p 00000000 00:00 0    [rollup]',
    'Rss:               99999 kB',
    'Pss:               20480 kB',
    'Pss_Anon:          10000 kB',
    'Shared_Clean:      70000 kB',
    '',
  ].join('\n');
  expect(exactMemoryMBIn(rollup)).toBe(20);
  expect(() => exactMemoryMBIn('Rss: 99999 kB\n')).toThrow(RangeError);
});

(tellsOfProcesses ? test : test.skip)('this very process has used time and memory', () => {
  expect(processorSeconds(process.pid)).toBeGreaterThan(0);
  expect(exactMemoryMB(process.pid)).toBeGreaterThan(1);
});
