import { foundingListProblems, type DayTime, type FoundingList, type RoleSource } from '@jangbu/model';
import { foundingList, foundingListText, loadFounders } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { choiceOf } from '../../input/choices';
import { UsageError } from '../../input/usage-error';
import { writeOut } from '../../input/written-file';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';
import { foundersByDescriptors, foundersNamed, type Agreed } from './founders';
import { FoundingFacts, foundingFacts, foundingText } from './founding-text';

interface MakeOptions {
  readonly consortium?: string;
  readonly channel?: string;
  readonly member?: readonly string[];
  readonly roles?: string;
  readonly time?: string;
  readonly out: string;
  readonly json?: boolean;
}

const Output = Type.Object({ file: Type.String(), ...FoundingFacts.properties });

const SOURCES = 'members’ descriptors, --consortium FILE, or --channel NAME with a --member for each';

function agreedIn({ roles, time }: MakeOptions): Agreed {
  return {
    ...(roles === undefined
      ? {}
      : { roles: choiceOf<RoleSource>('where roles are read', ['ATTRIBUTE', 'NODE_OU'], roles) }),
    ...(time === undefined
      ? {}
      : { time: choiceOf<DayTime>('by what the business day moves', ['CLOCK', 'FREE'], time) }),
  };
}

async function listOf(descriptors: readonly string[], options: MakeOptions): Promise<FoundingList> {
  const { consortium, channel, member = [] } = options;
  const [first, ...others] = descriptors;
  const sources = [first !== undefined, consortium !== undefined, member.length > 0].filter(Boolean).length;
  if (sources !== 1) throw new UsageError(`name the founding members by one of: ${SOURCES}`);
  const agreed = agreedIn(options);
  if (first !== undefined) return foundersByDescriptors([first, ...others], agreed);
  if (consortium !== undefined) return foundingList({ ...(await loadFounders(consortium)), ...agreed });
  if (channel === undefined) throw new UsageError('name the channel by --channel');
  return foundersNamed(channel, member, agreed);
}

async function make(descriptors: readonly string[], options: MakeOptions): Promise<void> {
  const list = await listOf(descriptors, options);
  const [problem] = foundingListProblems(list);
  if (problem) throw new UsageError(`the founding list does not fit: ${problem.path} ${problem.message}`);
  await writeOut(options.out, foundingListText(list));
  tell<typeof Output>(
    options,
    { file: options.out, ...foundingFacts(list) },
    `${foundingText(list)}\nfile ${options.out}: hand it to the members, and compare the hash`,
  );
}

/** `jangbu founding make`. */
export function makeFoundingCommand(): Command {
  return new Command('make')
    .description(
      'write a founding list: who founds the ledger, on which channel; the same bytes for everybody',
    )
    .argument('[descriptors...]', "the members' descriptors, in any order")
    .option(
      '--consortium <file>',
      'a consortium file, or one with its fields channel, members, roles and time alone',
    )
    .option('--channel <name>', 'the channel, where members are named by --member')
    .option(
      '--member <entry...>',
      'a member, e.g. "{ id: org1, mspId: Org1MSP, name: { en: One, ko: 하나 }, leiMadeUp: true }"',
    )
    .option(
      '--roles <source>',
      'where the contracts read what a client may do: attribute (jangbu.role in its certificate) or node-ou',
    )
    .option(
      '--time <time>',
      'by what the business day moves: clock, or free for development and tests, where the supervisor moves it at will',
    )
    .option('--out <file>', 'where to', 'founding.json')
    .addOption(new JsonOption(Output))
    .action(make);
}
