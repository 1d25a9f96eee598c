import { allShapes, type CommandShape, type OptionShape, type ValueKind } from './shape';

/** A text as one word of fish. */
function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;
}

function valueFlags(value: ValueKind | undefined): string {
  switch (value?.kind) {
    case undefined:
      return '';
    case 'CHOICE':
      return ` -x -a ${quoted(value.choices.join(' '))}`;
    case 'FILE':
      return ' -r -F';
    case 'FOLDER':
      return " -x -a '(__fish_complete_directories)'";
    case 'TEXT':
      return ' -x';
  }
}

function optionLine(at: string, { long, short, description, value }: OptionShape): string {
  const flags = `${long.startsWith('--') ? ` -l ${long.slice(2)}` : ''}${short === undefined ? '' : ` -s ${short.slice(1)}`}`;
  return `complete -c jangbu -n ${at}${flags} -d ${quoted(description)}${valueFlags(value)}`;
}

function lines(shape: CommandShape): string[] {
  const at = quoted(`__jangbu_at ${shape.path.join(' ')}`.trim());
  const [first] = shape.arguments;
  return [
    ...shape.commands.map(
      ({ path, description }) =>
        `complete -c jangbu -n ${at} -f -a ${quoted(path.at(-1) ?? '')} -d ${quoted(description)}`,
    ),
    ...shape.options.map((option) => optionLine(at, option)),
    ...(first === undefined || first.value.kind === 'TEXT'
      ? []
      : [`complete -c jangbu -n ${at}${valueFlags(first.value)}`]),
  ];
}

/** Completion for fish. */
export function fishCompletion(root: CommandShape): string {
  const shapes = allShapes(root);
  const paths = shapes.slice(1).map(({ path }) => quoted(path.join(' ')));
  return [
    '# Completion of jangbu for fish: put this file as jangbu.fish into ~/.config/fish/completions.',
    `set -g __jangbu_paths ${paths.join(' ')}`,
    '# Whether the words so far name exactly this command.',
    'function __jangbu_at',
    '    set -l at',
    '    for word in (commandline -opc)[2..-1]',
    '        set -l next (string trim -- "$at $word")',
    '        contains -- "$next" $__jangbu_paths; and set at $next',
    '    end',
    '    test "$at" = "$argv"',
    'end',
    'complete -c jangbu -f',
    ...shapes.flatMap(lines),
    '',
  ].join('\n');
}
