import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { FoundingList } from '@jangbu/model';

import { FEWEST_CONSENTERS } from '../consortium/rules';
import { NetworkError } from '../errors/network-error';
import type { ChannelConsenter, ChannelOrganization, ChannelPlan } from './channel-plan';
import type { MemberDescriptor } from './descriptor';

/** A descriptor, and the file that it came in. */
export interface GivenDescriptor {
  readonly file: string;
  readonly descriptor: MemberDescriptor;
}

function refuse(message: string): never {
  throw new NetworkError('DESCRIPTOR_INVALID', message);
}

/** The founding list's fact in which a descriptor contradicts it. */
function contradiction(
  founder: FoundingList['members'][number],
  { member }: MemberDescriptor,
): string | undefined {
  const facts: readonly (readonly [string, string, string])[] = [
    ['mspId', founder.mspId, member.mspId],
    ['lei', founder.lei, member.lei],
    ['name.en', founder.name.en, member.name.en],
    ['name.ko', founder.name.ko, member.name.ko],
  ];
  const differing = facts.find(([, listed, stated]) => listed !== stated);
  if (differing === undefined) return undefined;
  const [fact, listed, stated] = differing;
  return `has ${fact} ${stated}, and the founding list has ${listed}`;
}

function requireFitting(founding: FoundingList, given: readonly GivenDescriptor[]): void {
  for (const { file, descriptor } of given) {
    const { id } = descriptor.member;
    const founder = founding.members.find((each) => each.id === id);
    if (founder === undefined) refuse(`${file} is of ${id}, who is not on the founding list`);
    const twin = given.find((each) => each.file !== file && each.descriptor.member.id === id);
    if (twin !== undefined) refuse(`${file} and ${twin.file} are both of ${id}; leave the old one out`);
    if (descriptor.channel !== founding.channel) {
      refuse(`${file} is for channel ${descriptor.channel}, and the founding list for ${founding.channel}`);
    }
    const contradicting = contradiction(founder, descriptor);
    if (contradicting !== undefined) refuse(`${file} ${contradicting}`);
  }
  const missing = founding.members.filter(
    ({ id }) => !given.some(({ descriptor }) => descriptor.member.id === id),
  );
  if (missing.length > 0) {
    refuse(`no descriptor of ${missing.map(({ id }) => id).join(', ')}; every founding member hands one out`);
  }
}

/** No two nodes at one address, no certificate of two: the channel would take one for the other. */
function requireDistinct(descriptors: readonly MemberDescriptor[]): void {
  const seen = new Map<string, string>();
  const note = (what: string, value: string, owner: string): void => {
    const earlier = seen.get(`${what} ${value}`);
    if (earlier !== undefined) refuse(`${owner} and ${earlier} have the same ${what}: ${value}`);
    seen.set(`${what} ${value}`, owner);
  };
  for (const { member, anchorPeers, consenters, msp } of descriptors) {
    for (const { host, port } of anchorPeers) note('address', `${host}:${port}`, member.id);
    for (const { host, port, identity, tlsCertificate } of consenters) {
      note('address', `${host}:${port}`, member.id);
      note("consenter's certificate", identity.trim(), member.id);
      note("consenter's TLS certificate", tlsCertificate.trim(), member.id);
    }
    for (const pem of msp.rootCertificates) note('root certificate', pem.trim(), member.id);
  }
}

function requireConsenters(descriptors: readonly MemberDescriptor[]): void {
  const count = descriptors.flatMap(({ consenters }) => consenters).length;
  if (count >= FEWEST_CONSENTERS) return;
  refuse(
    `the descriptors name ${count} consenters, and ordering that outvotes one dishonest consenter needs ` +
      `${FEWEST_CONSENTERS}; some members have to run one more`,
  );
}

/**
 * Brings the founding members' descriptors into the founding list's order, or refuses them.
 *
 * @param given in any order
 * @throws NetworkError `DESCRIPTOR_INVALID` naming the file, member or address that is wrong
 */
export function foundingDescriptors(
  founding: FoundingList,
  given: readonly GivenDescriptor[],
): readonly MemberDescriptor[] {
  requireFitting(founding, given);
  const descriptors = founding.members.flatMap(({ id }) =>
    given.filter(({ descriptor }) => descriptor.member.id === id).map(({ descriptor }) => descriptor),
  );
  requireDistinct(descriptors);
  requireConsenters(descriptors);
  return descriptors;
}

async function write(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

/** Certificates under names whose order is the descriptor's. */
function numbered(pems: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(pems.map((pem, index) => [`${String(index).padStart(3, '0')}.pem`, pem]));
}

function unitsText({ nodeUnits }: MemberDescriptor['msp']): string {
  const line = (name: string, unit: string): string =>
    `  ${name}OUIdentifier:\n    OrganizationalUnitIdentifier: ${JSON.stringify(unit)}\n`;
  const { client, peer, admin, orderer } = nodeUnits;
  return (
    'NodeOUs:\n  Enable: true\n' +
    line('Client', client) +
    line('Peer', peer) +
    line('Admin', admin) +
    line('Orderer', orderer)
  );
}

async function writeOrganization(folder: string, descriptor: MemberDescriptor): Promise<ChannelOrganization> {
  const { msp, member, anchorPeers, consenters } = descriptor;
  await write(folder, { 'config.yaml': unitsText(msp) });
  await write(join(folder, 'cacerts'), numbered(msp.rootCertificates));
  await write(join(folder, 'intermediatecerts'), numbered(msp.intermediateCertificates));
  await write(join(folder, 'tlscacerts'), numbered(msp.tlsRootCertificates));
  await write(join(folder, 'tlsintermediatecerts'), numbered(msp.tlsIntermediateCertificates));
  return {
    mspId: member.mspId,
    mspFolder: folder,
    anchorPeers,
    ordererEndpoints: consenters.map(({ host, port }) => `${host}:${port}`),
  };
}

async function writeConsenters(folder: string, descriptor: MemberDescriptor): Promise<ChannelConsenter[]> {
  const made: ChannelConsenter[] = [];
  for (const { name, host, port, identity, tlsCertificate } of descriptor.consenters) {
    const own = join(folder, name);
    await write(own, { 'identity.pem': identity, 'tls.pem': tlsCertificate });
    made.push({
      mspId: descriptor.member.mspId,
      host,
      port,
      identity: join(own, 'identity.pem'),
      tlsCertificate: join(own, 'tls.pem'),
    });
  }
  return made;
}

/**
 * The plan of a channel that its founding members make alike.
 *
 * @param descriptors as {@link foundingDescriptors} gives them
 * @param folder where their certificates are written for configtxgen, which reads files
 */
export async function foundingPlan(
  channel: string,
  descriptors: readonly MemberDescriptor[],
  folder: string,
): Promise<ChannelPlan> {
  const organizations: ChannelOrganization[] = [];
  const consenters: ChannelConsenter[] = [];
  for (const descriptor of descriptors) {
    const own = join(folder, descriptor.member.id);
    organizations.push(await writeOrganization(join(own, 'msp'), descriptor));
    consenters.push(...(await writeConsenters(join(own, 'consenters'), descriptor)));
  }
  return { channel, organizations, consenters };
}
