import { UsageError } from '../../input/usage-error';
import { instructionText, parseInstructionName } from './instruction-name';

test('an instruction is named by its creator and id, as the list shows it', () => {
  expect(parseInstructionName('nh/abc_-1')).toEqual({ creator: 'nh', instructionId: 'abc_-1' });
  expect(instructionText(parseInstructionName('nh/abc'))).toBe('nh/abc');
});

test.each(['', 'nh', 'nh/', '/abc', 'nh/abc/1'])('%j names no instruction', (given) => {
  expect(() => parseInstructionName(given)).toThrow(UsageError);
});
