import { initMemberFolder, memberFileName } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { countOf } from '../../input/whole-numbers';
import { variable } from '../../input/variable';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';

const Output = Type.Object({ file: Type.String() });

interface InitOptions {
  readonly folder?: string;
  readonly json?: boolean;
  readonly id: string;
  readonly msp: string;
  readonly nameEn: string;
  readonly nameKo: string;
  readonly lei: string;
  readonly domain: string;
  readonly channel: string;
  readonly host: string;
  readonly listen: string;
  readonly peers: number;
  readonly consenters: number;
}

async function init(options: InitOptions): Promise<void> {
  const { msp: mspId, nameEn: en, nameKo: ko, ...rest } = options;
  const folder = options.folder ?? variable('JANGBU_FOLDER') ?? '.';
  const file = await initMemberFolder(folder, { ...rest, mspId, name: { en, ko } });
  tell<typeof Output>(
    options,
    { file },
    `${file} is written; look at its addresses, then \`jangbu member keys\``,
  );
}

/** `jangbu member init`. */
export function memberInitCommand(): Command {
  return new Command('init')
    .description('write member.yaml: who the member is, and where its nodes are')
    .addOption(new JsonOption(Output))
    .option(
      '--folder <folder>',
      `where to write ${memberFileName} (or $JANGBU_FOLDER; default: the working folder)`,
    )
    .requiredOption('--id <id>', 'short name in keys, folders and commands')
    .requiredOption('--msp <id>', "Fabric's name for the organisation, e.g. NhMSP")
    .requiredOption('--name-en <name>', 'English name')
    .requiredOption('--name-ko <name>', 'Korean name')
    .requiredOption('--lei <lei>', 'Legal Entity Identifier (ISO 17442)')
    .requiredOption('--domain <domain>', "DNS domain under which the member's nodes stand")
    .requiredOption('--host <host>', 'name or address by which others reach this host')
    .option('--listen <address>', 'address of this host on which the nodes listen', '0.0.0.0')
    .option('--channel <name>', "the channel's name", 'interfirm')
    .option('--peers <count>', 'how many peers', countOf, 1)
    .option('--consenters <count>', 'how many consenters', countOf, 0)
    .action(init);
}
