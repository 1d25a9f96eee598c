import { Type } from '@sinclair/typebox';
import { defineBench, type BenchContext } from '../bench';
import { benches } from '../benches';
import { tradesBench } from '../trades/trades';
import { NoResultError, requireResult } from './check';
import { exactly, NotNegative, Positive } from './figures';
import { outcomeOf } from './outcome';
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
    requireResult(bench, 'SHORT', figures);
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
    requireResult(bench, 'FULL', good);
  }).toThrow(NoResultError);
});

test.each(benches.map((known) => [known.name, known] as const))('%s takes no empty result', (_, known) => {
  expect(() => {
    requireResult(known, 'SHORT', {});
  }).toThrow(NoResultError);
  expect(() => {
    requireResult(known, 'FULL', {});
  }).toThrow(NoResultError);
});

const each = { supervisorPeer: 1, consenter: 1, contracts: 1, client: 1 };
const traded = {
  ...{
    perSecond: 1300,
    plainPerSecond: 4,
    ratio: 325,
    p50Ms: 900,
    p95Ms: 1200,
    plainP50Ms: 700,
    plainP95Ms: 900,
  },
  ...{ plainAtOnce: 4, trades: 400, plainTrades: 12, bonds: 27, members: 6 },
  spent: {
    processorSecondsPerThousand: { ...each, endorsingPeer: 0.4 },
    ...{ memoryMBBefore: each, memoryMBAfter: each, processes: each, blocks: 3, blockMB: 0.07, ledgerMB: -2 },
  },
};

test('figures as trades gives them are a result', () => {
  expect(() => {
    requireResult(tradesBench, 'SHORT', traded);
  }).not.toThrow();
});

const { spent } = traded;
test.each([
  ['trades are unmatched', { trades: 399 }, 'trades'],
  ['trades of the plain way are unmatched', { plainTrades: 11 }, 'plainTrades'],
  ['nobody traded a bond', { bonds: 0 }, 'bonds'],
  ['nothing was written', { spent: { ...spent, blocks: 0 } }, 'spent.blocks'],
  [
    'a consenter was not read',
    { spent: { ...spent, memoryMBAfter: { ...each, consenter: Number.NaN } } },
    'spent.memoryMBAfter.consenter',
  ],
])('they are none where %s', (_, changed, named) => {
  expect(() => {
    requireResult(tradesBench, 'SHORT', { ...traded, ...changed });
  }).toThrow(expect.objectContaining({ wrong: [expect.stringContaining(`${named}: `)] }) as NoResultError);
});

test('an outcome is one line, whether a result or what went wrong', async () => {
  const outcome = await outcomeOf(bench, context);
  expect(asJson(outcome)).toBe('{"bench":"example","perSecond":1.5,"waitedMs":0,"trades":3}');
  expect(asLine(outcome)).toBe('example: perSecond 1.5, waitedMs 0, trades 3');
  expect(asTable(outcome)).toContain('  perSecond  1.5');
  const failing = { ...bench, run: () => Promise.reject(new Error('above', { cause: new Error('below') })) };
  const failed = await outcomeOf(failing, context);
  expect(asJson(failed)).toBe('{"bench":"example","error":"above","said":["below"]}');
  expect(asLine(failed)).toBe('example: FAILED: above | below');
});

test('a run that ends with broken figures has failed', async () => {
  const broken = { ...bench, run: () => Promise.resolve({ ...good, trades: 0 }) };
  expect(await outcomeOf(broken, context)).toMatchObject({ ok: false, error: 'example gave no result' });
});
