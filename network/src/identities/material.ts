import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';

import { clientRoles, type ClientRole } from '@jangbu/model';

import type { ConsortiumDefinition, Member } from '../consortium/consortium';
import { consentersOf, ordererHost, peerHost, peerNumbersOf } from '../consortium/member-nodes';
import { createAuthority, issue, readAuthority } from './certificates';
import type { Authority, IssuedCertificate, LeafUse, Subject } from './certificates';
import { makeFolder, writePrivate, writePublic } from './folders';
import { adminLayout, authorityLayout, memberLayout, mspLayout, nodeLayout } from './layout';
import type { AuthorityLayout, MemberLayout, MspLayout, SigningMspLayout, TlsLayout } from './layout';

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

/** What one member's material is made with. */
interface Workshop {
  readonly make: Make;
  readonly member: Member;
  readonly layout: MemberLayout;
  readonly signing: Authority;
  readonly tls: Authority;
  readonly now: Date;
}

/**
 * Makes what is missing of one member's keys and certificates, and keeps what is there.
 *
 * @param consortium says which consenters the member owns
 * @param member whose material
 * @param stateDir the network's state folder
 * @param now start of validity
 */
export async function makeMaterial(
  consortium: ConsortiumDefinition,
  member: Member,
  stateDir: string,
  now: Date,
): Promise<void> {
  const layout = memberLayout(stateDir, member);
  const make: Make = (target, fill) => makeFolder(dirname(layout.folder), target, fill);
  const [signing, tls] = await Promise.all([
    makeAuthority(make, layout.signingAuthority, subject(member, `ca.${member.domain}`), now),
    makeAuthority(make, layout.tlsAuthority, subject(member, `tlsca.${member.domain}`), now),
  ]);
  const workshop: Workshop = { make, member, layout, signing, tls, now };
  await Promise.all([
    make(layout.msp.folder, (folder) => writeMsp(mspLayout(folder), workshop)),
    ...peerNumbersOf(member).map((index) =>
      makeNode(workshop, layout.peer(index).folder, 'peer', peerHost(member, index)),
    ),
    ...consentersOf(consortium, member).map((consenter) =>
      makeNode(workshop, layout.orderer(consenter).folder, 'orderer', ordererHost(member, consenter)),
    ),
    ...clientRoles.map((role) => (role === 'admin' ? makeAdmin(workshop) : makeClient(workshop, role))),
  ]);
}

async function makeAuthority(
  make: Make,
  layout: AuthorityLayout,
  name: Subject,
  now: Date,
): Promise<Authority> {
  await make(layout.folder, async (folder) => {
    await writePair(authorityLayout(folder), await createAuthority(name, now));
  });
  // Read back, not kept from above: another process may have been first.
  const [certificate, key] = await Promise.all([
    readFile(layout.certificate, 'utf8'),
    readFile(layout.key, 'utf8'),
  ]);
  return readAuthority({ certificate, key });
}

async function makeNode(
  workshop: Workshop,
  target: string,
  unit: 'peer' | 'orderer',
  host: string,
): Promise<void> {
  return workshop.make(target, async (folder) => {
    const { msp, tls } = nodeLayout(folder);
    await writeSigningMsp(msp, workshop, await sign(workshop, host, { kind: 'signing', unit }));
    await writeTls(tls, workshop, host, { kind: 'tls-server', hosts: [host, 'localhost', '127.0.0.1'] });
  });
}

async function makeClient(workshop: Workshop, role: ClientRole): Promise<void> {
  return workshop.make(workshop.layout.identity(role).folder, async (folder) => {
    const use: LeafUse = { kind: 'signing', unit: 'client', role };
    await writePair(authorityLayout(folder), await sign(workshop, roleName(workshop.member, role), use));
  });
}

async function makeAdmin(workshop: Workshop): Promise<void> {
  return workshop.make(workshop.layout.admin.folder, async (folder) => {
    const files = adminLayout(folder);
    const name = roleName(workshop.member, 'admin');
    const pair = await sign(workshop, name, { kind: 'signing', unit: 'admin', role: 'admin' });
    await writePair(files, pair);
    await writeSigningMsp(files.msp, workshop, pair);
    await writeTls(files.tls, workshop, name, { kind: 'tls-client' });
  });
}

function sign(workshop: Workshop, commonName: string, use: LeafUse): Promise<IssuedCertificate> {
  return issue(workshop.signing, subject(workshop.member, commonName), use, workshop.now);
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
  const pair = await issue(workshop.tls, subject(workshop.member, commonName), use, workshop.now);
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

function subject(member: Member, commonName: string): Subject {
  return { commonName, organization: member.name.en };
}

/** Names the role and the member: a certificate stands in every transaction, and a person's name must not. */
function roleName(member: Member, role: ClientRole): string {
  return `${role}@${member.domain}`;
}
