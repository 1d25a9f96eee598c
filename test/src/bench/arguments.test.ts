import { UsageError } from 'jangbu';
import { helpText, readArguments } from './arguments';
import { benches } from './benches';

test('a bench by its name, or all of them', () => {
  expect(readArguments(['netting', '--short', '--json'], benches)).toMatchObject({
    ...{ all: false, scale: 'SHORT', json: true },
    benches: [{ name: 'netting' }],
  });
  expect(readArguments(['all'], benches)).toMatchObject({ all: true, scale: 'FULL', json: false, benches });
});

test.each([[[]], [['nothing']], [['up', 'trades']], [['up', '--fast']]])('%j cannot be followed', (args) => {
  expect(() => readArguments(args, benches)).toThrow(UsageError);
});

test('the help has a line for each bench', () => {
  expect(readArguments(['--help'], benches)).toBeUndefined();
  for (const { name, about } of benches)
    expect(helpText(benches)).toMatch(new RegExp(`^  ${name} +${about}$`, 'm'));
});
