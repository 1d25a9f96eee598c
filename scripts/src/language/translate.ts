import { Help, type Argument, type Command, type HelpConfiguration, type Option } from 'commander';
import { widthOf } from './width';
import { HEADINGS, koreanError, KOREAN_TEXTS } from './korean';
import type { Language } from './language';
import { noteOf, setNote } from './notes';

function isSaid(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

/** Every text of a command and of all below it that a person reads in its help, without headings. */
export function textsOf(command: Command): readonly string[] {
  const own = [
    command.description(),
    ...command.options.map(({ description }) => description),
    ...command.registeredArguments.map(({ description }) => description),
    noteOf(command),
  ];
  return [...own, ...command.commands.flatMap((each) => textsOf(each))].filter(isSaid);
}

/** Every heading in the help of a command and of all below it, but for commander's own. */
export function headingsOf(command: Command): readonly string[] {
  const own = [command.helpGroup(), ...command.options.map(({ helpGroupHeading }) => helpGroupHeading)];
  return [...own, ...command.commands.flatMap((each) => headingsOf(each))].filter(isSaid);
}

function inKorean(text: string): string {
  return KOREAN_TEXTS[text] ?? text;
}

/** The words that commander adds to descriptions and to how a command is called. */
function commanderWords(text: string): string {
  return text
    .replace('choices: ', '선택: ')
    .replace('default: ', '기본값: ')
    .replace('[options]', '[옵션]')
    .replace('[command]', '[명령]');
}

const english = new Help();

const KOREAN_HELP: HelpConfiguration = {
  styleTitle: (title) => HEADINGS[title] ?? title,
  // Korean letters take two columns.
  displayWidth: widthOf,
  commandUsage: (command) => commanderWords(english.commandUsage(command)),
  subcommandTerm: (command) => commanderWords(english.subcommandTerm(command)),
  optionDescription: (option: Option) => commanderWords(english.optionDescription(option)),
  argumentDescription: (argument: Argument) => commanderWords(english.argumentDescription(argument)),
};

function toKorean(command: Command): void {
  const note = noteOf(command);
  if (note !== undefined) setNote(command, inKorean(note));
  command
    .description(inKorean(command.description()))
    .helpOption('-h, --help', '이 명령을 설명한다')
    .configureHelp(KOREAN_HELP)
    .configureOutput({
      outputError: (text, write) => {
        write(koreanError(text));
      },
    });
  if (command.commands.length > 0) command.helpCommand('help [command]', '명령 하나를 설명한다');
  for (const option of command.options) option.description = inKorean(option.description);
  for (const argument of command.registeredArguments) argument.description = inKorean(argument.description);
  command.commands.forEach(toKorean);
}

/** Lets the help of a program and of all its commands speak a language, and what is said of wrong calls. */
export function translated(program: Command, language: Language): Command {
  if (language === 'ko') toKorean(program);
  return program;
}
