import { copyFileSync, existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../testing/temporary-folder';
import { FILE_HEADER } from './frame';
import { Journal, writeWhole } from './journal';
import type { RecordPlace } from './journal-scan';

const folder = temporaryFolder();
const path = (name = 'j'): string => join(folder(), name);
const bytes = (text: string): Buffer => Buffer.from(text);

/** Opens a journal and reads all that stands in it. */
async function reopen(name = 'j'): Promise<{ journal: Journal; records: string[] }> {
  const records: string[] = [];
  const journal = await Journal.open(path(name), (record) => records.push(record.toString()));
  return { journal, records };
}

/** Writes appends one after the other; tells the file's size after each. */
async function write(...appends: readonly (readonly string[])[]): Promise<number[]> {
  const { journal } = await reopen();
  const sizes: number[] = [];
  for (const append of appends) {
    await journal.append(append.map(bytes));
    sizes.push(readFileSync(path()).length);
  }
  await journal.close();
  return sizes;
}

describe('what an append has acknowledged', () => {
  test('is there after reopening, in order, and readable at its place', async () => {
    const { journal } = await reopen();
    const places: RecordPlace[] = [];
    places.push(...(await journal.append([bytes('one'), bytes('two')])));
    places.push(...(await journal.append([bytes('')])));
    places.push(...(await journal.append([bytes('three')])));
    await journal.close();
    const again = await reopen();
    expect(again.records).toEqual(['one', 'two', '', 'three']);
    const read = await Promise.all(places.map((place) => again.journal.read(place)));
    expect(read.map(String)).toEqual(['one', 'two', '', 'three']);
    expect(again.journal.cutBytes).toBe(0);
    await again.journal.close();
  });

  test('goes on after what stood there before', async () => {
    await write(['a']);
    await write(['b'], ['c']);
    const { journal, records } = await reopen();
    await journal.close();
    expect(records).toEqual(['a', 'b', 'c']);
  });

  test('many at once are all there, each at its own place', async () => {
    const { journal } = await reopen();
    const texts = Array.from({ length: 200 }, (_, i) => `record ${i}`);
    const places = await Promise.all(texts.map((text) => journal.append([bytes(text)])));
    const read = await Promise.all(places.flat().map((place) => journal.read(place)));
    expect(read.map(String)).toEqual(texts);
    await journal.close();
    const again = await reopen();
    await again.journal.close();
    expect(again.records).toEqual(texts);
  });
});

describe('a crash', () => {
  test('at any byte leaves exactly the appends that were whole, and the journal goes on', async () => {
    const sizes = await write(['first'], ['second', 'with it'], ['third']);
    const expected = [[], ['first'], ['first', 'second', 'with it'], ['first', 'second', 'with it', 'third']];
    const whole = readFileSync(path());
    for (let length = 0; length <= whole.length; length += 1) {
      const name = `cut-${length}`;
      writeFileSync(path(name), whole.subarray(0, length));
      const { journal, records } = await reopen(name);
      const appends = sizes.filter((size) => size <= length).length;
      expect(records).toEqual(expected[appends]);
      const kept = appends === 0 ? FILE_HEADER.length : (sizes[appends - 1] ?? 0);
      expect(journal.cutBytes).toBe(length < FILE_HEADER.length ? length : length - kept);
      await journal.append([bytes('after')]);
      await journal.close();
      const again = await reopen(name);
      await again.journal.close();
      expect(again.records).toEqual([...records, 'after']);
    }
  });

  test('that leaves garbage instead of the last append cuts it off and keeps its bytes', async () => {
    const [first = 0] = await write(['first'], ['second']);
    const file = readFileSync(path());
    const torn = Buffer.alloc(file.length - first, 0);
    writeFileSync(path(), Buffer.concat([file.subarray(0, first), torn]));
    const { journal, records } = await reopen();
    await journal.close();
    expect(records).toEqual(['first']);
    expect(journal.cutBytes).toBe(torn.length);
    expect(readFileSync(`${path()}.cut-${first}`)).toEqual(torn);
  });
});

describe('bytes that change after they were acknowledged', () => {
  test('are found wherever they are, and nothing is cut off for them', async () => {
    const [, second = 0] = await write(['first'], ['second'], ['third']);
    const whole = readFileSync(path());
    for (let at = 0; at < second; at += 1) {
      const damaged = Buffer.from(whole);
      damaged[at] = (damaged[at] ?? 0) ^ 0x20;
      writeFileSync(path('damaged'), damaged);
      await expect(reopen('damaged')).rejects.toMatchObject({ name: 'StoreError', reason: 'CORRUPT' });
      expect(readFileSync(path('damaged'))).toEqual(damaged);
    }
  });

  test('a frame that is missing in the middle is found', async () => {
    const [first = 0, second = 0] = await write(['first'], ['second'], ['third']);
    const whole = readFileSync(path());
    writeFileSync(path('gap'), Buffer.concat([whole.subarray(0, first), whole.subarray(second)]));
    await expect(reopen('gap')).rejects.toMatchObject({ reason: 'CORRUPT' });
  });

  test('another kind of file is not taken for a journal', async () => {
    writeFileSync(path('other'), 'something else entirely');
    await expect(reopen('other')).rejects.toMatchObject({ reason: 'CORRUPT' });
    expect(readFileSync(path('other'), 'utf8')).toBe('something else entirely');
  });
});

describe('a medium that fails', () => {
  test('is told, and the journal takes nothing more until it is opened again', async () => {
    // A write to a file handle that is gone stands for a disk that is: the error is the system's own.
    const { journal } = await reopen();
    await journal.append([bytes('kept')]);
    await journal.close();
    await expect(journal.append([bytes('lost')])).rejects.toMatchObject({ name: 'StoreError' });
    const again = await reopen();
    await again.journal.close();
    expect(again.records).toEqual(['kept']);
  });

  test('takes the rest when it took a part, and is told as full when it takes nothing', async () => {
    const written: Buffer[] = [];
    const file = (most: number) => ({
      write: (data: Uint8Array, from: number, length: number) => {
        const part = Math.min(length, most);
        written.push(Buffer.from(data.subarray(from, from + part)));
        return Promise.resolve({ bytesWritten: part, buffer: data });
      },
    });
    await writeWhole(file(3) as never, bytes('the whole of it'), 7);
    expect(Buffer.concat(written).toString()).toBe('the whole of it');
    await expect(writeWhole(file(0) as never, bytes('x'), 0)).rejects.toMatchObject({ reason: 'IO' });
  });

  test('a folder that is not there is told', async () => {
    await expect(Journal.open(join(folder(), 'no', 'j'), () => undefined)).rejects.toMatchObject({
      reason: 'IO',
    });
  });
});

test('a copy of a journal is a journal', async () => {
  await write(['a'], ['b']);
  copyFileSync(path(), path('copy'));
  truncateSync(path(), 0);
  const { journal, records } = await reopen('copy');
  await journal.close();
  expect(records).toEqual(['a', 'b']);
  expect(existsSync(`${path('copy')}.cut-0`)).toBe(false);
});
