import { requireFigures, type NoResultError } from '../results/check';
import { tradesBench } from './trades';

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
    requireFigures(tradesBench, 'SHORT', traded);
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
    requireFigures(tradesBench, 'SHORT', { ...traded, ...changed });
  }).toThrow(expect.objectContaining({ wrong: [expect.stringContaining(`${named}: `)] }) as NoResultError);
});
