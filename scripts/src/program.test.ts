import type { Command } from 'commander';
import { program } from './program';

function leaves(command: Command, name: readonly string[] = []): { name: string; command: Command }[] {
  if (command.commands.length === 0) return [{ name: name.join(' '), command }];
  return command.commands.flatMap((each) => leaves(each, [...name, each.name()]));
}

/** Other spellings of `--json` and `--csv`, `--out`, `--date`. */
const OTHER_SPELLINGS = ['--format', '--output', '--day', '--output-file', '--json-output'];

const all = leaves(program());

test('an option has one spelling', () => {
  const spelt = all.flatMap(({ name, command }) =>
    command.options
      .filter(({ long }) => OTHER_SPELLINGS.includes(long ?? ''))
      .map(({ long }) => `${name} ${long ?? ''}`),
  );
  expect(spelt).toEqual([]);
});

test('an option says in one line what it is, and so does a command', () => {
  for (const { name, command } of all) {
    expect([name, command.description()]).toEqual([name, expect.stringMatching(/^[^\n]+$/)]);
    for (const option of command.options)
      expect([name, option.long, option.description]).toEqual([
        name,
        option.long,
        expect.stringMatching(/^[^\n]+$/),
      ]);
  }
});
