import { MemberId } from '@jangbu/model';
import { descriptorText, ownDescriptor } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { writeOut } from '../../input/written-file';
import { tell } from '../../terminal/output';
import { openOwnFolder, withFolderOptions, type FolderOptions } from '../folder-options';

const Output = Type.Object({
  member: MemberId,
  file: Type.String(),
  consenters: Type.Integer({ minimum: 0 }),
});

async function writeDescriptor(options: FolderOptions & { out: string }): Promise<void> {
  const descriptor = await ownDescriptor(await openOwnFolder(options));
  await writeOut(options.out, descriptorText(descriptor));
  const { member, consenters } = descriptor;
  tell<typeof Output>(
    options,
    { member: member.id, file: options.out, consenters: consenters.length },
    `${options.out} describes ${member.id}; nothing in it is secret: hand it to the other members`,
  );
}

/** `jangbu member descriptor`. */
export function memberDescriptorCommand(): Command {
  return withFolderOptions(new Command('descriptor'), Output)
    .description('write what the member hands out: certificates and addresses, no key')
    .requiredOption('--out <file>', 'where to')
    .action(writeDescriptor);
}
