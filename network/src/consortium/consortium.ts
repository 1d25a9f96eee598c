import type { Instrument, ParameterSettings, RoleSource } from '@jangbu/model';

/** What a member does for the consortium; granted on the ledger by a majority's vote. */
export type MemberRole = 'supervisor' | 'custodian';

/** An organisation of the channel, as the consortium file names it. */
export interface Member {
  /** Short name in keys, folders and commands: lower-case letters, digits and hyphens. */
  readonly id: string;
  /** Fabric's name for the organisation, e.g. `KofiaMSP`. */
  readonly mspId: string;
  readonly name: { readonly en: string; readonly ko: string };
  /** DNS domain under which the member's nodes stand, e.g. `kofia.jangbu.example`. */
  readonly domain: string;
  /** Legal Entity Identifier (ISO 17442), 20 characters, check digits valid. */
  readonly lei: string;
  /** True where the LEI is invented, because the real one is not known to this file. */
  readonly leiMadeUp: boolean;
  readonly roles: readonly MemberRole[];
  /** The HTTPS URL under which it issues credentials; where it does. */
  readonly issuer?: string;
  /** How many peers it runs; one unless given. With two, its applications go on when one fails. */
  readonly peers?: number;
}

/** The whole of a consortium file: everything else about a network is derived from it. */
export interface ConsortiumDefinition {
  /** Channel name, e.g. `interfirm`. */
  readonly channel: string;
  readonly members: readonly Member[];
  /** Where the contracts read what a client may do; in the attribute of its certificate unless given. */
  readonly roles?: RoleSource;
  /** Only on networks for development and tests: business days move whenever the supervisor moves them. */
  readonly time?: 'FREE';
  /** Member ids that own the consenters, one entry a consenter (an owner may appear again). */
  readonly consenters: readonly string[];
  /** First TCP port of the block from which every node's ports are derived. */
  readonly ports: { readonly base: number };
  /** The parameters that the founding vote sets on the ledger. */
  readonly parameters: ParameterSettings;
  /** The instruments that the founding vote lists on the ledger. */
  readonly instruments: readonly Instrument[];
}
