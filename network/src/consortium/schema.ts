import { Type, type Static, type TSchema } from '@sinclair/typebox';

import {
  Currency,
  FreeTime,
  InstrumentKind,
  IssuerUrl,
  Isin,
  Lei,
  MemberId,
  MspId,
  ParameterSettings,
  RoleSource,
  closed,
  lineOfText,
  oneOf,
} from '@jangbu/model';

import { publishedSchema } from '../yaml-file/published-schema';

/** An organisation's name stands in its certificates, where X.520 leaves it 64 characters. */
const LONGEST_NAME = 64;
/** More than these share nothing that two have not. */
const MOST_PEERS = 3;

/** A schema with words for a person. */
export function described<T extends TSchema>(schema: T, description: string): T {
  return { ...schema, description };
}

/** A schema that says what counts where nothing is said. */
export function byDefault<T extends TSchema>(value: string, schema: T): T {
  return { ...schema, default: value };
}

/** A member's or an instrument's name. */
export const Name = closed({
  en: described(lineOfText(LONGEST_NAME), 'English name'),
  ko: described(lineOfText(LONGEST_NAME), 'Korean name'),
});

/** Under which domain a member's nodes stand. */
export const Domain = Type.String({
  format: 'domain',
  description: "DNS domain under which the member's nodes stand, at most 50 characters",
});

/** What a member does for all others. */
export const MemberRoles = Type.Array(oneOf('supervisor', 'custodian'), {
  uniqueItems: true,
  description: 'What the founding vote grants the member',
});

/** Under which URL a member issues credentials. */
export const IssuerEntry = Type.Optional(
  described(IssuerUrl, 'Where it issues credentials: its HTTPS URL, which the founding vote grants'),
);

/** Fabric's rule for names of channels. */
export const ChannelName = Type.String({
  pattern: '^[a-z][a-z0-9.-]{0,248}$',
  description: "Name of the channel: Fabric's rule is lower-case letters, digits, dots and hyphens",
});

/** A member's entry in a consortium file. */
export const MemberEntry = closed({
  id: described(MemberId, 'Short name in keys, folders and commands'),
  mspId: described(MspId, "Fabric's name for the organisation"),
  name: Name,
  domain: Domain,
  lei: described(Lei, 'Legal Entity Identifier (ISO 17442)'),
  leiMadeUp: Type.Boolean({ description: 'True where the real LEI is not known and this one is invented' }),
  roles: MemberRoles,
  issuer: IssuerEntry,
  peers: Type.Optional(
    Type.Integer({ minimum: 1, maximum: MOST_PEERS, default: 1, description: 'How many peers it runs' }),
  ),
});

const scale = { minimum: 0, maximum: 12, default: 0 };

/** An instrument's entry in a consortium file; what is left out is as for a share in won. */
export const InstrumentEntry = closed({
  isin: described(Isin, 'ISO 6166'),
  kind: InstrumentKind,
  name: Name,
  quantityScale: Type.Optional(Type.Integer({ ...scale, description: 'Decimal places of a quantity' })),
  priceScale: Type.Optional(Type.Integer({ ...scale, description: 'Decimal places of a price' })),
  currency: Type.Optional(byDefault('KRW', described(Currency, 'ISO 4217'))),
  status: Type.Optional(byDefault('ACTIVE', oneOf('ACTIVE', 'SUSPENDED', 'MATURED'))),
});
export type InstrumentEntry = Static<typeof InstrumentEntry>;

/** A consortium file, before the rules that go beyond the shape of single fields. */
export const ConsortiumEntry = closed({
  channel: ChannelName,
  roles: Type.Optional(
    byDefault(
      'ATTRIBUTE',
      described(
        RoleSource,
        'Where the contracts read what a client may do: its attribute jangbu.role, or node OUs',
      ),
    ),
  ),
  time: Type.Optional(
    described(
      FreeTime,
      'On networks for development and tests only: business days move whenever the supervisor moves them, not by the clock',
    ),
  ),
  ports: closed({
    base: Type.Integer({
      minimum: 1024,
      maximum: 65_535,
      description: "First TCP port of the block from which every node's ports are derived",
    }),
  }),
  consenters: Type.Array(MemberId, {
    description: 'Owner of each consenter; an owner may appear again',
  }),
  members: Type.Array(MemberEntry, { minItems: 1, maxItems: 200 }),
  parameters: described(ParameterSettings, 'What the founding vote sets on the ledger'),
  instruments: Type.Array(InstrumentEntry, { description: 'What the founding vote lists on the ledger' }),
});
export type ConsortiumEntry = Static<typeof ConsortiumEntry>;

/**
 * The published JSON Schema of a consortium file, as text. `network/consortium.schema.json` holds it, for
 * editors that complete and check as one types; a test keeps the two equal.
 */
export function consortiumSchemaText(): string {
  return publishedSchema('Consortium', ConsortiumEntry);
}
