import { ReadingsByText } from './readings-by-text';

function counted(lengthKept?: number): {
  readonly readings: ReadingsByText<{ text: string }>;
  readonly read: string[];
} {
  const read: string[] = [];
  const readings = new ReadingsByText((text) => {
    read.push(text);
    if (text === 'bad') throw new RangeError('bad');
    return { text };
  }, lengthKept);
  return { readings, read };
}

describe('readings of texts', () => {
  it('are made once for the same text', () => {
    const { readings, read } = counted();
    const first = readings.of('some text');
    expect(readings.of(['some', 'text'].join(' '))).toBe(first);
    expect(readings.of('Some text')).toEqual({ text: 'Some text' });
    expect(read).toEqual(['some text', 'Some text']);
    expect(readings.known('some text')).toBe(first);
    expect(readings.known('another')).toBeUndefined();
  });

  it('are no readings where the text is refused: it is refused each time', () => {
    const { readings, read } = counted();
    for (let i = 0; i < 2; i += 1) expect(() => readings.of('bad')).toThrow(RangeError);
    expect(read).toEqual(['bad', 'bad']);
  });

  it('are forgotten when there are too many: first what was not asked for the longest', () => {
    const { readings, read } = counted(6);
    for (const text of ['one', 'two', 'one', 'six', 'one', 'two']) readings.of(text);
    expect(read).toEqual(['one', 'two', 'six', 'two']);
  });

  it('are not kept of a text that is too long by itself', () => {
    const { readings, read } = counted(6);
    for (const text of ['one', 'much too long', 'one', 'much too long']) readings.of(text);
    expect(read).toEqual(['one', 'much too long', 'one', 'much too long']);
  });
});
