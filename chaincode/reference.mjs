// Writes the page on the contracts' interface, from what the contracts tell of themselves.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interfacePage } from './dist/src/interface-page.js';

const { file, text } = interfacePage();
writeFileSync(join(import.meta.dirname, '..', 'docs', file), text);
process.stdout.write(`docs/${file}\n`);
