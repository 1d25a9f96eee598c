import { optionCases, pathCases, quoted } from './completion-cases';
import { allShapes, type CommandShape, type ValueKind } from './shape';

/** The words that may follow a command: what is below it, and its options. */
function wordsAfter({ commands, options }: CommandShape): readonly string[] {
  return [...commands.map(({ path }) => path.at(-1) ?? ''), ...options.map(({ long }) => long)];
}

function reply(value: ValueKind): string {
  switch (value.kind) {
    case 'CHOICE':
      return `COMPREPLY=($(compgen -W ${quoted(value.choices.join(' '))} -- "$cur"))`;
    case 'FILE':
      return 'compopt -o filenames; COMPREPLY=($(compgen -f -- "$cur"))';
    case 'FOLDER':
      return 'compopt -o filenames; COMPREPLY=($(compgen -d -- "$cur"))';
    case 'TEXT':
      return 'COMPREPLY=()';
  }
}

/** A case for each command: the words that may follow, and files where an argument names one. */
function wordCases(shapes: readonly CommandShape[]): string[] {
  return shapes.map((shape) => {
    const [first] = shape.arguments;
    const more =
      first === undefined || first.value.kind === 'TEXT'
        ? ''
        : `; [[ $cur == -* ]] || { ${reply(first.value)}; return; }`;
    return `    ${quoted(shape.path.join(' '))}) words=${quoted(wordsAfter(shape).join(' '))}${more} ;;`;
  });
}

/** Completion for bash. */
export function bashCompletion(root: CommandShape): string {
  const shapes = allShapes(root);
  return [
    '# Completion of jangbu for bash: source this file, or put it where bash-completion finds it.',
    '_jangbu() {',
    '  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} at= next words= i',
    '  for ((i = 1; i < COMP_CWORD; i++)); do',
    '    next="${at:+$at }${COMP_WORDS[i]}"',
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
    '  COMPREPLY=($(compgen -W "$words" -- "$cur"))',
    '}',
    'complete -F _jangbu jangbu',
    'complete -F _jangbu ./jangbu',
    '',
  ].join('\n');
}
