import {
  DayTime,
  dayTimeOf,
  FoundingMember,
  hashOf,
  RoleSource,
  roleSourceOf,
  Sha256Hex,
  type FoundingList,
  type MembersDocument,
} from '@jangbu/model';
import { Type, type Static } from '@sinclair/typebox';
import { dayTimeText } from '../../consortium/day-time-text';
import { roleSourceText } from '../../consortium/role-source-text';
import { table } from '../../terminal/table';

const COLUMNS = ['id', 'MSP id', 'name', 'LEI'].map((title) => ({ title }));

function membersTable(members: readonly FoundingMember[]): string {
  const rows = members.map(({ id, mspId, name, lei }) => [id, mspId, `${name.ko} ${name.en}`, lei]);
  return table(COLUMNS, rows);
}

/** A founding list in words: channel, members, where roles are read, by what days move, and the hash that members compare. */
export function foundingText(list: FoundingList): string {
  const { channel, members } = list;
  return [
    `channel ${channel}, ${members.length} members`,
    '',
    membersTable(members),
    '',
    roleSourceText(list),
    dayTimeText(list),
    '',
    `hash ${hashOf(list)}`,
  ].join('\n');
}

/** What a command tells programs of a founding list, or of how a ledger was founded. */
export const FoundingFacts = Type.Object({
  hash: Sha256Hex,
  channel: Type.String(),
  roles: RoleSource,
  time: DayTime,
  members: Type.Array(FoundingMember),
});
type FoundingFacts = Static<typeof FoundingFacts>;

/** A founding list as a command answers it to programs. */
export function foundingFacts(list: FoundingList): FoundingFacts {
  const { channel, members } = list;
  return { hash: hashOf(list), channel, roles: roleSourceOf(list), time: dayTimeOf(list), members };
}

/** How a ledger was founded, in words: its members now, where roles are read, by what days move, and the hash of its founding list. */
export function foundedText(channel: string, document: MembersDocument): string {
  const { members, foundingHash } = document;
  return [
    `channel ${channel}, founded; ${members.length} members now`,
    '',
    membersTable(members),
    '',
    roleSourceText(document),
    dayTimeText(document),
    '',
    `hash of the founding list ${foundingHash}`,
  ].join('\n');
}

/** As {@link foundedText}, for programs: what {@link foundingFacts} has of a list. */
export function foundedFacts(channel: string, document: MembersDocument): FoundingFacts {
  const members = document.members.map(({ id, mspId, name, lei }) => ({ id, mspId, name, lei }));
  return {
    hash: document.foundingHash,
    channel,
    roles: roleSourceOf(document),
    time: dayTimeOf(document),
    members,
  };
}
