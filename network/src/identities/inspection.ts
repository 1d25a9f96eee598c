import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { isIP } from 'node:net';

import { clientRoles } from '@jangbu/model';

import type { MemberMaterial, NodeMaterial } from './member-material';

/** What was found at the place of one certificate. */
export type Finding =
  | { readonly state: 'missing'; readonly member: string; readonly file: string }
  | { readonly state: 'sound'; readonly member: string; readonly file: string; readonly notAfter: Date }
  | { readonly state: 'broken'; readonly member: string; readonly file: string; readonly problem: string };

/** One certificate that a member should have, with its key. */
interface ExpectedPair {
  readonly folder: string;
  readonly certificate: string;
  /** Empty where the key is in a token. */
  readonly key: string;
  /** The CA that signed it, where it stands in the member's folder. */
  readonly issuer?: string;
  /** Names and addresses that the certificate must cover. */
  readonly hosts?: readonly string[];
}

/** A CA's certificate, copied to where Fabric looks for it. */
interface ExpectedCopy {
  readonly folder: string;
  readonly certificate: string;
  readonly original: string;
}

type Expected = ExpectedPair | ExpectedCopy;

/**
 * Looks at every certificate that a member should have: is it there, does its key fit, did the member's CA sign
 * it, and does it answer to the node's names? Changes nothing.
 */
export async function inspectMember(material: MemberMaterial): Promise<readonly Finding[]> {
  return Promise.all(
    expectedOf(material).map(async (expected): Promise<Finding> => {
      const at = { member: material.member.id, file: expected.certificate };
      if (!(await isThere(expected.folder))) {
        return { state: 'missing', ...at };
      }
      try {
        return { state: 'sound', ...at, notAfter: await examine(expected, material) };
      } catch (error) {
        return { state: 'broken', ...at, problem: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
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
  const [signing, tls] = [layout.signingAuthority.certificate, layout.tlsAuthority.certificate];
  const node = ({ layout: files, hosts }: NodeMaterial): ExpectedPair[] => [
    { folder: files.folder, certificate: files.msp.certificate, key: files.msp.key, issuer: signing },
    { folder: files.folder, certificate: files.tls.certificate, key: files.tls.key, issuer: tls, hosts },
  ];
  return [
    { ...layout.signingAuthority, issuer: signing },
    { ...layout.tlsAuthority, issuer: tls },
    { folder: layout.msp.folder, certificate: layout.msp.caCertificate, original: signing },
    { folder: layout.msp.folder, certificate: layout.msp.tlsCaCertificate, original: tls },
    ...nodes.flatMap(node),
    ...clientRoles.map((role) => ({ ...layout.identity(role), issuer: signing })),
    { ...layout.admin.msp, folder: layout.admin.folder, issuer: signing },
    { ...layout.admin.tls, folder: layout.admin.folder, issuer: tls },
  ];
}

/** @returns when it ends; throws what is wrong with it */
async function examine(expected: Expected, material: MemberMaterial): Promise<Date> {
  return 'original' in expected ? examineCopy(expected, material) : examinePair(expected, material);
}

async function examineCopy(
  { certificate, original }: ExpectedCopy,
  { member }: MemberMaterial,
): Promise<Date> {
  const [copied, text] = await Promise.all([readFile(certificate, 'utf8'), readFile(original, 'utf8')]);
  if (copied !== text) {
    throw new Error(`it is not the certificate of the CA of ${member.id}`);
  }
  return new Date(new X509Certificate(text).validTo);
}

async function examinePair(expected: ExpectedPair, { member, source }: MemberMaterial): Promise<Date> {
  const { certificate: file, key, issuer } = expected;
  const certificate = new X509Certificate(await readFile(file, 'utf8'));
  if (key !== '' && !certificate.checkPrivateKey(createPrivateKey(await readFile(key, 'utf8')))) {
    throw new Error('its key belongs to another certificate');
  }
  if (issuer !== undefined && !certificate.verify(new X509Certificate(await readFile(issuer)).publicKey)) {
    throw new Error(`the CA of ${member.id} in this folder did not sign it`);
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
