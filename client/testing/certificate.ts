import { createPublicKey, sign, type KeyObject } from 'node:crypto';

function der(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const length =
    body.length < 0x80 ? Buffer.of(body.length) : Buffer.of(0x82, body.length >> 8, body.length & 0xff);
  return Buffer.concat([Buffer.of(tag), length, body]);
}

const SEQUENCE = 0x30;
const SET = 0x31;
const ecdsaWithSha256 = der(SEQUENCE, Buffer.from('06082a8648ce3d040302', 'hex'));
const commonName = Buffer.from('0603550403', 'hex');

/** A self-signed certificate for a P-256 key, in PEM: as little as X.509 asks for. */
export function certificateFor(key: KeyObject): string {
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, commonName, der(0x0c, Buffer.from('test')))));
  const time = (text: string): Buffer => der(0x17, Buffer.from(text));
  const content = der(
    SEQUENCE,
    der(0x02, Buffer.of(1)),
    ecdsaWithSha256,
    name,
    der(SEQUENCE, time('260101000000Z'), time('460101000000Z')),
    name,
    createPublicKey(key).export({ type: 'spki', format: 'der' }),
  );
  const signature = der(0x03, Buffer.of(0), sign('sha256', content, key));
  const base64 = der(SEQUENCE, content, ecdsaWithSha256, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}
