import { createHash } from 'node:crypto';
import { thumbprintOf } from './thumbprint';

test('the members of the key stand in the order of RFC 7638 §3.3, without white space', () => {
  const [x, y] = [
    'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
    'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
  ];
  const json = JSON.stringify({ crv: 'P-256', kty: 'EC', x, y });
  expect(thumbprintOf({ x, y })).toBe(createHash('sha256').update(json).digest('base64url'));
});
