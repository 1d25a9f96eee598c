import { writeFile } from 'node:fs/promises';
import { wordsOf } from './words-of';

/** A file that the operator named cannot be written; the message names it. */
export class OutputFileError extends Error {
  override readonly name = 'OutputFileError';
}

/** @param cause why not */
export function notWritten(file: string, cause: unknown): OutputFileError {
  return new OutputFileError(`${file} cannot be written: ${wordsOf(cause)}`, { cause });
}

/** Writes what a command makes into the file that the operator has named. @throws OutputFileError */
export async function writeOut(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (cause) {
    throw notWritten(file, cause);
  }
}
