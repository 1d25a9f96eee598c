import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { isIP } from 'node:net';

import { clientRoles } from '@jangbu/model';

import { isSystemError } from '../errors/system-error';
import type { AuthorityLayout } from './layout';
import type { MemberMaterial, NodeMaterial } from './member-material';

/** What was found at the place of one certificate. */
export type Finding =
  | {
      readonly state: 'missing';
      readonly member: string;
      readonly file: string;
      /** The CA that has to issue it; absent for what is copied, and for a CA itself. */
      readonly issuer?: AuthorityLayout;
    }
  | {
      readonly state: 'sound';
      readonly member: string;
      readonly file: string;
      readonly notAfter: Date;
      /** Of a CA whose key is kept elsewhere: where the key stands when something is to be issued. */
      readonly away?: string;
    }
  | { readonly state: 'broken'; readonly member: string; readonly file: string; readonly problem: string };

/** One certificate that a member should have, with its key. */
interface ExpectedPair {
  readonly folder: string;
  readonly certificate: string;
  /** Empty where the key is in a token. */
  readonly key: string;
  /** The CA that signed it. */
  readonly issuer?: Issuer;
  /** Names and addresses that the certificate must cover. */
  readonly hosts?: readonly string[];
}

/** A CA's certificate, copied to where Fabric looks for it. */
interface ExpectedCopy {
  readonly folder: string;
  readonly certificate: string;
  readonly original: Issuer;
}

/** A member's own CA: itself, and its certificate's copy in the member's MSP, which stays when the CA is kept elsewhere. */
interface Issuer {
  readonly authority: AuthorityLayout;
  readonly copy: string;
}

type Expected = ExpectedPair | ExpectedCopy | Issuer;

/**
 * Looks at every certificate that a member should have: is it there, does its key fit, did the member's CA sign
 * it, and does it answer to the node's names? Changes nothing.
 */
export async function inspectMember(material: MemberMaterial): Promise<readonly Finding[]> {
  return Promise.all(
    expectedOf(material).map(async (expected): Promise<Finding> => {
      const { folder, certificate, issuer } = await placeOf(expected);
      const at = { member: material.member.id, file: certificate };
      if (!(await isThere(folder))) {
        return { state: 'missing', ...at, ...(issuer === undefined ? {} : { issuer: issuer.authority }) };
      }
      try {
        return { state: 'sound', ...at, ...(await examine(expected, material)) };
      } catch (error) {
        return { state: 'broken', ...at, problem: problemOf(error) };
      }
    }),
  );
}

/** Where to look whether something was made. */
async function placeOf(
  expected: Expected,
): Promise<{ readonly folder: string; readonly certificate: string; readonly issuer?: Issuer }> {
  if (!('authority' in expected)) return expected;
  const certificate = await authorityCertificate(expected.authority, expected.copy);
  // A CA that is kept elsewhere, and has left its certificate.
  const folder = certificate === expected.copy ? certificate : expected.authority.folder;
  return { folder, certificate };
}

/**
 * The file with a CA's certificate: beside its key, or, where the CA is kept elsewhere, in the member's MSP.
 *
 * @param copy where the MSP has it
 */
export async function authorityCertificate(authority: AuthorityLayout, copy: string): Promise<string> {
  if (await isThere(authority.certificate)) return authority.certificate;
  return (await isThere(copy)) ? copy : authority.certificate;
}

function problemOf(error: unknown): string {
  if (isSystemError(error, 'ENOENT') && error instanceof Error && 'path' in error) {
    return `${String(error.path)} is not there`;
  }
  return error instanceof Error ? error.message : String(error);
}

/** What there is to look at where a CA elsewhere issues: the nodes' and the admin's, whoever signed them. */
function issuedElsewhere({ layout, nodes }: MemberMaterial): readonly Expected[] {
  return [
    ...nodes.flatMap(({ layout: { folder, msp, tls }, hosts }): ExpectedPair[] => [
      { folder, certificate: msp.certificate, key: msp.key },
      { folder: tls.folder, certificate: tls.certificate, key: tls.key, hosts },
    ]),
    { folder: layout.admin.folder, certificate: layout.admin.certificate, key: layout.admin.key },
  ];
}

