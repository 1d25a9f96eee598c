import { benches } from './benches';
import { NoResultError, requireFigures } from './results/check';

test.each(benches.map((known) => [known.name, known] as const))('%s takes no empty result', (_, known) => {
  expect(() => {
    requireFigures(known, 'SHORT', {});
  }).toThrow(NoResultError);
  expect(() => {
    requireFigures(known, 'FULL', {});
  }).toThrow(NoResultError);
});
