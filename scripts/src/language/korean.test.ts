import { program } from '../program';
import { KOREAN_TEXTS } from './korean';
import { textsOf, translated } from './translate';

const said = new Set(textsOf(program('en')));

test('every text of every command has a Korean one', () => {
  expect([...said].filter((text) => !(text in KOREAN_TEXTS))).toEqual([]);
});

test('no Korean text is left over from a command that is gone', () => {
  expect(Object.keys(KOREAN_TEXTS).filter((text) => !said.has(text))).toEqual([]);
});

test('the Korean texts are Korean', () => {
  const others = Object.values(KOREAN_TEXTS).filter((text) => !/[가-힣]/.test(text));
  expect(others).toEqual([]);
});

test('help speaks Korean throughout', () => {
  const up = translated(program('en'), 'ko')
    .commands.find((each) => each.name() === 'network')
    ?.commands.find((each) => each.name() === 'up');
  const help = up?.helpInformation() ?? '';
  expect(help).toContain('사용법: jangbu network up');
  expect(help).toContain('옵션:');
  expect(help).toContain('이 명령을 설명한다');
});
