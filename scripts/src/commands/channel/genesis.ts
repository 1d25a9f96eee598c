import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { majorityOf, MemberId, Sha256Hex, sha256Hex } from '@jangbu/model';
import {
  ensureFabric,
  foundingDescriptors,
  foundingPlan,
  loadFoundingList,
  readDescriptor,
  writeGenesisBlock,
  type GivenDescriptor,
  type MemberDescriptor,
} from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { UsageError } from '../../input/usage-error';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';

const Output = Type.Object({
  channel: Type.String(),
  file: Type.String(),
  sha256: Sha256Hex,
  members: Type.Array(MemberId),
  /** The member of each consenter. */
  consenters: Type.Array(MemberId),
});

interface GenesisOptions {
  readonly founding: string;
  readonly descriptors: readonly string[];
  readonly out: string;
  readonly json?: boolean;
}

/** Files as they are, folders as the JSON files in them. */
async function descriptorFiles(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      const there = await stat(path).catch(() => {
        throw new UsageError(`there is no ${path}`);
      });
      if (!there.isDirectory()) return [resolve(path)];
      const names = await readdir(path);
      return names.filter((name) => name.endsWith('.json')).map((name) => resolve(path, name));
    }),
  );
  return [...new Set(found.flat())].sort();
}

async function readDescriptors(paths: readonly string[]): Promise<readonly GivenDescriptor[]> {
  const files = await descriptorFiles(paths);
  return Promise.all(files.map(async (file) => ({ file, descriptor: await readDescriptor(file) })));
}

/** Makes the block, with the certificates that it is made from in a folder of their own for as long as that takes. */
async function makeBlock(
  channel: string,
  descriptors: readonly MemberDescriptor[],
  out: string,
): Promise<string> {
  const work = await mkdtemp(join(tmpdir(), 'jangbu-genesis-'));
  try {
    const plan = await foundingPlan(channel, descriptors, join(work, 'members'));
    await withProgress(async (progress) => {
      const programs = await ensureFabric({ progress });
      progress({ phase: 'channel', text: `the first block of ${channel}` });
      await writeGenesisBlock(plan, programs, { configtx: join(work, 'configtx.yaml'), block: out });
    });
    return sha256Hex(await readFile(out));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What the channel will be, in words, for whoever is about to agree to it. */
function describe(channel: string, descriptors: readonly MemberDescriptor[]): string {
  const consenters = descriptors.flatMap(({ member, consenters: own }) =>
    own.map(({ host, port }) => `  ${member.id}: ${host}:${port}`),
  );
  const faulty = Math.floor((consenters.length - 1) / 3);
  const majority = majorityOf(descriptors.length);
  return [
    `channel ${channel} of ${descriptors.length} members:`,
    ...descriptors.map(({ member, anchorPeers }) => {
      const peers = anchorPeers.map(({ host, port }) => `${host}:${port}`).join(', ');
      return `  ${member.id} (${member.mspId}) ${member.name.ko} ${member.name.en}: ${peers}`;
    }),
    `ordered by ${consenters.length} consenters, of which ${faulty} may fail or lie:`,
    ...consenters,
    `changed by the admins of ${majority} of the ${descriptors.length} members; entries and contracts are agreed to by`,
    `the peers of ${majority}; each member's own private entries by its own peers`,
  ].join('\n');
}

async function genesis(options: GenesisOptions): Promise<void> {
  const founding = await loadFoundingList(options.founding);
  const descriptors = foundingDescriptors(founding, await readDescriptors(options.descriptors));
  const file = resolve(options.out);
  const sha256 = await makeBlock(founding.channel, descriptors, file);
  const members = descriptors.map(({ member }) => member.id);
  const consenters = descriptors.flatMap(({ member, consenters: own }) => own.map(() => member.id));
  tell<typeof Output>(options, { channel: founding.channel, file, sha256, members, consenters }, () =>
    [
      describe(founding.channel, descriptors),
      '',
      file,
      `SHA-256 ${sha256}`,
      'Compare it with the other members before your nodes join.',
    ].join('\n'),
  );
}

/** `jangbu channel genesis`. */
export function channelGenesisCommand(): Command {
  return new Command('genesis')
    .description("make the channel's first block: the same bytes at every member")
    .requiredOption('--founding <file>', 'the founding list')
    .requiredOption('--descriptors <paths...>', "the members' descriptors: files, or folders with them")
    .requiredOption('--out <file>', 'where to')
    .addOption(new JsonOption(Output))
    .action(genesis);
}
