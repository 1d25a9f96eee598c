import { createPublicKey, generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { readIdentity, type Identity, type SignDigest } from './identity';
import { newSigner } from './signer';
import { IdentityError } from '../errors';
import { askFabricCa, type FabricCa } from './fabric-ca-call';
import { signingRequest } from './signing-request';

/** Whom a CA knows, and what is asked of it. */
export interface Enrolment {
  readonly enrollmentId: string;
  /** What the member's registrar gave out with the id. */
  readonly secret: string;
  /** Attributes that the certificate has to carry; `jangbu.role` and `hf.EnrollmentID` unless told otherwise. */
  readonly attributes?: readonly string[] | undefined;
}

/** A key that lies elsewhere (an HSM, say), for which a certificate is asked. */
export interface KeyElsewhere {
  /** PEM. */
  readonly publicKey: string;
  readonly sign: SignDigest;
}

/** What a CA made: an identity, until when it is good, and the authorities above it. */
export interface Enrolled {
  readonly identity: Identity;
  readonly notAfter: Date;
  /** PEM, one after the other: the CA's own certificate and those above it. */
  readonly chain: string;
}

/** What a contract of the ledger reads from a certificate. */
export const LEDGER_ATTRIBUTES: readonly string[] = ['jangbu.role', 'hf.EnrollmentID'];

interface UsedKey {
  readonly publicKey: KeyObject;
  readonly signer: KeyObject | SignDigest;
  identity(certificate: string): Identity;
}

function newKey(): UsedKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const identity = (certificate: string): Identity => {
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    // Not enumerable, so that printing or serialising the identity does not show the key.
    return Object.defineProperty({ certificate, privateKey: pem }, 'privateKey', { enumerable: false });
  };
  return { publicKey, signer: privateKey, identity };
}

function keyElsewhere({ publicKey, sign }: KeyElsewhere): UsedKey {
  const identity = (certificate: string): Identity => ({ certificate, sign });
  return { publicKey: createPublicKey(publicKey), signer: sign, identity };
}

function attributeRequests(attributes: readonly string[] | undefined): object[] {
  return (attributes ?? LEDGER_ATTRIBUTES).map((name) => ({ name, optional: false }));
}

async function request(commonName: string, { publicKey, signer }: UsedKey): Promise<string> {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return signingRequest(commonName, spki, newSigner(signer));
}

function enrolled({ certificate, chain }: { certificate: string; chain: string }, key: UsedKey): Enrolled {
  const identity = key.identity(certificate);
  readIdentity(identity);
  const read = new X509Certificate(certificate);
  if (!read.publicKey.equals(key.publicKey)) {
    throw new IdentityError('the CA answered a certificate for another key');
  }
  return { identity, notAfter: new Date(read.validTo), chain };
}

/**
 * Has a Fabric CA certify a key: one that is made here, or one that lies elsewhere.
 *
 * Source: Fabric CA's API, `POST /api/v1/enroll`.
 *
 * @throws IdentityError when the CA is not to be reached, does not know the id and secret, or has not the
 *   attributes
 */
export async function enrol(ca: FabricCa, enrolment: Enrolment, key?: KeyElsewhere): Promise<Enrolled> {
  const used = key ? keyElsewhere(key) : newKey();
  const { enrollmentId, secret, attributes } = enrolment;
  const basic = Buffer.from(`${enrollmentId}:${secret}`).toString('base64');
  const body = {
    certificate_request: await request(enrollmentId, used),
    attr_reqs: attributeRequests(attributes),
  };
  const answer = await askFabricCa(ca, '/api/v1/enroll', body, () => Promise.resolve(`Basic ${basic}`));
  return enrolled(answer, used);
}

/** The common name of a certificate's holder. */
function commonNameOf(certificate: string): string {
  return /^CN=(.+)$/m.exec(new X509Certificate(certificate).subject)?.[1] ?? '';
}

/**
 * Has a Fabric CA certify a new key for the holder of an identity that is still good: before it expires.
 *
 * Source: Fabric CA's API, `POST /api/v1/reenroll`; the token is a signature over method, path, body and
 * certificate.
 *
 * @param identity who asks; connections with it stay as they are, until they are made anew
 * @param key the new key, where it lies elsewhere; without it, one is made
 * @throws IdentityError as `enrol`, and when the identity has expired or was revoked
 */
export async function reenrol(
  ca: FabricCa,
  identity: Identity,
  attributes?: readonly string[],
  key?: KeyElsewhere,
): Promise<Enrolled> {
  const used = key ? keyElsewhere(key) : newKey();
  const { certificate, key: old } = readIdentity(identity);
  const path = '/api/v1/reenroll';
  const body = {
    certificate_request: await request(commonNameOf(certificate), used),
    attr_reqs: attributeRequests(attributes),
  };
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const token = async (sent: string): Promise<string> => {
    const shown = base64(certificate);
    const signed = `POST.${base64(path)}.${base64(sent)}.${shown}`;
    const signature = await newSigner(old)(Buffer.from(signed));
    return `${shown}.${Buffer.from(signature).toString('base64')}`;
  };
  return enrolled(await askFabricCa(ca, path, body, token), used);
}

/**
 * Whether it is time to enrol anew: two thirds of the certificate's time have passed.
 *
 * @param certificate PEM
 */
export function renewalDue(certificate: string, now: Date): boolean {
  const { validFrom, validTo } = new X509Certificate(certificate);
  const [from, to] = [Date.parse(validFrom), Date.parse(validTo)];
  return now.getTime() >= from + ((to - from) * 2) / 3;
}
