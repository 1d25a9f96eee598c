import { hashOf, roleSourceOf, type FoundingList } from '@jangbu/model';
import { roleSourceText } from '../../consortium/role-source-text';
import { table } from '../../terminal/table';

const COLUMNS = ['id', 'MSP id', 'name', 'LEI'].map((title) => ({ title }));

/** A founding list in words: channel, members, where roles are read, and the hash that members compare. */
export function foundingText(list: FoundingList): string {
  const rows = list.members.map(({ id, mspId, name, lei }) => [id, mspId, `${name.ko} ${name.en}`, lei]);
  return [
    `channel ${list.channel}, ${list.members.length} members`,
    '',
    table(COLUMNS, rows),
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
