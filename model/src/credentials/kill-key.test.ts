import { createHmac } from 'node:crypto';
import { killKeyOf } from './kill-key';

const code = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
const target = { consortium: 'kofia', channel: 'interfirm', slot: 0, renewal: 0 };

test('a kill key is HKDF-SHA-256 (RFC 5869) of the code, for exactly one target', () => {
  const extracted = createHmac('sha256', 'jangbu:kill-key:1').update(code).digest();
  const info = '{"channel":"interfirm","consortium":"kofia","renewal":0,"slot":0}';
  const expanded = createHmac('sha256', extracted).update(info).update(Uint8Array.of(1)).digest();
  expect(killKeyOf(code, target)).toEqual(expanded);
});

test.each([{ consortium: 'other' }, { channel: 'other' }, { slot: 1 }, { renewal: 1 }])(
  'a key for %p is another one',
  (change) => {
    expect(killKeyOf(code, { ...target, ...change })).not.toEqual(killKeyOf(code, target));
  },
);

test('another code gives another key', () => {
  expect(killKeyOf(Buffer.alloc(16), target)).not.toEqual(killKeyOf(code, target));
});
