import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceDocuments } from './reference-documents';

const docs = join(__dirname, '..', '..', 'docs');

test.each(referenceDocuments())('docs/$file is what `npm run reference` writes', ({ file, text }) => {
  expect(readFileSync(join(docs, file), 'utf8')).toBe(text);
});
