import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Paths of the files in a folder, in the order of their names, without hidden ones; none where there is no folder. */
export function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .sort()
    .map((name) => join(folder, name));
}
