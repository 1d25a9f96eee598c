import {
  foundingMemberChecker,
  order,
  type FoundingList,
  type FoundingMember,
  type RoleSource,
} from '@jangbu/model';
import { foundingList, parseFounders } from '@jangbu/network';
import { readJsonFile } from '../../input/json-file';
import { UsageError } from '../../input/usage-error';

interface Founder {
  readonly file: string;
  readonly channel: string;
  readonly member: FoundingMember;
}

/** By id, so that everybody's list is the same, in whatever order he names them. */
function sorted(members: readonly FoundingMember[]): readonly FoundingMember[] {
  return [...members].sort((a, b) => order(a.id, b.id));
}

function fieldOf(content: unknown, name: string): unknown {
  return typeof content === 'object' && content !== null ? Reflect.get(content, name) : undefined;
}

async function readDescriptor(file: string): Promise<Founder> {
  const content = await readJsonFile(file);
  const channel = fieldOf(content, 'channel');
  const member = fieldOf(content, 'member');
  if (fieldOf(content, 'type') !== 'member-descriptor' || typeof channel !== 'string') {
    throw new UsageError(`${file} is no member's descriptor; each member hands out its own`);
  }
  if (foundingMemberChecker.fits(member)) return { file, channel, member };
  const [problem] = foundingMemberChecker.problems(member);
  throw new UsageError(
    `${file} is no member's descriptor: member${problem?.path ?? ''} ${problem?.message ?? ''}`,
  );
}

/**
 * The founding list of the members whose descriptors these are.
 *
 * @param files the descriptors, in any order
 * @throws UsageError names the file that is none, or of another channel than the first
 */
export async function foundersByDescriptors(
  [file, ...files]: readonly [string, ...string[]],
  roles: RoleSource | undefined,
): Promise<FoundingList> {
  const first = await readDescriptor(file);
  const others = await Promise.all(files.map(readDescriptor));
  const { channel } = first;
  const elsewhere = others.find((each) => each.channel !== channel);
  if (elsewhere) {
    const where = `${elsewhere.file} is for the channel ${elsewhere.channel}`;
    throw new UsageError(`${where}, ${first.file} for ${channel}: members found a ledger on one`);
  }
  return foundingList({ channel, roles, members: sorted([first, ...others].map(({ member }) => member)) });
}

/**
 * The founding list of members that were named on the command line.
 *
 * @param entries each in YAML, with the fields of a consortium file's entry
 * @throws ConsortiumFileError names the entry and the field
 */
export function foundersNamed(
  channel: string,
  entries: readonly string[],
  roles: RoleSource | undefined,
): FoundingList {
  const members = entries.flatMap((entry) => {
    const file = `channel: ${JSON.stringify(channel)}\nmembers: [${entry}]`;
    return parseFounders(file, `--member ${entry}`).members;
  });
  return foundingList({ channel, roles, members: sorted(members) });
}
