import { Type, type Static } from '@sinclair/typebox';

import { FreeTime, Lei, MemberId, MspId, ParameterSettings, closed, RoleSource } from '@jangbu/model';
import type { FoundingList, Instrument } from '@jangbu/model';

import { fieldOf, listOf } from '../yaml-file/content';
import { loadYamlFile, parseYamlFile, type YamlFileKind } from '../yaml-file/yaml-file';
import type { Fault } from '../yaml-file/shape';
import type { MemberRole } from './consortium';
import { ConsortiumFileError } from './consortium-file-error';
import { foundingList, madeUpLei } from './founding-list';
import { instrumentOf } from './instrument-entry';
import { ledgerFaults } from './rules';
import { ChannelName, InstrumentEntry, IssuerEntry, MemberRoles, Name } from './schema';

/** What a consortium file says of nodes, which a ledger on somebody else's network does without. */
const nodeFields = { ports: Type.Optional(Type.Unknown()), consenters: Type.Optional(Type.Unknown()) };
const memberNodeFields = { domain: Type.Optional(Type.Unknown()), peers: Type.Optional(Type.Unknown()) };
const made = { leiMadeUp: Type.Optional(Type.Boolean()) };

const FoundersFile = closed({
  ...nodeFields,
  channel: ChannelName,
  roles: Type.Optional(RoleSource),
  time: Type.Optional(FreeTime),
  members: Type.Array(
    closed({
      ...memberNodeFields,
      ...made,
      id: MemberId,
      mspId: MspId,
      name: Name,
      lei: Type.Optional(Lei),
      roles: Type.Optional(MemberRoles),
      issuer: IssuerEntry,
    }),
    { minItems: 1, maxItems: 200 },
  ),
  parameters: Type.Optional(Type.Unknown()),
  instruments: Type.Optional(Type.Unknown()),
});
type FoundersFile = Static<typeof FoundersFile>;

const SettingsFile = closed({
  ...nodeFields,
  channel: Type.Optional(Type.Unknown()),
  roles: Type.Optional(Type.Unknown()),
  time: Type.Optional(Type.Unknown()),
  members: Type.Optional(
    Type.Array(
      closed({
        ...memberNodeFields,
        ...made,
        id: MemberId,
        roles: Type.Optional(MemberRoles),
        issuer: IssuerEntry,
        mspId: Type.Optional(Type.Unknown()),
        name: Type.Optional(Type.Unknown()),
        lei: Type.Optional(Type.Unknown()),
      }),
    ),
  ),
  parameters: Type.Optional(ParameterSettings),
  instruments: Type.Optional(Type.Array(InstrumentEntry)),
});

/** What the founding vote grants a member. */
export interface MemberSettings {
  readonly id: string;
  readonly roles: readonly MemberRole[];
  /** The URL under which it may issue credentials; where it may. */
  readonly issuer?: string | undefined;
}

/** What the founding vote puts on the ledger: a consortium file's definition has all of it. */
export interface LedgerSettings {
  readonly members: readonly MemberSettings[];
  readonly parameters?: ParameterSettings | undefined;
  readonly instruments: readonly Instrument[];
}

/** Members without an identifier, of whom it is not said either that one may be made up. */
function withoutLei(content: unknown): readonly Fault[] {
  return listOf(content, 'members').flatMap((member, index): Fault[] => {
    if (fieldOf(member, 'lei') !== undefined || fieldOf(member, 'leiMadeUp') === true) return [];
    const message = 'is missing; `leiMadeUp: true` in its place makes one up';
    return [{ path: ['members', index, 'lei'], message }];
  });
}

const foundersFile: YamlFileKind<typeof FoundersFile> = {
  name: "a founders' file",
  schema: FoundersFile,
  rules: (content) => [...ledgerFaults(content), ...withoutLei(content)],
  error: ConsortiumFileError,
};

const settingsFile: YamlFileKind<typeof SettingsFile> = {
  name: 'a file of settings',
  schema: SettingsFile,
  rules: ledgerFaults,
  error: ConsortiumFileError,
};

function listIn({ members, ...rest }: FoundersFile): FoundingList {
  return foundingList({
    ...rest,
    members: members.map(({ id, mspId, name, lei = madeUpLei(id) }) => ({ id, mspId, name, lei })),
  });
}

/**
 * The founding list that a file's fields `channel`, `roles`, `time` and `members` make: a consortium file, or one without
 * whatever concerns nodes.
 *
 * @throws ConsortiumFileError with all that is wrong with it
 */
export async function loadFounders(file: string): Promise<FoundingList> {
  return listIn(await loadYamlFile(foundersFile, file));
}

/** As {@link loadFounders}, of the text of such a file. */
export function parseFounders(text: string, fileName: string): FoundingList {
  return listIn(parseYamlFile(foundersFile, text, fileName));
}

/**
 * What a file's fields `members[].roles`, `parameters` and `instruments` put to the founding vote: a consortium file, or
 * one with these fields alone.
 *
 * @throws ConsortiumFileError with all that is wrong with it
 */
export async function loadSettings(file: string): Promise<LedgerSettings> {
  const { members = [], parameters, instruments = [] } = await loadYamlFile(settingsFile, file);
  return {
    members: members.map(({ id, roles = [], issuer }) => ({
      id,
      roles,
      ...(issuer === undefined ? {} : { issuer }),
    })),
    ...(parameters === undefined ? {} : { parameters }),
    instruments: instruments.map(instrumentOf),
  };
}
