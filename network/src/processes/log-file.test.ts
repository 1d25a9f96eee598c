import { closeSync, existsSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { lastLines, openLog } from './log-file';

let folder = '';
let log = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'log-'));
  log = join(folder, 'logs', 'node.log');
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

function write(text: string, rotateAt: number): void {
  const descriptor = openLog(log, rotateAt);
  writeSync(descriptor, text);
  closeSync(descriptor);
}

describe('the log of a node', () => {
  it('goes on after a restart', () => {
    write('first\n', 100);
    write('second\n', 100);
    expect(readFileSync(log, 'utf8')).toBe('first\nsecond\n');
  });

  it('is put aside at a start when it has grown large; the three before it are kept', () => {
    for (const text of ['1', '2', '3', '4', '5']) write(text, 1);
    expect(readFileSync(log, 'utf8')).toBe('5');
    const older = [1, 2, 3].map((number) => readFileSync(`${log}.${number}`, 'utf8'));
    expect(older).toEqual(['4', '3', '2']);
    expect(existsSync(`${log}.4`)).toBe(false);
  });

  it('shows its last lines, without empty ones, and from a position if asked', () => {
    write('one\n\ntwo\nthree\n', 100);
    expect(lastLines(log, 2)).toEqual(['two', 'three']);
    expect(lastLines(log, 5, 'one\n\ntwo\n'.length)).toEqual(['three']);
  });

  it('shows nothing when there is none', () => {
    expect(lastLines(log, 2)).toEqual([]);
  });

  it('shows the end of a very long log', () => {
    write('', 1_000_000);
    writeFileSync(log, `${'x'.repeat(99)}\n`.repeat(2000) + 'end\n');
    expect(lastLines(log, 1)).toEqual(['end']);
  });
});