function expectedOf(material: MemberMaterial): readonly Expected[] {
  if (material.issued === 'elsewhere') return issuedElsewhere(material);
  const { layout, nodes } = material;
  const signing = { authority: layout.signingAuthority, copy: layout.msp.caCertificate };
  const tls = { authority: layout.tlsAuthority, copy: layout.msp.tlsCaCertificate };
  const node = ({ layout: files, hosts }: NodeMaterial): ExpectedPair[] => [
    { folder: files.folder, certificate: files.msp.certificate, key: files.msp.key, issuer: signing },
    { folder: files.folder, certificate: files.tls.certificate, key: files.tls.key, issuer: tls, hosts },
  ];
  return [
    signing,
    tls,
    { folder: layout.msp.folder, certificate: layout.msp.caCertificate, original: signing },
    { folder: layout.msp.folder, certificate: layout.msp.tlsCaCertificate, original: tls },
    ...nodes.flatMap(node),
    ...clientRoles.map((role) => ({ ...layout.identity(role), issuer: signing })),
    { ...layout.admin.msp, folder: layout.admin.folder, issuer: signing },
    { ...layout.admin.tls, folder: layout.admin.folder, issuer: tls },
  ];
}

/** @returns when it ends; throws what is wrong with it */
async function examine(
  expected: Expected,
  material: MemberMaterial,
): Promise<{ readonly notAfter: Date; readonly away?: string }> {
  if ('authority' in expected) return examineAuthority(expected);
  if ('original' in expected) return { notAfter: await examineCopy(expected, material) };
  return { notAfter: await examinePair(expected, material) };
}

async function examineAuthority({
  authority,
  copy,
}: Issuer): Promise<{ readonly notAfter: Date; readonly away?: string }> {
  const file = await authorityCertificate(authority, copy);
  const certificate = new X509Certificate(await readFile(file, 'utf8'));
  if (!certificate.verify(certificate.publicKey)) throw new Error('it is not the certificate of a CA');
  const notAfter = new Date(certificate.validTo);
  if (!(await isThere(authority.key))) return { notAfter, away: authority.key };
  await requireKey(certificate, authority.key);
  return { notAfter };
}

async function requireKey(certificate: X509Certificate, key: string): Promise<void> {
  if (!certificate.checkPrivateKey(createPrivateKey(await readFile(key, 'utf8')))) {
    throw new Error('its key belongs to another certificate');
  }
}

async function examineCopy(
  { certificate, original }: ExpectedCopy,
  { member }: MemberMaterial,
): Promise<Date> {
  const from = await authorityCertificate(original.authority, original.copy);
  const [copied, text] = await Promise.all([readFile(certificate, 'utf8'), readFile(from, 'utf8')]);
  if (copied !== text) {
    throw new Error(`it is not the certificate of the CA of ${member.id}`);
  }
  return new Date(new X509Certificate(text).validTo);
}

async function examinePair(expected: ExpectedPair, { member, source }: MemberMaterial): Promise<Date> {
  const { certificate: file, key, issuer } = expected;
  const certificate = new X509Certificate(await readFile(file, 'utf8'));
  if (key !== '') await requireKey(certificate, key);
  if (issuer !== undefined) {
    const authority = await readFile(await authorityCertificate(issuer.authority, issuer.copy));
    if (!certificate.verify(new X509Certificate(authority).publicKey)) {
      throw new Error(`the CA of ${member.id} in this folder did not sign it`);
    }
  }
  const stranger = expected.hosts?.find((host) => !answersTo(certificate, host));
  if (stranger !== undefined) throw new Error(`it is not for ${stranger}, as ${source} has it`);
  return new Date(certificate.validTo);
}

/** Whether a TLS certificate is good for a name or an address. */
export function answersTo(certificate: X509Certificate, host: string): boolean {
  return (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
