import { outlineOf } from './published-schema';
import { allShapes, type CommandShape, type OptionShape } from './shape';

/** The few words of the reference that are not the commands' own. */
export interface ReferenceWords {
  readonly title: string;
  readonly preface: string;
  readonly option: string;
  readonly argument: string;
  readonly meaning: string;
  readonly required: string;
  readonly defaultsTo: string;
  /** What `--json` prints. */
  readonly prints: string;
  readonly printsList: string;
  readonly orNull: string;
}

/** Words for an English reference. */
export const ENGLISH_REFERENCE: ReferenceWords = {
  title: 'Commands',
  preface:
    'Made from the commands themselves by `npm run reference`; a test compares. What all have in common ' +
    '(contexts, `--json`, exit codes) is in [the command line](command-line.md).',
  option: 'option',
  argument: 'argument',
  meaning: 'meaning',
  required: 'required',
  defaultsTo: 'otherwise',
  prints: '`--json` prints an object (`?`: not in any case)',
  printsList: '`--json` prints a list of objects (`?`: not in any case)',
  orNull: 'or null',
};

/** Words for a Korean reference. */
export const KOREAN_REFERENCE: ReferenceWords = {
  title: '명령',
  preface:
    '명령 자체에서 `npm run reference`로 만들며, 테스트가 대조한다. 공통 사항(컨텍스트, `--json`, 종료 코드)은 ' +
    '[명령줄](command-line.md)에 있다.',
  option: '옵션',
  argument: '인수',
  meaning: '뜻',
  required: '필수',
  defaultsTo: '없으면',
  prints: '`--json`은 객체를 출력한다(`?`는 없을 수 있는 필드)',
  printsList: '`--json`은 객체의 목록을 출력한다(`?`는 없을 수 있는 필드)',
  orNull: '또는 null',
};

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' ');
}

function tableOf(heading: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return rows.length === 0 ? [] : [line(heading), line(heading.map(() => '---')), ...rows.map(line), ''];
}

function optionRow(option: OptionShape, words: ReferenceWords): string[] {
  const choices = option.value?.kind === 'CHOICE' ? ` (${option.value.choices.join(', ')})` : '';
  const left = option.defaultValue === undefined ? '' : `; ${words.defaultsTo} ${option.defaultValue}`;
  const required = option.required ? `; ${words.required}` : '';
  return [`\`${option.flags}\``, `${option.description}${choices}${required}${left}`];
}

function outputLine({ output }: CommandShape, words: ReferenceWords): string[] {
  if (output === undefined) return [];
  const { isList, orNull, fields } = outlineOf(output);
  const names = fields.map(({ name, always }) => `\`${name}${always ? '' : '?'}\``).join(', ');
  if (names === '') return [];
  const what = isList ? words.printsList : words.prints;
  return [`${what}: ${names}${orNull ? `; ${words.orNull}` : ''}.`, ''];
}

function section(shape: CommandShape, words: ReferenceWords): string[] {
  const name = ['jangbu', ...shape.path].join(' ');
  const level = '#'.repeat(Math.min(shape.path.length + 1, 4));
  const own = shape.options.filter(({ long }) => long !== '--help');
  return [
    `${level} ${name}`,
    '',
    `${shape.description}.`,
    '',
    ...(shape.commands.length > 0 ? [] : [`    ${shape.usage}`, '']),
    ...tableOf(
      [words.argument, words.meaning],
      shape.arguments.map(({ name: argument, description }) => [`\`${argument}\``, description]),
    ),
    ...tableOf(
      [words.option, words.meaning],
      own.map((option) => optionRow(option, words)),
    ),
    ...outputLine(shape, words),
  ];
}

/**
 * The reference of all commands, in Markdown.
 *
 * @param root the program's shape
 */
export function referenceOf(root: CommandShape, words: ReferenceWords): string {
  const [, ...below] = allShapes(root);
  return [`# ${words.title}`, '', words.preface, '', ...below.flatMap((shape) => section(shape, words))].join(
    '\n',
  );
}
