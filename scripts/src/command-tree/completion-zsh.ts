import { optionCases, pathCases, quoted } from './completion-cases';
import { allShapes, type CommandShape, type ValueKind } from './shape';

function reply(value: ValueKind): string {
  switch (value.kind) {
    case 'CHOICE':
      return `compadd -- ${value.choices.map(quoted).join(' ')}`;
    case 'FILE':
      return '_files';
    case 'FOLDER':
      return '_files -/';
    case 'TEXT':
      return '_message value';
  }
}

/** A word with what it means, as `_describe` reads them. */
function described(word: string, description: string): string {
  return quoted(`${word.replaceAll(':', String.raw`\:`)}:${description.replaceAll(/\s+/g, ' ')}`);
}

function wordCases(shapes: readonly CommandShape[]): string[] {
  return shapes.map(({ path, commands, options, arguments: [first] }) => {
    const words = [
      ...commands.map((each) => described(each.path.at(-1) ?? '', each.description)),
      ...options.map(({ long, description }) => described(long, description)),
    ];
    const more = first === undefined || first.value.kind === 'TEXT' ? '' : `; ${reply(first.value)}`;
    return `    ${quoted(path.join(' '))}) candidates=(${words.join(' ')})${more} ;;`;
  });
}

/** Completion for zsh. */
export function zshCompletion(root: CommandShape): string {
  const shapes = allShapes(root);
  return [
    '#compdef jangbu',
    '# Completion of jangbu for zsh: put this file as _jangbu into a folder of $fpath.',
    '_jangbu() {',
    '  local at= next i prev=${words[CURRENT-1]}',
    '  local -a candidates',
    '  for ((i = 2; i < CURRENT; i++)); do',
    '    next="${at:+$at }${words[i]}"',
    '    case $next in',
    ...pathCases(shapes),
    '    esac',
    '  done',
    '  case "$at:$prev" in',
    ...optionCases(shapes, reply),
    '  esac',
    '  case $at in',
    ...wordCases(shapes),
    '  esac',
    '  _describe jangbu candidates',
    '}',
    'if [[ $funcstack[1] == _jangbu ]]; then _jangbu "$@"; else compdef _jangbu jangbu ./jangbu; fi',
    '',
  ].join('\n');
}
