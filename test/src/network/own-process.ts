import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/**
 * Runs a program of this folder in a process of its own, and waits for its end.
 *
 * Jest calls its global set-up in the process whose globals the test files then see. Fabric's protobuf
 * classes are globals: those that a set-up left there would mix with the test's own.
 *
 * @param name file name without ending
 * @throws Error when it ends with another exit code than zero
 */
export async function inOwnProcess(name: string): Promise<void> {
  const child = spawn(process.execPath, [join(__dirname, `${name}.js`)], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${name} ended with exit code ${String(code)}`);
}
