import { writeFile } from 'node:fs/promises';

/** A file that the operator named cannot be written; the message names it. */
export class OutputFileError extends Error {
  override readonly name = 'OutputFileError';
}

/** Writes what a command makes into the file that the operator has named. @throws OutputFileError */
export async function writeOut(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content);
  } catch (cause) {
    const says = cause instanceof Error ? cause.message : String(cause);
    throw new OutputFileError(`${file} cannot be written: ${says}`, { cause });
  }
}
