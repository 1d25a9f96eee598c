import { Type } from '@sinclair/typebox';
import { Checker } from './checker';
import { Amount, closed, MemberId, oneOf, PositiveAmount, Salt, SignedAmount } from './fields';

const checker = new Checker(closed({ side: oneOf('BUY', 'SELL'), amount: Amount }));

describe('a schema', () => {
  it('takes what fits, and nothing besides', () => {
    expect(checker.fits({ side: 'BUY', amount: '0' })).toBe(true);
    expect(checker.fits({ side: 'BUY', amount: '0', customer: 'x' })).toBe(false);
    expect(checker.fits({ side: 'BUYS', amount: '0' })).toBe(false);
    expect(checker.problems({ side: 'BUY', amount: '0' })).toEqual([]);
  });

  it('tells where a document does not fit, without quoting it', () => {
    const problems = checker.problems({ side: 'HOLD', amount: '1', 'a/b': 'secret' });
    expect(problems.map(({ path }) => path)).toEqual(['/a~1b', '/side']);
    expect(JSON.stringify(problems)).not.toContain('secret');
  });

  it('tells so much only, of however bad a document', () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`${'x'.repeat(300)}${i}`, i]));
    const problems = checker.problems(many);
    expect(problems).toHaveLength(10);
    for (const { path, message } of problems) expect(path.length + message.length).toBeLessThanOrEqual(200);
  });

  it.each<[string, ConstructorParameters<typeof Checker>[0], string[], string[]]>([
    ['an amount', Amount, ['0', '1', '9'.repeat(30)], ['', '-1', '01', '1.5', '1e3', '9'.repeat(31), '1\n']],
    ['an amount above zero', PositiveAmount, ['1', '10'], ['0', '-1', '01']],
    ['an amount of either sign', SignedAmount, ['0', '-1', '10'], ['-0', '+1', '-01']],
    ['a member id', MemberId, ['kofia', 'a-1'], ['', 'Kofia', '1a', 'a b', 'a'.repeat(32)]],
    ['a salt', Salt, ['0'.repeat(32), 'f'.repeat(64)], ['0'.repeat(31), 'F'.repeat(32), '0'.repeat(65)]],
    ['one of two words', oneOf('BUY', 'SELL'), ['BUY', 'SELL'], ['BUYSELL', 'buy', '', 'BUY|SELL']],
    ['any text', Type.String(), [''], []],
  ])('knows %s', (_, schema, good, bad) => {
    const check = new Checker(schema);
    for (const text of good) expect([text, check.fits(text)]).toEqual([text, true]);
    for (const text of bad) expect([text, check.fits(text)]).toEqual([text, false]);
  });
});
