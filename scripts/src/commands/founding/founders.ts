import { order, type FoundingList, type FoundingMember } from '@jangbu/model';
import { foundingList, parseFounders, readDescriptor, type Founders } from '@jangbu/network';
import { UsageError } from '../../input/usage-error';

/** What founders agree on besides who they are. */
export type Agreed = Pick<Founders, 'roles' | 'time'>;

interface Founder {
  readonly file: string;
  readonly channel: string;
  readonly member: FoundingMember;
}

/** By id, so that everybody's list is the same, in whatever order he names them. */
function sorted(members: readonly FoundingMember[]): readonly FoundingMember[] {
  return [...members].sort((a, b) => order(a.id, b.id));
}

async function founderIn(file: string): Promise<Founder> {
  const { channel, member } = await readDescriptor(file);
  return { file, channel, member };
}

/**
 * The founding list of the members whose descriptors these are.
 *
 * @param files the descriptors, in any order
 * @throws NetworkError `DESCRIPTOR_INVALID`; UsageError where one is for another channel than the first
 */
export async function foundersByDescriptors(
  [file, ...files]: readonly [string, ...string[]],
  agreed: Agreed,
): Promise<FoundingList> {
  const first = await founderIn(file);
  const others = await Promise.all(files.map(founderIn));
  const { channel } = first;
  const elsewhere = others.find((each) => each.channel !== channel);
  if (elsewhere) {
    const where = `${elsewhere.file} is for the channel ${elsewhere.channel}`;
    throw new UsageError(`${where}, ${first.file} for ${channel}: members found a ledger on one`);
  }
  return foundingList({
    channel,
    ...agreed,
    members: sorted([first, ...others].map(({ member }) => member)),
  });
}

/**
 * The founding list of members that were named on the command line.
 *
 * @param entries each in YAML, with the fields of a consortium file's entry
 * @throws ConsortiumFileError names the entry and the field
 */
export function foundersNamed(channel: string, entries: readonly string[], agreed: Agreed): FoundingList {
  const members = entries.flatMap((entry) => {
    const file = `channel: ${JSON.stringify(channel)}\nmembers: [${entry}]`;
    return parseFounders(file, `--member ${entry}`).members;
  });
  return foundingList({ channel, ...agreed, members: sorted(members) });
}
