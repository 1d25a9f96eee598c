import type { Command } from 'commander';
import { KOREAN_TEXTS } from './korean';
import type { Language } from './language';

/** The headings that commander writes itself, in Korean. */
const HEADINGS: Readonly<Record<string, string>> = {
  'Usage:': '사용법:',
  'Arguments:': '인수:',
  'Options:': '옵션:',
  'Commands:': '명령:',
  'Business on the ledger:': '원장 업무:',
  'What members decide together:': '회원이 함께 정하는 것:',
  "A member's own nodes:": '회원 자신의 노드:',
  'All members on one machine, for development:': '한 기계에서 모든 회원(개발용):',
  'The command line itself:': '명령줄 자체:',
};

/** Every text of a command and of all below it that a person reads in its help. */
export function textsOf(command: Command): readonly string[] {
  const own = [
    command.description(),
    ...command.options.map(({ description }) => description),
    ...command.registeredArguments.map(({ description }) => description),
  ];
  return [...own, ...command.commands.flatMap((each) => textsOf(each))].filter((text) => text !== '');
}

function inKorean(text: string): string {
  return KOREAN_TEXTS[text] ?? text;
}

function toKorean(command: Command): void {
  command
    .description(inKorean(command.description()))
    .helpOption('-h, --help', '이 명령을 설명한다')
    .configureHelp({ styleTitle: (title) => HEADINGS[title] ?? title });
  if (command.commands.length > 0) command.helpCommand('help [command]', '명령 하나를 설명한다');
  for (const option of command.options) option.description = inKorean(option.description);
  for (const argument of command.registeredArguments) argument.description = inKorean(argument.description);
  command.commands.forEach(toKorean);
}

/** Lets the help of a program and of all its commands speak a language. */
export function translated(program: Command, language: Language): Command {
  if (language === 'ko') toKorean(program);
  return program;
}
