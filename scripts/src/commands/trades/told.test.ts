import { described } from './match';
import { toldProblem } from './trade-results';

test('each field that is wrong with a trade is told apart from the next', () => {
  const problems = [
    { path: '/uti', message: 'Expected a UTI' },
    { path: '/reference', message: 'Expected a reference' },
  ];
  const problem = { position: 0, uti: null, code: 'INVALID', problems } as const;
  expect(toldProblem(problem)).toBe('INVALID: /uti Expected a UTI; /reference Expected a reference');
  expect(toldProblem({ position: 0, uti: null, code: 'UTI_REPEATED' })).toBe('UTI_REPEATED');
});

test('a match with breaks names the command that lists them', () => {
  const none = {
    ...{ pair: ['org1', 'org2'], tradeDate: '2026-11-30', sequence: 1 },
    ...{ matched: [], corrected: [], withoutEffect: [], matchedInAll: 0 },
    ...{ breaks: [], waiting: [], obligations: [], missing: [] },
  } as unknown as Parameters<typeof described>[0];
  expect(described(none, 'org2')).toBe('0 matched, 0 broken, 0 waiting, 0 obligations');
  const broken = { ...none, breaks: [{}] } as unknown as typeof none;
  expect(described(broken, 'org2')).toContain('jangbu trades breaks --with org2');
});
