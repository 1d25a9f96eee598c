import type { Signer } from '@hyperledger/fabric-gateway';

const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const UTF8_STRING = 0x0c;
const NO_ATTRIBUTES = Buffer.from('a000', 'hex');
/** OBJECT IDENTIFIER 2.5.4.3, commonName. */
const COMMON_NAME = Buffer.from('0603550403', 'hex');
/** SEQUENCE of 1.2.840.10045.4.3.2, ecdsa-with-SHA256 (RFC 5758, section 3.2). */
const ECDSA_WITH_SHA256 = Buffer.from('300a06082a8648ce3d040302', 'hex');

function length(bytes: number): Buffer {
  if (bytes < 0x80) return Buffer.of(bytes);
  return bytes < 0x100 ? Buffer.of(0x81, bytes) : Buffer.of(0x82, bytes >> 8, bytes & 0xff);
}

/** One value in DER (X.690); nothing in a signing request comes near 64 KB. */
function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.of(tag), length(body.length), body]);
}

/**
 * A certificate signing request in PEM, for a P-256 key wherever it lies (RFC 2986, section 4).
 *
 * @param commonName the only part of the subject: a CA of Fabric's fills in the rest by itself
 * @param publicKey the key's SubjectPublicKeyInfo, in DER
 * @param sign signs a message with the key, and answers DER
 */
export async function signingRequest(
  commonName: string,
  publicKey: Uint8Array,
  sign: Signer,
): Promise<string> {
  const attribute = der(SEQUENCE, COMMON_NAME, der(UTF8_STRING, Buffer.from(commonName)));
  const subject = der(SEQUENCE, der(SET, attribute));
  const content = der(SEQUENCE, der(INTEGER, Buffer.of(0)), subject, publicKey, NO_ATTRIBUTES);
  const signature = der(BIT_STRING, Buffer.of(0), await sign(content));
  const base64 = der(SEQUENCE, content, ECDSA_WITH_SHA256, signature).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE REQUEST-----', ...lines, '-----END CERTIFICATE REQUEST-----', ''].join(
    '\n',
  );
}
