import { readFile } from 'node:fs/promises';
import { clientRoles, type ClientRole } from '@jangbu/model';

import { NetworkError } from '../errors/network-error';
import { isSystemError } from '../errors/system-error';
import { createAuthority, issue, readAuthority } from './certificates';
import type { Authority, IssuedCertificate, LeafUse, Subject } from './certificates';
import { makeFolder, writePrivate, writePublic } from './folders';
import { authorityCertificate } from './inspection';
import { adminLayout, authorityLayout, mspLayout, nodeLayout } from './layout';
import type { AuthorityLayout, MemberLayout, MspLayout, SigningMspLayout, TlsLayout } from './layout';
import type { CertifiedMember, MemberMaterial, NodeMaterial } from './member-material';

/** NodeOUs: a certificate's organisational unit says what its holder is, so no list of admins is needed. */
const mspConfig = `NodeOUs:
  Enable: true
  ClientOUIdentifier:
    OrganizationalUnitIdentifier: client
  PeerOUIdentifier:
    OrganizationalUnitIdentifier: peer
  AdminOUIdentifier:
    OrganizationalUnitIdentifier: admin
  OrdererOUIdentifier:
    OrganizationalUnitIdentifier: orderer
`;

/** Makes one folder whole or not at all. */
type Make = (target: string, fill: (folder: string) => Promise<void>) => Promise<void>;

/** A CA whose certificate is at hand. Its key may be kept elsewhere, and is read when something is issued. */
interface OpenAuthority {
  readonly certificate: string;
  /** @param what is to be issued. @throws NetworkError `CERTIFICATES_MISSING` when the key is not there */
  open(what: string): Promise<Authority>;
}

/** What one member's material is made with. */
interface Workshop {
  readonly make: Make;
  readonly member: CertifiedMember;
  readonly layout: MemberLayout;
  readonly signing: OpenAuthority;
  readonly tls: OpenAuthority;
  readonly now: Date;
}

/** Opens a member's CAs, making them where there are none. */
async function openWorkshop({ member, layout, workshop }: MemberMaterial, now: Date): Promise<Workshop> {
  const make: Make = (target, fill) => makeFolder(workshop, target, fill);
  const [signing, tls] = await Promise.all([
    openAuthority(make, layout.signingAuthority, layout.msp.caCertificate, () =>
      createAuthority(subject(member, `ca.${member.domain}`), now),
    ),
    openAuthority(make, layout.tlsAuthority, layout.msp.tlsCaCertificate, () =>
      createAuthority(subject(member, `tlsca.${member.domain}`), now),
    ),
  ]);
  return { make, member, layout, signing, tls, now };
}

/**
 * Makes what is missing of one member's keys and certificates, and keeps what is there.
 *
 * @param now start of validity
 */
export async function makeMaterial(material: MemberMaterial, now: Date): Promise<void> {
  const workshop = await openWorkshop(material, now);
  await Promise.all([
    workshop.make(material.layout.msp.folder, (folder) => writeMsp(mspLayout(folder), workshop)),
    ...material.nodes.map((node) => makeNode(workshop, node)),
    ...clientRoles.map((role) =>
      role === 'admin'
        ? makeAdmin(workshop)
        : makeClient(workshop, material.layout.identity(role).folder, role),
    ),
  ]);
}

/**
 * Makes one more identity for a client of a member, from the member's own CA.
 *
 * @param folder where its certificate and key are to stand
 * @param name what it is called within the member: `trader-desk2`
 * @param now start of validity
 */
export async function makeClientIdentity(
  material: MemberMaterial,
  { folder, role, name }: { readonly folder: string; readonly role: ClientRole; readonly name: string },
  now: Date,
): Promise<void> {
  await makeClient(await openWorkshop(material, now), folder, role, name);
}

/**
 * A CA's key is not in the folder, and something has to be issued.
 *
 * @param what it has to issue: a file, or whom it is for
 */
export function authorityAway({ folder, key }: AuthorityLayout, what: string): NetworkError {
  return new NetworkError(
    'CERTIFICATES_MISSING',
    `${key} is not there, and ${what} has to be issued with it: bring ${folder} back from where you keep it, and call again`,
    { file: key },
  );
}

