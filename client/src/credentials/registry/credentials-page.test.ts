import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { REJECTIONS } from '../format/rejection';

test('docs/credentials.md tells every reason, as the verifier has it', () => {
  const page = readFileSync(join(__dirname, '../../../../..', 'docs', 'credentials.md'), 'utf8');
  const told = [...page.matchAll(/^\| `([A-Z_]+)` +\| (.+?) +\|$/gm)].map(([, code, says]) => [code, says]);
  expect(told).toEqual(Object.entries(REJECTIONS));
});
