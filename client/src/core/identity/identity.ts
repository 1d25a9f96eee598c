import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { IdentityError } from '../errors';

/**
 * Signs a SHA-256 digest with ECDSA over P-256. Answers 64 bytes r‖s (IEEE P1363, what PKCS#11 and
 * WebCrypto give) or DER; the SDK brings it into the form that Fabric wants.
 */
export type SignDigest = (digest: Uint8Array) => Promise<Uint8Array> | Uint8Array;

/** Who calls: an X.509 certificate, and its key or something that signs with it. */
export type Identity =
  | { readonly certificate: string; readonly privateKey: string }
  | { readonly certificate: string; readonly sign: SignDigest };

/** An identity that has been read and found usable. The key stays out of what prints or serialises. */
export class SigningIdentity {
  /** PEM. */
  readonly certificate: string;
  readonly #key: KeyObject | SignDigest;

  constructor(certificate: string, key: KeyObject | SignDigest) {
    this.certificate = certificate;
    this.#key = key;
  }

  get key(): KeyObject | SignDigest {
    return this.#key;
  }
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new IdentityError('the certificate does not read as PEM', { cause });
  }
}

function readPrivateKey(pem: string): KeyObject {
  try {
    return createPrivateKey(pem);
  } catch {
    // The cause is left out on purpose: nothing that had the key in hand is passed on.
    throw new IdentityError('the private key does not read as PEM');
  }
}

/**
 * Reads an identity and checks that the key is the certificate's.
 *
 * @throws IdentityError when a part does not read, is no P-256 key, or they don't belong together
 */
export function readIdentity(identity: Identity): SigningIdentity {
  const certificate = readCertificate(identity.certificate);
  if (certificate.publicKey.asymmetricKeyDetails?.namedCurve !== 'prime256v1') {
    throw new IdentityError('the certificate is not for a P-256 key');
  }
  if ('sign' in identity) return new SigningIdentity(identity.certificate, identity.sign);
  const key = readPrivateKey(identity.privateKey);
  if (!certificate.checkPrivateKey(key)) {
    throw new IdentityError("the private key is not the certificate's");
  }
  return new SigningIdentity(identity.certificate, key);
}
