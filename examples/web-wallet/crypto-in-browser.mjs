// What the SDK's wallet takes from node:crypto, for browsers. Keys are not made here: see keys.mjs.
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { Buffer } from 'buffer';

const bytes = (data) => (typeof data === 'string' ? new TextEncoder().encode(data) : data);
const shown = (digest, encoding) =>
  encoding === undefined || encoding === 'buffer'
    ? Buffer.from(digest)
    : Buffer.from(digest).toString(encoding);

export function randomBytes(length) {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(length)));
}

export function hash(_sha256, data, encoding = 'hex') {
  return shown(sha256(bytes(data)), encoding);
}

function hashing(state) {
  return {
    update(data) {
      state.update(bytes(data));
      return this;
    },
    digest: (encoding) => shown(state.digest(), encoding),
  };
}

export function createHash() {
  return hashing(sha256.create());
}

export function createHmac(_sha256, key) {
  return hashing(hmac.create(sha256, key));
}

export function hkdfSync(_sha256, key, salt, info, length) {
  return hkdf(sha256, bytes(key), bytes(salt), bytes(info), length).slice().buffer;
}
