import { FormatRegistry, Type, type Static } from '@sinclair/typebox';

import { Lei, MemberId, MspId, closed, oneOf } from '@jangbu/model';

import { readAddress } from '../member/nodes';
import { ChannelName, Domain, Name, byDefault, described } from '../consortium/schema';
import { publishedSchema } from '../yaml-file/published-schema';

/** More than these share nothing that two have not. */
const mostPeers = 3;
const mostConsenters = 4;

FormatRegistry.Set('host-port', (text) => readAddress(text) !== undefined);

const place = (description: string) => Type.String({ format: 'host-port', description });
const Folder = Type.String({ minLength: 1, description: 'A folder; relative to the one with member.yaml' });
const NodeName = Type.String({
  format: 'node-name',
  description: 'DNS name of the node, at most 64 characters; it stands in its certificates',
});

/** Certificates that a CA of the member's own has issued, instead of generated ones. */
const NodeCertificates = {
  msp: Type.Optional(described(Folder, "The node's MSP folder: signcerts, keystore, cacerts, config.yaml")),
  tls: Type.Optional(described(Folder, "The node's TLS folder: signcerts, keystore, tlscacerts")),
};

export const PeerEntry = closed({
  name: NodeName,
  listen: place('Where it listens for clients and other peers; 0.0.0.0 for all addresses of the machine'),
  address: place("Where others reach it; a name, or an address that its machine's firewall lets in"),
  chaincode: place('Where it listens for the contracts that it starts itself'),
  operations: place('Where it answers /healthz and /version'),
  ...NodeCertificates,
});
export type PeerEntry = Static<typeof PeerEntry>;

export const ConsenterEntry = closed({
  name: NodeName,
  listen: place('Where it listens for peers and other consenters'),
  address: place('Where others reach it; it stands in the channel, and changes only by a vote'),
  admin: place('Where its owner lets it join channels; keep it from others'),
  operations: place('Where it answers /healthz and /version'),
  ...NodeCertificates,
});
export type ConsenterEntry = Static<typeof ConsenterEntry>;

const ContractsEntry = closed({
  mode: described(
    oneOf('peer', 'service'),
    'Whether each peer starts the contracts itself, or they are served elsewhere',
  ),
  address: Type.Optional(place('Where they are served')),
  tlsRoot: Type.Optional(
    Type.String({ minLength: 1, description: "PEM file of the CA of the service's certificate" }),
  ),
  tlsCertificate: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'PEM file by which the peers identify themselves to the service',
    }),
  ),
  tlsKey: Type.Optional(Type.String({ minLength: 1, description: 'PEM file of its key' })),
});

const HsmEntry = closed({
  library: Type.String({ minLength: 1, description: "The token's PKCS #11 library on the nodes' host" }),
  label: Type.String({ minLength: 1, description: "The token's label" }),
  pinVariable: Type.Optional(
    Type.String({ pattern: '^[A-Za-z_][A-Za-z0-9_]*$', description: 'Environment variable with the PIN' }),
  ),
  pinFile: Type.Optional(
    Type.String({ minLength: 1, description: 'File with the PIN, readable by its owner only' }),
  ),
});

const CertificatesEntry = closed({
  msp: described(Folder, "The organisation's MSP folder without keys: cacerts, tlscacerts, config.yaml"),
  admin: described(Folder, "An admin's MSP folder: signcerts, keystore"),
  adminTls: Type.Optional(
    described(Folder, "An admin's TLS client certificate, by which consenters are administered"),
  ),
});

/** A member's own file, before the rules that go beyond the shape of single fields. */
export const MemberFileEntry = closed({
  id: described(MemberId, 'Short name in keys, folders and commands'),
  mspId: described(MspId, "Fabric's name for the organisation"),
  name: Name,
  lei: described(Lei, 'Legal Entity Identifier (ISO 17442)'),
  domain: Domain,
  channel: ChannelName,
  peers: Type.Array(PeerEntry, { minItems: 1, maxItems: mostPeers }),
  consenters: Type.Array(ConsenterEntry, { maxItems: mostConsenters }),
  contracts: ContractsEntry,
  delivery: Type.Optional(
    described(
      byDefault('cluster', oneOf('cluster', 'simple')),
      'How peers fetch blocks: cluster notices a consenter that withholds them; simple is for tests only',
    ),
  ),
  hsm: Type.Optional(HsmEntry),
  certificates: Type.Optional(CertificatesEntry),
});
export type MemberFileEntry = Static<typeof MemberFileEntry>;

/** The published JSON Schema of member.yaml, as text; `network/member.schema.json` holds it. */
export function memberFileSchemaText(): string {
  return publishedSchema('Member', MemberFileEntry);
}
