import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ProfileError } from '../errors';

/** Fabric's profile names no member of the consortium, and may leave channel and organisation open. */
export interface FabricProfileChoices {
  /** The member's id; without it, `x-jangbu.member` of the profile. */
  readonly member?: string | undefined;
  /** Without it, `x-jangbu.channel`, or the only one under `channels`. */
  readonly channel?: string | undefined;
  /** Without it, `x-jangbu.chaincode`, or `jangbu`. */
  readonly chaincode?: string | undefined;
  /** Key under `organizations`; without it, `client.organization`, or the only one. */
  readonly organization?: string | undefined;
}

/** A mapping in the profile, and where it stands in it. */
class Section {
  readonly #value: ReadonlyMap<string, unknown>;
  readonly #path: string;

  constructor(value: unknown, path: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw missing(path);
    this.#value = new Map(Object.entries(value));
    this.#path = path;
  }

  get names(): string[] {
    return [...this.#value.keys()];
  }

  has(name: string): boolean {
    const value = this.#value.get(name);
    return value !== undefined && value !== null;
  }

  pathOf(name: string): string {
    return `${this.#path}/${name}`;
  }

  section(name: string): Section {
    return new Section(this.#value.get(name), this.pathOf(name));
  }

  /** An empty one where there is none. */
  optional(name: string): Section {
    return this.has(name) ? this.section(name) : new Section({}, this.pathOf(name));
  }

  /** Of a list of texts, as Fabric's tools write PEM, the texts one after the other. */
  text(name: string): string {
    const value = this.#value.get(name);
    if (typeof value === 'string' && value !== '') return value;
    if (Array.isArray(value) && value.length > 0) return value.map(String).join('\n');
    throw missing(this.pathOf(name));
  }

  texts(name: string): string[] {
    const value = this.#value.get(name);
    if (!Array.isArray(value) || value.length === 0) throw missing(this.pathOf(name));
    return value.map(String);
  }
}

function problem(path: string, message: string): ProfileError {
  return new ProfileError('the common connection profile cannot be used', [{ path, message }]);
}

function missing(path: string): ProfileError {
  return problem(path, 'missing, or not what is expected there');
}

/** Whether it looks like Fabric's common connection profile, and not like our own. */
export function isFabricProfile(value: unknown): boolean {
  const fabric = typeof value === 'object' && value !== null && 'organizations' in value;
  return fabric && !('type' in value && value.type === 'jangbu-profile');
}

function onlyOne(section: Section, what: string): string {
  const [name, ...others] = section.names;
  if (name !== undefined && others.length === 0) return name;
  throw problem(section.pathOf(''), `names ${section.names.length}: choose ${what}`);
}

async function rootOf(peer: Section, folder: string): Promise<string> {
  const roots = peer.section('tlsCACerts');
  if (roots.has('pem')) return roots.text('pem');
  try {
    return await readFile(resolve(folder, roots.text('path')), 'utf8');
  } catch (error) {
    if (error instanceof ProfileError) throw error;
    throw problem(roots.pathOf('path'), 'the file cannot be read');
  }
}

async function peerOf(name: string, peer: Section, folder: string): Promise<object> {
  const url = /^grpcs:\/\/(([^/:]+|\[[^\]]+\]):\d+)\/?$/.exec(peer.text('url'));
  if (!url) throw problem(peer.pathOf('url'), 'expected grpcs://host:port');
  const [, address, host] = url;
  const options = peer.optional('grpcOptions');
  const named = ['ssl-target-name-override', 'hostnameOverride'].find((option) => options.has(option));
  return {
    name,
    address,
    serverName: named === undefined ? host : options.text(named),
    tlsRootCert: await rootOf(peer, folder),
  };
}

async function peersOf(organization: Section, root: Section, folder: string): Promise<object[]> {
  const sections = root.section('peers');
  const peers: object[] = [];
  for (const name of organization.texts('peers')) {
    peers.push(await peerOf(name, sections.section(name), folder));
  }
  return peers;
}

/** Files only: a key does not belong into a profile. */
function clientTlsOf(root: Section): object {
  const certs = root.optional('client').optional('tlsCerts').optional('client');
  if (!certs.has('cert') && !certs.has('key')) return {};
  return {
    clientTls: {
      certificateFile: certs.section('cert').text('path'),
      privateKeyFile: certs.section('key').text('path'),
    },
  };
}

function organizationOf(root: Section, { organization }: FabricProfileChoices): Section {
  const organizations = root.section('organizations');
  const client = root.optional('client');
  const named = organization ?? (client.has('organization') ? client.text('organization') : undefined);
  return organizations.section(named ?? onlyOne(organizations, 'an organization'));
}

/**
 * What a profile of our own would say, from Fabric's common connection profile. Of it are read: the
 * client's organisation and its TLS files, the organisation's MSP and peers, their addresses and TLS
 * roots, and the channel's name.
 *
 * @param value the parsed profile
 * @param folder where its file stands, from which its paths are seen
 * @returns to be checked as our own is
 * @throws ProfileError whose problem names the path that is missing or does not fit
 */
export async function fromFabricProfile(
  value: unknown,
  folder: string,
  choices: FabricProfileChoices,
): Promise<object> {
  const root = new Section(value, '');
  const own = root.optional('x-jangbu');
  const organization = organizationOf(root, choices);
  const mspId = organization.text('mspid');
  const channel = choices.channel ?? (own.has('channel') ? own.text('channel') : undefined);
  return {
    type: 'jangbu-profile',
    version: 1,
    channel: channel ?? onlyOne(root.section('channels'), 'a channel'),
    chaincode: choices.chaincode ?? (own.has('chaincode') ? own.text('chaincode') : 'jangbu'),
    member: { id: choices.member ?? own.text('member'), mspId },
    peers: await peersOf(organization, root, folder),
    ...clientTlsOf(root),
  };
}