/** @param copy the CA's certificate in the member's MSP: where it stands there is, or was, a CA, and no other is made */
async function openAuthority(
  make: Make,
  layout: AuthorityLayout,
  copy: string,
  create: () => Promise<IssuedCertificate>,
): Promise<OpenAuthority> {
  if ((await authorityCertificate(layout, copy)) !== copy) {
    await make(layout.folder, async (folder) => {
      await writePair(authorityLayout(folder), await create());
    });
  }
  // Read back, not kept from above: another process may have been first.
  const certificate = await readFile(await authorityCertificate(layout, copy), 'utf8');
  const open = async (what: string): Promise<Authority> => {
    const key = await readFile(layout.key, 'utf8').catch((error: unknown) => {
      throw isSystemError(error, 'ENOENT') ? authorityAway(layout, what) : error;
    });
    return readAuthority({ certificate, key });
  };
  return { certificate, open };
}

async function makeNode(workshop: Workshop, { unit, name, hosts, layout }: NodeMaterial): Promise<void> {
  return workshop.make(layout.folder, async (folder) => {
    const { msp, tls } = nodeLayout(folder);
    await writeSigningMsp(msp, workshop, await sign(workshop, name, { kind: 'signing', unit }));
    await writeTls(tls, workshop, name, { kind: 'tls-server', hosts });
  });
}

async function makeClient(
  workshop: Workshop,
  target: string,
  role: ClientRole,
  name: string = role,
): Promise<void> {
  return workshop.make(target, async (folder) => {
    const unit = role === 'admin' ? 'admin' : 'client';
    const commonName = clientName(workshop.member, name);
    await writePair(
      authorityLayout(folder),
      await sign(workshop, commonName, { kind: 'signing', unit, role }),
    );
  });
}

async function makeAdmin(workshop: Workshop): Promise<void> {
  return workshop.make(workshop.layout.admin.folder, async (folder) => {
    const files = adminLayout(folder);
    const name = clientName(workshop.member, 'admin');
    const pair = await sign(workshop, name, { kind: 'signing', unit: 'admin', role: 'admin' });
    await writePair(files, pair);
    await writeSigningMsp(files.msp, workshop, pair);
    await writeTls(files.tls, workshop, name, { kind: 'tls-client' });
  });
}

async function sign(workshop: Workshop, commonName: string, use: LeafUse): Promise<IssuedCertificate> {
  const authority = await workshop.signing.open(commonName);
  return issue(authority, subject(workshop.member, commonName), use, workshop.now);
}

async function writeMsp(layout: MspLayout, workshop: Workshop): Promise<void> {
  await writePublic({
    [layout.caCertificate]: workshop.signing.certificate,
    [layout.tlsCaCertificate]: workshop.tls.certificate,
    [layout.config]: mspConfig,
  });
}

async function writeSigningMsp(
  layout: SigningMspLayout,
  workshop: Workshop,
  pair: IssuedCertificate,
): Promise<void> {
  await writeMsp(layout, workshop);
  await writePair(layout, pair);
}

async function writeTls(
  layout: TlsLayout,
  workshop: Workshop,
  commonName: string,
  use: LeafUse,
): Promise<void> {
  const authority = await workshop.tls.open(commonName);
  const pair = await issue(authority, subject(workshop.member, commonName), use, workshop.now);
  await writePublic({ [layout.caCertificate]: workshop.tls.certificate });
  await writePair(layout, pair);
}

async function writePair(
  layout: { readonly certificate: string; readonly key: string },
  pair: IssuedCertificate,
): Promise<void> {
  await writePrivate(layout.key, pair.key);
  await writePublic({ [layout.certificate]: pair.certificate });
}

function subject(member: CertifiedMember, commonName: string): Subject {
  return { commonName, organization: member.name.en };
}

/** Names the role (or a desk of it) and the member: a certificate stands in every transaction, and a person's name must not. */
function clientName(member: CertifiedMember, name: string): string {
  return `${name}@${member.domain}`;
}
