import { Type } from '@sinclair/typebox';
import { defineBench, type BenchContext } from '../definition/bench';
import { NoResultError, requireFigures } from './check';
import { exactly, NotNegative, Positive } from '../figures/figures';
import { outcomeOfBench } from './outcome';
import { asJson, asLine, asTable } from './print';

const bench = defineBench({
  name: 'example',
  about: '',
  figures: (scale) =>
    Type.Object(
      { perSecond: Positive, waitedMs: NotNegative, trades: exactly(scale === 'FULL' ? 100 : 3) },
      { additionalProperties: false },
    ),
  run: () => Promise.resolve({ perSecond: 1.5, waitedMs: 0, trades: 3 }),
});
const good = { perSecond: 1.5, waitedMs: 0, trades: 3 };
const context = { scale: 'SHORT' } as BenchContext;

function wrongIn(figures: object): readonly string[] {
  try {
    requireFigures(bench, 'SHORT', figures);
    return [];
  } catch (error) {
    return error instanceof NoResultError ? error.wrong : [String(error)];
  }
}

test('whole, finite, positive figures and the counts that were asked for are a result', () => {
  expect(wrongIn(good)).toEqual([]);
});

test.each([
  ['a rate of zero', { ...good, perSecond: 0 }, /^perSecond: .*got 0$/],
  ['a rate below zero', { ...good, perSecond: -3 }, /^perSecond: .*got -3$/],
  ['no number', { ...good, perSecond: Number.NaN }, /^perSecond: .*got NaN$/],
  ['a rate without end', { ...good, perSecond: Number.POSITIVE_INFINITY }, /^perSecond: .*got Infinity$/],
  ['a time below zero', { ...good, waitedMs: -1 }, /^waitedMs: .*got -1$/],
  ['fewer trades than were made', { ...good, trades: 2 }, /^trades: .*got 2$/],
  ['a figure that is a text', { ...good, trades: '3' }, /^trades: .*got "3"$/],
  ['a figure that is missing', { perSecond: 1, waitedMs: 0 }, /^trades: .*got nothing$/m],
  ['a figure that nobody has described', { ...good, other: 1 }, /^other: /],
])('%s is none, and the message names it', (_, figures, named) => {
  expect(wrongIn(figures).join('\n')).toMatch(named);
});

test('the counts are those of the form that ran', () => {
  expect(() => {
    requireFigures(bench, 'FULL', good);
  }).toThrow(NoResultError);
});

test('an outcome is one line, whether a result or what went wrong', async () => {
  const outcome = await outcomeOfBench(bench, context);
  expect(asJson(outcome)).toBe('{"bench":"example","perSecond":1.5,"waitedMs":0,"trades":3}');
  expect(asLine(outcome)).toBe('example: perSecond 1.5, waitedMs 0, trades 3');
  expect(asTable(outcome)).toContain('  perSecond  1.5');
  const failing = { ...bench, run: () => Promise.reject(new Error('above', { cause: new Error('below') })) };
  const failed = await outcomeOfBench(failing, context);
  expect(asJson(failed)).toBe('{"bench":"example","error":"above","said":["below"]}');
  expect(asLine(failed)).toBe('example: FAILED: above | below');
});

test('a run that ends with broken figures has failed', async () => {
  const broken = { ...bench, run: () => Promise.resolve({ ...good, trades: 0 }) };
  expect(await outcomeOfBench(broken, context)).toMatchObject({ ok: false, error: 'example gave no result' });
});
