import {
  hashOf,
  roleSourceOf,
  type FoundingList,
  type FoundingMember,
  type MembersDocument,
} from '@jangbu/model';
import { roleSourceText } from '../../consortium/role-source-text';
import { table } from '../../terminal/table';

const COLUMNS = ['id', 'MSP id', 'name', 'LEI'].map((title) => ({ title }));

function membersTable(members: readonly FoundingMember[]): string {
  const rows = members.map(({ id, mspId, name, lei }) => [id, mspId, `${name.ko} ${name.en}`, lei]);
  return table(COLUMNS, rows);
}

/** A founding list in words: channel, members, where roles are read, and the hash that members compare. */
export function foundingText(list: FoundingList): string {
  const { channel, members } = list;
  return [
    `channel ${channel}, ${members.length} members`,
    '',
    membersTable(members),
    '',
    roleSourceText(list),
    '',
    `hash ${hashOf(list)}`,
  ].join('\n');
}

/** A founding list as a command answers it to programs. */
export function foundingFacts(list: FoundingList): object {
  const { channel, members } = list;
  return { hash: hashOf(list), channel, roles: roleSourceOf(list), members };
}

/** How a ledger was founded, in words: its members now, where roles are read, and the hash of its founding list. */
export function foundedText(channel: string, document: MembersDocument): string {
  const { members, foundingHash } = document;
  return [
    `channel ${channel}, founded; ${members.length} members now`,
    '',
    membersTable(members),
    '',
    roleSourceText(document),
    '',
    `hash of the founding list ${foundingHash}`,
  ].join('\n');
}

/** As {@link foundedText}, for programs: what {@link foundingFacts} has of a list. */
export function foundedFacts(channel: string, document: MembersDocument): object {
  const members = document.members.map(({ id, mspId, name, lei }) => ({ id, mspId, name, lei }));
  return { hash: document.foundingHash, channel, roles: roleSourceOf(document), members };
}
