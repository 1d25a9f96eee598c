import { Command } from 'commander';
import { program } from '../program';
import { HEADINGS, koreanError, KOREAN_TEXTS } from './korean';
import { headingsOf, textsOf, translated } from './translate';

const said = new Set(textsOf(program('en')));

test('every text of every command has a Korean one', () => {
  expect([...said].filter((text) => !(text in KOREAN_TEXTS))).toEqual([]);
});

test('no Korean text is left over from a command that is gone', () => {
  expect(Object.keys(KOREAN_TEXTS).filter((text) => !said.has(text))).toEqual([]);
});

test('the Korean texts are Korean', () => {
  const others = [...Object.values(KOREAN_TEXTS), ...Object.values(HEADINGS)].filter(
    (text) => !/[가-힣]/.test(text),
  );
  expect(others).toEqual([]);
});

test('every heading has a Korean one', () => {
  expect(headingsOf(program('en')).filter((heading) => !(heading in HEADINGS))).toEqual([]);
});

/** All that a command prints when it is asked for help. */
function helpOf(command: Command): string {
  let help = '';
  command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
  return help;
}

function commandNamed(root: Command, ...path: readonly string[]): Command {
  return path.reduce((command, name) => {
    const below = command.commands.find((each) => each.name() === name);
    if (below === undefined) throw new Error(`no command ${name}`);
    return below;
  }, root);
}

function allOf(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(allOf)];
}

test('help speaks Korean throughout', () => {
  const help = helpOf(commandNamed(program('ko'), 'network', 'up'));
  expect(help).toContain('사용법: jangbu network up [옵션]');
  expect(help).toContain('옵션:');
  expect(help).toContain('이 명령을 설명한다');
});

test("nothing of commander's own words stays English", () => {
  for (const command of allOf(program('ko')))
    expect(helpOf(command)).not.toMatch(/Usage:|Options:|Arguments:|Commands:|\[options\]|choices:|default:/);
});

test('the notes below help speak Korean, too', () => {
  expect(helpOf(program('ko'))).toContain('처음 해 볼 일');
  expect(helpOf(program('en'))).toContain('First steps');
});

test('a language asked for once does not stay', () => {
  translated(program('en'), 'ko');
  expect(helpOf(commandNamed(program('en'), 'day', 'keep'))).not.toMatch(/[가-힣]/);
});

test('lines of help fit the terminal: a Korean letter takes two columns', () => {
  const command = new Command('x').option('--long <value>', 'the other firm').description('x');
  translated(command, 'ko');
  const [option] = command.options;
  if (option) option.description = '가나다라 '.repeat(30).trim();
  const lines = command
    .configureOutput({ getOutHelpWidth: () => 80 })
    .helpInformation()
    .split('\n');
  const width = (line: string): number => line.length + (line.match(/[가-힣]/g) ?? []).length;
  expect(Math.max(...lines.map(width))).toBeLessThanOrEqual(80);
});

/** What is said of a wrong call. */
function errorOf(...args: readonly string[]): string {
  const root = program('ko');
  let said = '';
  for (const command of allOf(root))
    command.exitOverride().configureOutput({ writeErr: (text) => (said += text) });
  expect(() => root.parse(args, { from: 'user' })).toThrow();
  return said;
}

test.each([
  [['day', 'shw'], "알 수 없는 명령입니다: 'shw'\n(혹시 이것입니까? show)"],
  [['day', 'show', '--jsn'], "알 수 없는 옵션입니다: '--jsn'\n(혹시 이것입니까? --json)"],
  [['trades', 'submit'], "필수 인수가 없습니다: 'file'"],
  [['day', 'show', '--as'], "옵션에 값이 없습니다: '--as <member>'"],
  [['trades', 'breaks'], "필수 옵션이 없습니다: '--with <member>'"],
  [['day', 'show', 'x', 'y'], '인수가 너무 많습니다. 0개를 받는데 2개가 주어졌습니다: x, y'],
  [['completion', 'tcsh'], "인수 'shell'에 쓸 수 없는 값입니다: 'tcsh'. 쓸 수 있는 값: bash"],
  [
    ['credentials', 'suspend', '--reason', 'x'],
    "'--reason <reason>'에 쓸 수 없는 값입니다: 'x'. 쓸 수 있는 값:",
  ],
  [['report', 'day', '--csv', '--json'], "함께 쓸 수 없는 옵션입니다: '--csv', '--json'"],
])('%j is told in Korean', (args, says) => {
  const error = errorOf(...args);
  expect(error).toContain(`오류: `);
  expect(error).toContain(says);
  expect(error).not.toMatch(/error|mean|Allowed/);
});

test('what is not known stays as it is', () => {
  expect(koreanError('error: something new\n')).toBe('error: something new\n');
});
