import { readFile } from 'node:fs/promises';
import { UsageError } from './usage-error';
import { wordsOf } from './words-of';

/** Reads a file that the operator has named. @throws UsageError when it cannot be read; the file is named */
export async function readNamedFile(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${wordsOf(error)}`);
  }
}

/** Reads a JSON file, without judging what it says. @throws UsageError when it is not there or no JSON */
export async function readJsonFile(file: string): Promise<unknown> {
  const text = (await readNamedFile(file)).toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new UsageError(`${file} does not read as JSON: ${wordsOf(error)}`);
  }
}
