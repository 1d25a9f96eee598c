import { fitted, wrapped } from './fit';

const giving = (...widths: number[]): { width: number; gives: boolean }[] =>
  widths.map((width) => ({ width, gives: true }));

test('what fits stays as it is', () => {
  expect(fitted(giving(10, 20), 32)).toEqual([10, 20]);
});

test('the widest gives way', () => {
  expect(fitted(giving(10, 60, 12), 80)).toEqual([10, 54, 12]);
});

test('widths that are alike give way alike', () => {
  const fit = fitted(giving(30, 60, 30), 80);
  expect(fit.reduce((sum, width) => sum + width)).toBe(76);
  expect(Math.max(...fit) - Math.min(...fit)).toBeLessThanOrEqual(1);
});

test('nothing gets so narrow that nothing is left to read', () => {
  expect(fitted(giving(5, 40, 40), 10)).toEqual([5, 8, 8]);
});

test('numbers keep their room', () => {
  const wishes = [
    { width: 50, gives: false },
    { width: 50, gives: true },
  ];
  expect(fitted(wishes, 80)).toEqual([50, 28]);
});

test('a text is wrapped at blanks, else where it must be', () => {
  expect(wrapped('one two three', 8)).toEqual(['one two', 'three']);
  expect(wrapped('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij']);
  expect(wrapped('한국투자증권', 5)).toEqual(['한국', '투자', '증권']);
});

test('a coloured text keeps its colour on each line, and leaves it on none', () => {
  const [red, plain] = ['\u001b[31m', '\u001b[0m'];
  expect(wrapped(`${red}one two three\u001b[39m`, 8)).toEqual([
    `${red}one two${plain}`,
    `${red}three${plain}`,
  ]);
  expect(wrapped(`a ${red}bcdef\u001b[39m gh`, 3)).toEqual([
    'a',
    `${red}bcd${plain}`,
    `${red}ef${plain}`,
    'gh',
  ]);
  expect(wrapped(`${red}ab\u001b[39m`, 2)).toEqual([`${red}ab\u001b[39m`]);
});
