// Writes the reference of all commands, English and Korean, from the commands themselves.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { referenceDocuments } from './dist/reference-documents.js';

for (const { file, text } of referenceDocuments()) {
  writeFileSync(join(import.meta.dirname, '..', 'docs', file), text);
  process.stdout.write(`docs/${file}\n`);
}
