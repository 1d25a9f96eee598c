import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shapeOf, type CommandShape, type OptionShape } from './command-tree/shape';
import { program } from './program';

const root = join(__dirname, '..', '..');
/** Spans of the SDK's telemetry, which are called like commands. */
const SPANS = new Set(['jangbu submit', 'jangbu evaluate']);
/** Made from the commands themselves. */
const GENERATED = /^commands(\.ko)?\.md$/;

/** A command line as a page has it. */
interface Call {
  readonly words: readonly string[];
  /** Whether it is to be typed as it stands; otherwise it is spoken of, and may leave arguments out. */
  readonly typed: boolean;
}

const shape = shapeOf(program('en'));
const groups = new Map(shape.commands.map((group) => [group.path[0] ?? '', group]));

/** The commands of a shell's line, each as its words, without comments, assignments and redirections. */
function commandsOfLine(line: string): string[][] {
  const commands: string[][] = [[]];
  for (const [, operator, comment, word = ''] of line.matchAll(
    /(&&|\|\||[|;&])|(#.*)|((?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s|;&"'])+)/g,
  )) {
    if (comment !== undefined) break;
    if (operator !== undefined) commands.push([]);
    else commands.at(-1)?.push(word.replace(/^(['"])(.*)\1$/, '$2'));
  }
  return commands.map((words) => {
    const redirected = words.findIndex((word) => /^\d?[<>]/.test(word));
    const own = redirected < 0 ? words : words.slice(0, redirected);
    return own.slice(own.findIndex((word) => !/^[A-Z_]+=|^(npx|exec|sudo)$/.test(word)));
  });
}

function isOurs([first]: readonly string[]): boolean {
  return first === 'jangbu' || first === './jangbu';
}

function typedCalls(block: string): Call[] {
  return block
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .flatMap(commandsOfLine)
    .filter(isOurs)
    .map(([, ...words]) => ({ words, typed: true }));
}

/** `jangbu a b`, and `a b` where `a` is a group of commands; `a b | c`, and `a b|c`, is `a b` and `a c`. */
function mentionedCalls(code: string): Call[] {
  if (SPANS.has(code)) return [];
  const quoted = code.replaceAll(/\s*\|\s*/g, '|').match(/'[^']*'|"[^"]*"|\S+/g) ?? [];
  const [first = '', ...rest] = quoted.map((word) => word.replace(/^(['"])(.*)\1$/, '$2'));
  const ours = isOurs([first]);
  const bare = groups.has(first) && /^[a-z-]+(\|[a-z-]+)*$/.test(rest[0] ?? '');
  if (!ours && !bare) return [];
  const words = ours ? rest : [first, ...rest];
  const several = (words[1] ?? '').split('|');
  return several.map((each) => ({
    words: words.map((word, at) => (at === 1 ? each : word)),
    typed: false,
  }));
}

function callsOf(text: string): Call[] {
  const blocks: string[] = [];
  const prose = text.replaceAll(
    /^( *)```(\w*)\n([\s\S]*?)^\1```/gm,
    (_, _indent, kind: string, block: string) => {
      if (kind === '' || kind === 'sh') blocks.push(block);
      return '';
    },
  );
  const mentioned = [...prose.matchAll(/(?<!`)`([^`]+)`(?!`)/g)].flatMap(([, code = '']) =>
    mentionedCalls(code),
  );
  return [...blocks.flatMap(typedCalls), ...mentioned];
}

/** A word that stands for others: `…`, `COMMAND`. */
function isOpen(word: string): boolean {
  return /…|\.\.\.|^[A-Z]{2,}/.test(word);
}

const HELP = ['--help', '-h'];

/** How many words an option takes at this place, itself among them; or what is wrong. */
function widthOf(options: readonly OptionShape[], words: readonly string[], at: number): number | string {
  const [word = ''] = words.slice(at);
  const [name = ''] = word.split('=');
  if (HELP.includes(name)) return 1;
  const option = options.find(({ long, short }) => long === name || short === name);
  if (option === undefined) return `there is no option ${name}`;
  if (option.value === undefined || word.includes('=')) return 1;
  if (!option.flags.includes('...')) return 2;
  const next = words.findIndex((each, place) => place > at && each.startsWith('-'));
  return (next < 0 ? words.length : next) - at;
}

/** What of the words are arguments, once options and their values are taken out; or what is wrong. */
function argumentsOf(options: readonly OptionShape[], words: readonly string[]): string[] | string {
  const left: string[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? '';
    const width = /^-+[a-z]/.test(word) ? widthOf(options, words, at) : 1;
    if (typeof width === 'string') return width;
    if (!/^-+[a-z]/.test(word)) left.push(word);
    at += width;
  }
  return left;
}

function problemOfLeaf(command: CommandShape, words: readonly string[], typed: boolean): string | undefined {
  const given = argumentsOf(command.options, words);
  if (typeof given === 'string') return given;
  const open = words.some((word) => /…|\.\.\./.test(word));
  const most = command.arguments.some(({ variadic }) => variadic) ? Infinity : command.arguments.length;
  if (given.length > most && !open) return `it takes ${most} arguments, not ${given.length}`;
  if (!typed || open || words.includes('--help')) return undefined;
  const least = command.arguments.filter(({ required }) => required).length;
  if (given.length < least) return `it needs ${least} arguments`;
  const missing = command.options.find(({ required, long }) => required && !words.includes(long));
  return missing && `it needs ${missing.long}`;
}

/** What is wrong with a call, or undefined. */
function problemOf({ words, typed }: Call): string | undefined {
  let command = shape;
  let at = 0;
  for (; command.commands.length > 0; at += 1) {
    const word = words[at];
    if (word === undefined) return typed ? 'it names no command' : undefined;
    if (isOpen(word)) return undefined;
    if (word.startsWith('-')) {
      const given = argumentsOf(command.options, words.slice(at));
      return typeof given === 'string' ? given : undefined;
    }
    const next = command.commands.find(({ path }) => path.at(-1) === word);
    if (next === undefined) return `there is no command ${[...command.path, word].join(' ')}`;
    command = next;
  }
  return problemOfLeaf(command, words.slice(at), typed);
}

function problemsOf(text: string): string[] {
  return callsOf(text).flatMap((call) => {
    const problem = problemOf(call);
    return problem === undefined ? [] : [`jangbu ${call.words.join(' ')}: ${problem}`];
  });
}

const pages = [
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md') && !GENERATED.test(name))
    .map((name) => join('docs', name)),
  ...['README.md', 'README.ko.md', 'CONTRIBUTING.md', 'SECURITY.md', join('scripts', 'README.md')],
];

test.each(pages)('%s names commands, options and arguments that there are', (page) => {
  expect(problemsOf(readFileSync(join(root, page), 'utf8'))).toEqual([]);
});

test.each([
  ['```sh\njangbu day tomorrow\n```', 'there is no command day tomorrow'],
  ['```sh\n./jangbu day\n```', 'it names no command'],
  ['```sh\nX=1 npx jangbu trades submit\n```', 'it needs 1 arguments'],
  ['```sh\njangbu day seal 2026-11-25 2026-11-26 # why\n```', 'it takes 1 arguments, not 2'],
  ['```sh\njangbu trades match\n```', 'it needs --with'],
  ['```sh\njangbu day show | head; jangbu day show \\\n  --jsn\n```', 'there is no option --jsn'],
  ['see `./jangbu network start`', 'there is no command network start'],
  ['see `jangbu day show --jsn`', 'there is no option --jsn'],
  ['see `channel\njion`', 'there is no command channel jion'],
  ['see `jangbu context list|shew`', 'there is no command context shew'],
])('%j is found wrong', (text, problem) => {
  expect(problemsOf(text)).toEqual([expect.stringMatching(new RegExp(`: ${problem}$`))]);
});

test('what is right, or stands for something else, is not', () => {
  const text = [
    '```sh\njangbu channel genesis --founding f.json --descriptors a.json b --out b.block > log\n```',
    '```sh\njangbu node logs peer0.nh.example -n 20 --follow | grep -v info\n```',
    '`jangbu COMMAND --help`, `jangbu trades submit …`, `jangbu context list | show`, `trades match`, `day`, `network/x`',
  ].join('\n');
  expect(problemsOf(text)).toEqual([]);
  expect(callsOf(text).length).toBe(7);
});

/** The chapters of a page, without their words: how deep each is. */
function outlineOf(page: string): string[] {
  return [...readFileSync(join(root, 'docs', page), 'utf8').matchAll(/^(#+) (\d*)/gm)].map(
    ([, depth = '', number = '']) => `${depth} ${number}`,
  );
}

/** What is to be typed and the commands that are spoken of, in the order of a page. */
function commandsIn(page: string): string[] {
  return callsOf(readFileSync(join(root, 'docs', page), 'utf8')).map(({ words }) =>
    words.filter((word, at) => words[at - 1] !== '--title').join(' '),
  );
}

test('the handbook has the same chapters and commands in both languages', () => {
  expect(outlineOf('handbook.ko.md')).toEqual(outlineOf('handbook.md'));
  expect(commandsIn('handbook.ko.md').sort()).toEqual(commandsIn('handbook.md').sort());
});

test('the handbook names each group of commands', () => {
  const named = new Set(commandsIn('handbook.md').map((call) => call.split(' ')[0]));
  expect([...groups.keys()].filter((group) => !named.has(group))).toEqual([]);
});
