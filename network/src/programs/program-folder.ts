import { execFile } from 'node:child_process';
import { access, constants, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { fabricProgramNames } from './programs';

const VERSION_TIMEOUT_MS = 20_000;

/** Which of Fabric's programs a folder lacks. */
export async function missingIn(directory: string): Promise<readonly string[]> {
  const there = await Promise.all(fabricProgramNames.map((name) => isProgram(join(directory, name))));
  return fabricProgramNames.filter((_, index) => there[index] === false);
}

/** Whether there is a file that this user may execute. */
export async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

/** What `peer version` says, without a leading v. */
export async function versionOf(
  peer: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly version: string } | { readonly failure: string }> {
  return new Promise((resolve) => {
    execFile(peer, ['version'], { env, timeout: VERSION_TIMEOUT_MS }, (error, stdout) => {
      const version = /^[ \t]*Version:[ \t]*v?(\S+)/m.exec(stdout)?.[1];
      if (error !== null) {
        resolve({ failure: error.message.trim().split('\n').join('; ') });
      } else {
        resolve(version === undefined ? { failure: 'it names no version' } : { version });
      }
    });
  });
}
