import { benches } from './benches';
import { NoResultError, requireResult } from './results/check';

test.each(benches.map((known) => [known.name, known] as const))('%s takes no empty result', (_, known) => {
  expect(() => {
    requireResult(known, 'SHORT', {});
  }).toThrow(NoResultError);
  expect(() => {
    requireResult(known, 'FULL', {});
  }).toThrow(NoResultError);
});
