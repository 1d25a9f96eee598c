import { Buffer as Plain } from 'buffer';

// The package lacks base64url, which the SDK reads and writes everywhere.
const unpadded = (text) => text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const toString = Plain.prototype.toString;
Plain.prototype.toString = function (encoding, ...range) {
  return encoding === 'base64url'
    ? unpadded(toString.call(this, 'base64', ...range))
    : toString.call(this, encoding, ...range);
};
const from = Plain.from.bind(Plain);
Plain.from = (value, encoding, ...more) =>
  encoding === 'base64url' ? from(value, 'base64') : from(value, encoding, ...more);

export const Buffer = Plain;
globalThis.Buffer = Plain;

export function isUtf8(bytes) {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
