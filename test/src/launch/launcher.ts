import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { ROOT } from '../network/networks';

/** How a script ended, and what it printed. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A script that has a part of the launcher as `it`. */
function argumentsFor(part: string, script: string): string[] {
  const url = pathToFileURL(join(ROOT, 'launch', `${part}.mjs`)).href;
  return ['--input-type=module', '-e', `import * as it from ${JSON.stringify(url)};\n${script}`];
}

/** Runs a script on a part of the launcher, which is made of plain files that need no build. */
export function runOn(part: string, script: string, env: NodeJS.ProcessEnv = process.env): Promise<Ended> {
  return new Promise((ended) => {
    execFile(process.execPath, argumentsFor(part, script), { env }, (error, stdout, stderr) => {
      ended({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

/** The same, while it runs. */
export function startOn(part: string, script: string): ChildProcess {
  return spawn(process.execPath, argumentsFor(part, script), { stdio: ['ignore', 'pipe', 'pipe'] });
}
