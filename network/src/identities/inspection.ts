import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';

import { clientRoles } from '@jangbu/model';

import type { ConsortiumDefinition, Member } from '../consortium/consortium';
import { consentersOf, ordererHost, peerHost, peerNumbersOf } from '../consortium/member-nodes';
import { memberLayout, type NodeLayout } from './layout';

/** What was found at the place of one certificate. */
export type Finding =
  | { readonly state: 'missing'; readonly member: string; readonly file: string }
  | { readonly state: 'sound'; readonly member: string; readonly file: string; readonly notAfter: Date }
  | { readonly state: 'broken'; readonly member: string; readonly file: string; readonly problem: string };

/** One certificate that a member should have, with its key. */
interface ExpectedPair {
  readonly folder: string;
  readonly certificate: string;
  readonly key: string;
  /** The CA that signed it. */
  readonly issuer: string;
  /** DNS name that the certificate must cover. */
  readonly host?: string;
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
 * it, and does it name the host that the consortium file says? Changes nothing.
 */
export async function inspectMember(
  consortium: ConsortiumDefinition,
  member: Member,
  stateDir: string,
): Promise<readonly Finding[]> {
  return Promise.all(
    expectedOf(consortium, member, stateDir).map(async (expected): Promise<Finding> => {
      const at = { member: member.id, file: expected.certificate };
      if (!(await isThere(expected.folder))) {
        return { state: 'missing', ...at };
      }
      try {
        return { state: 'sound', ...at, notAfter: await examine(expected, member) };
      } catch (error) {
        return { state: 'broken', ...at, problem: error instanceof Error ? error.message : String(error) };
      }
    }),
  );
}

function expectedOf(consortium: ConsortiumDefinition, member: Member, stateDir: string): readonly Expected[] {
  const layout = memberLayout(stateDir, member);
  const [signing, tls] = [layout.signingAuthority.certificate, layout.tlsAuthority.certificate];
  const node = (files: NodeLayout, host: string): ExpectedPair[] => [
    { folder: files.folder, certificate: files.msp.certificate, key: files.msp.key, issuer: signing },
    { folder: files.folder, certificate: files.tls.certificate, key: files.tls.key, issuer: tls, host },
  ];
  return [
    { ...layout.signingAuthority, issuer: signing },
    { ...layout.tlsAuthority, issuer: tls },
    { folder: layout.msp.folder, certificate: layout.msp.caCertificate, original: signing },
    { folder: layout.msp.folder, certificate: layout.msp.tlsCaCertificate, original: tls },
    ...peerNumbersOf(member).flatMap((index) => node(layout.peer(index), peerHost(member, index))),
    ...consentersOf(consortium, member).flatMap((n) => node(layout.orderer(n), ordererHost(member, n))),
    ...clientRoles.map((role) => ({ ...layout.identity(role), issuer: signing })),
    { ...layout.admin.msp, folder: layout.admin.folder, issuer: signing },
    { ...layout.admin.tls, folder: layout.admin.folder, issuer: tls },
  ];
}

/** @returns when it ends; throws what is wrong with it */
async function examine(expected: Expected, member: Member): Promise<Date> {
  return 'original' in expected ? examineCopy(expected, member) : examinePair(expected, member);
}

async function examineCopy({ certificate, original }: ExpectedCopy, member: Member): Promise<Date> {
  const [copied, text] = await Promise.all([readFile(certificate, 'utf8'), readFile(original, 'utf8')]);
  if (copied !== text) {
    throw new Error(`it is not the certificate of the CA of ${member.id}`);
  }
  return new Date(new X509Certificate(text).validTo);
}

async function examinePair(expected: ExpectedPair, member: Member): Promise<Date> {
  const [certificateText, keyText, issuerText] = await Promise.all([
    readFile(expected.certificate, 'utf8'),
    readFile(expected.key, 'utf8'),
    readFile(expected.issuer, 'utf8'),
  ]);
  const certificate = new X509Certificate(certificateText);
  if (!certificate.checkPrivateKey(createPrivateKey(keyText))) {
    throw new Error('its key belongs to another certificate');
  }
  if (!certificate.verify(new X509Certificate(issuerText).publicKey)) {
    throw new Error(`the CA of ${member.id} in this folder did not sign it`);
  }
  if (expected.host !== undefined && certificate.checkHost(expected.host) === undefined) {
    throw new Error(`it is not for ${expected.host}, as the consortium file has it`);
  }
  return new Date(certificate.validTo);
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
