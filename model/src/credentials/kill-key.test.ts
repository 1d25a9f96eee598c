import { createHmac } from 'node:crypto';
import { killKeyOf, killSecretOf, killTagsOf, RENEWALS_PREPARED, SLOTS_MAX } from './kill-key';
import { killTagOf } from './record-id';

const code = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
const scope = { consortium: 'kofia', channel: 'interfirm' };
const secret = killSecretOf(code, scope);

test('a kill secret is HKDF-SHA-256 (RFC 5869) of the code, for exactly one scope', () => {
  const extracted = createHmac('sha256', 'jangbu:kill-secret:1').update(code).digest();
  const info = '{"channel":"interfirm","consortium":"kofia"}';
  expect(secret).toEqual(createHmac('sha256', extracted).update(info).update(Uint8Array.of(1)).digest());
  for (const change of [{ consortium: 'other' }, { channel: 'other' }]) {
    expect(killSecretOf(code, { ...scope, ...change })).not.toEqual(secret);
  }
  expect(killSecretOf(Buffer.alloc(16), scope)).not.toEqual(secret);
});

test('a kill key is HMAC-SHA-256 of its place under the secret', () => {
  const right = createHmac('sha256', secret).update('{"renewal":2,"slot":1}').digest();
  expect(killKeyOf(secret, { slot: 1, renewal: 2 })).toEqual(right);
});

test('the tags of a secret are all different, and fixed in their number', () => {
  const tags = killTagsOf(secret);
  expect(tags[3]?.[5]).toBe(killTagOf(killKeyOf(secret, { slot: 3, renewal: 5 })));
  expect(new Set(tags.flat()).size).toBe(SLOTS_MAX * RENEWALS_PREPARED);
  expect(killTagsOf(secret, 2)).toEqual(tags.slice(0, 2));
});
