import { readFile } from 'node:fs/promises';
import { UsageError } from './usage-error';

/** Reads a JSON file, without judging what it says. @throws UsageError when it is not there or no JSON */
export async function readJsonFile(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${file} does not read as JSON: ${why}`);
  }
}
