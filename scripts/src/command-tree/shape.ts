import type { TSchema } from '@sinclair/typebox';
import type { Argument, Command, Option } from 'commander';
import { JsonOption } from '../terminal/json-option';

/** What a word of the command line may be: one of a few, a path, or anything. */
export type ValueKind =
  | { readonly kind: 'CHOICE'; readonly choices: readonly string[] }
  | { readonly kind: 'FILE' | 'FOLDER' | 'TEXT' };

/** An option as it is typed. */
export interface OptionShape {
  /** `--json`, `-v, --version`, `--as <member>`. */
  readonly flags: string;
  readonly long: string;
  readonly short?: string;
  readonly description: string;
  /** Whether the command needs it. */
  readonly required: boolean;
  /** What follows it; absent for one that stands alone. */
  readonly value?: ValueKind;
  /** What holds where it is left out, in words. */
  readonly defaultValue?: string;
}

/** An argument as it is typed. */
export interface ArgumentShape {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly variadic: boolean;
  readonly value: ValueKind;
}

/** A command and what is below it: what help, completion and the reference are made from. */
export interface CommandShape {
  /** The words that name it, the program's own left out: `['network', 'up']`. */
  readonly path: readonly string[];
  readonly description: string;
  /** How it is called, as help says it. */
  readonly usage: string;
  readonly options: readonly OptionShape[];
  readonly arguments: readonly ArgumentShape[];
  readonly commands: readonly CommandShape[];
  /** What it prints with `--json`; absent for one that prints no result. */
  readonly output?: TSchema;
}

function valueOf(name: string, choices: readonly string[] | undefined): ValueKind {
  if (choices !== undefined) return { kind: 'CHOICE', choices };
  if (/folder|dir$/i.test(name)) return { kind: 'FOLDER' };
  return { kind: /file|package$/i.test(name) ? 'FILE' : 'TEXT' };
}

function inWords(value: unknown): string | undefined {
  if (value === undefined || value === false || (Array.isArray(value) && value.length === 0))
    return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function optionShape(option: Option): OptionShape {
  const { flags, long, short, description, mandatory, argChoices } = option;
  const placeholder = /[<[]([^\]>]+)[\]>]/.exec(flags)?.[1]?.replace('...', '');
  const defaultValue = option.defaultValueDescription ?? inWords(option.defaultValue);
  return {
    flags,
    long: long ?? short ?? flags,
    ...(short !== undefined && long !== undefined ? { short } : {}),
    description,
    required: mandatory,
    ...(placeholder === undefined ? {} : { value: valueOf(placeholder, argChoices) }),
    ...(defaultValue === undefined ? {} : { defaultValue }),
  };
}

function argumentShape(argument: Argument): ArgumentShape {
  return {
    name: argument.name(),
    description: argument.description,
    required: argument.required,
    variadic: argument.variadic,
    value: valueOf(argument.name(), argument.argChoices),
  };
}

/**
 * The shape of a command and of all below it, without what is hidden.
 *
 * @param command the program, or one of its commands
 * @param path the words that name it, the program's own left out
 */
export function shapeOf(command: Command, path: readonly string[] = []): CommandShape {
  const help = command.createHelp();
  const output = command.options.find((option) => option instanceof JsonOption)?.schema;
  return {
    path,
    description: command.description(),
    usage: help.commandUsage(command),
    options: help.visibleOptions(command).map(optionShape),
    arguments: command.registeredArguments.map(argumentShape),
    commands: help
      .visibleCommands(command)
      .filter((each) => each.name() !== 'help')
      .map((each) => shapeOf(each, [...path, each.name()])),
    ...(output === undefined ? {} : { output }),
  };
}

/** The program that a command is of. */
export function rootOf(command: Command): Command {
  return command.parent ? rootOf(command.parent) : command;
}

/** A command and all below it, each before what is below it. */
export function allShapes(shape: CommandShape): readonly CommandShape[] {
  return [shape, ...shape.commands.flatMap(allShapes)];
}
