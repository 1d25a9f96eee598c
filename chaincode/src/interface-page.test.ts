import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { interfacePage } from './interface-page';

test('docs/contract-interface.md is what `npm run reference` writes', () => {
  const { file, text } = interfacePage();
  expect(readFileSync(join(__dirname, '../../../docs', file), 'utf8')).toBe(text);
});
