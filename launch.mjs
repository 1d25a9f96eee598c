// Starts whatever this tree can do, after making it ready: Node, packages, build. Everything below launch/ uses nothing
// but Node, because in a fresh clone there is nothing else, and what Node 18 can read, because it may find that one.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from './launch/main.mjs';

const self = fileURLToPath(import.meta.url);
await main(dirname(self), self, process.argv.slice(2));
