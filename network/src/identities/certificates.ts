import { createPrivateKey, KeyObject, randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';

import { hasLowS, roleAttribute, type ClientRole } from '@jangbu/model';

import * as x509 from './x509';

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;

/** The extension in which Fabric CA writes a client's attributes, and from which the chaincode shims read them. */
const attributesExtension = '1.2.3.4.5.6.7.8.1';

const clockSkewMs = 5 * 60_000;
const authorityYears = 10;
const leafYears = 2;

/** A certificate with its key, both as PEM text (RFC 7468; the key as PKCS#8). */
export interface IssuedCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** A CA that can sign. */
export interface Authority extends IssuedCertificate {
  readonly parsed: x509.X509Certificate;
  readonly signingKey: webcrypto.CryptoKey;
}

/** Fabric's classes of nodes and users; the certificate says which by its organisational unit (NodeOUs). */
export type NodeUnit = 'client' | 'peer' | 'admin' | 'orderer';

/** What a leaf certificate is for. */
export type LeafUse =
  | { readonly kind: 'signing'; readonly unit: NodeUnit; readonly role?: ClientRole }
  | { readonly kind: 'tls-server'; readonly hosts: readonly string[] }
  | { readonly kind: 'tls-client' };

/** Whom a certificate is for. */
export interface Subject {
  /** Names a role or a node, never a person. */
  readonly commonName: string;
  readonly organization: string;
}

/**
 * Makes a self-signed CA for one member, valid for ten years.
 *
 * @param subject the CA's name
 * @param now start of validity; backdated by five minutes for clocks that are behind
 */
export async function createAuthority(subject: Subject, now: Date): Promise<Authority> {
  const keys = await newKeys();
  const extensions = [
    new x509.BasicConstraintsExtension(true, 0, true),
    new x509.KeyUsagesExtension(
      x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign | x509.KeyUsageFlags.digitalSignature,
      true,
    ),
    // Fabric refuses a CA certificate without a subject key identifier.
    await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
  ];
  const parsed = await withLowS(() =>
    x509.X509CertificateGenerator.createSelfSigned({
      ...validity(now, authorityYears),
      serialNumber: serialNumber(),
      name: distinguishedName(subject),
      keys,
      signingAlgorithm: algorithm,
      extensions,
    }),
  );
  return { ...pem(parsed, keys), parsed, signingKey: keys.privateKey };
}

/**
 * Reads back a CA that {@link createAuthority} made.
 *
 * @throws an error of the parser when either text is not what it should be
 */
export async function readAuthority(files: IssuedCertificate): Promise<Authority> {
  const pkcs8 = createPrivateKey(files.key).export({ format: 'der', type: 'pkcs8' });
  const signingKey = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
  return { ...files, parsed: new x509.X509Certificate(files.certificate), signingKey };
}

/**
 * Issues a leaf certificate with a new key, valid for two years.
 *
 * @param authority the CA that signs
 * @param subject whom it is for
 * @param use what it may be used for, and what it says of its holder
 * @param now start of validity; backdated by five minutes for clocks that are behind
 */
export async function issue(
  authority: Authority,
  subject: Subject,
  use: LeafUse,
  now: Date,
): Promise<IssuedCertificate> {
  const keys = await newKeys();
  const extensions = [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
    await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    await x509.AuthorityKeyIdentifierExtension.create(authority.parsed.publicKey),
    ...extensionsFor(use, subject),
  ];
  const certificate = await withLowS(() =>
    x509.X509CertificateGenerator.create({
      ...validity(now, leafYears),
      serialNumber: serialNumber(),
      subject: distinguishedName(subject, use.kind === 'signing' ? use.unit : undefined),
      issuer: authority.parsed.subjectName,
      publicKey: keys.publicKey,
      signingKey: authority.signingKey,
      signingAlgorithm: algorithm,
      extensions,
    }),
  );
  return pem(certificate, keys);
}

function extensionsFor(use: LeafUse, subject: Subject): x509.Extension[] {
  switch (use.kind) {
    case 'signing':
      return use.role === undefined ? [] : [attributes(subject.commonName, use.unit, use.role)];
    case 'tls-server':
      return [
        // Orderers call each other with their server certificate, so it must be good for both ends.
        new x509.ExtendedKeyUsageExtension([
          x509.ExtendedKeyUsage.serverAuth,
          x509.ExtendedKeyUsage.clientAuth,
        ]),
        new x509.SubjectAlternativeNameExtension(
          use.hosts.map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
        ),
      ];
    case 'tls-client':
      return [new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.clientAuth])];
  }
}

/** The attributes as Fabric CA writes them: bare JSON as the extension's value, in no ASN.1 string. */
function attributes(enrollmentId: string, unit: NodeUnit, role: ClientRole): x509.Extension {
  const attrs = { 'hf.EnrollmentID': enrollmentId, 'hf.Type': unit, [roleAttribute]: role };
  return new x509.Extension(attributesExtension, false, new TextEncoder().encode(JSON.stringify({ attrs })));
}

function distinguishedName(subject: Subject, unit?: NodeUnit): x509.Name {
  const utf8 = (text: string): { utf8String: string }[] => [{ utf8String: text }];
  return new x509.Name([
    { C: ['KR'] },
    { O: utf8(subject.organization) },
    ...(unit === undefined ? [] : [{ OU: utf8(unit) }]),
    { CN: utf8(subject.commonName) },
  ]);
}

function validity(now: Date, years: number): { notBefore: Date; notAfter: Date } {
  const notAfter = new Date(now);
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + years);
  return { notBefore: new Date(now.getTime() - clockSkewMs), notAfter };
}

/** Sixteen random bytes, positive and without a leading zero (RFC 5280, 4.1.2.2). */
function serialNumber(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x7f) | 0x40;
  return bytes.toString('hex');
}

/**
 * Signs until the signature's S is in the lower half. Fabric rewrites a certificate with a high S before it
 * compares or stores it, and the bytes in our files would then differ from those in its blocks.
 */
async function withLowS(sign: () => Promise<x509.X509Certificate>): Promise<x509.X509Certificate> {
  for (;;) {
    const certificate = await sign();
    if (hasLowS(new Uint8Array(certificate.signature))) {
      return certificate;
    }
  }
}

async function newKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
}

function pem(certificate: x509.X509Certificate, keys: webcrypto.CryptoKeyPair): IssuedCertificate {
  return {
    certificate: `${certificate.toString('pem')}\n`,
    key: KeyObject.from(keys.privateKey).export({ format: 'pem', type: 'pkcs8' }).toString(),
  };
}
