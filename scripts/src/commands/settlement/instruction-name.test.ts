import { UsageError } from '../../terminal/failure';
import { nameOf, quantityOf, textOf } from './instruction-name';

test('an instruction is named by its creator and id, as the list shows it', () => {
  expect(nameOf('nh/abc_-1')).toEqual({ creator: 'nh', instructionId: 'abc_-1' });
  expect(textOf(nameOf('nh/abc'))).toBe('nh/abc');
});

test.each(['', 'nh', 'nh/', '/abc', 'nh/abc/1'])('%j names no instruction', (given) => {
  expect(() => nameOf(given)).toThrow(UsageError);
});

test('a quantity is a whole number above zero', () => {
  expect(quantityOf('100')).toBe(100n);
  for (const given of ['0', '-1', '1.5', '1,000', '', '1e3'])
    expect(() => quantityOf(given)).toThrow(UsageError);
});
