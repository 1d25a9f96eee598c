import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { unlessInterrupted } from './interruption';

/** A program that says when it works, when it is told to end, and when it has ended; it ends only if `obeys`. */
function program(obeys: boolean): string {
  return `
    const { untilInterrupted } = require(${JSON.stringify(join(__dirname, 'interruption.js'))});
    untilInterrupted((signal, forced) => new Promise((resolve) => {
      const alive = setInterval(() => undefined, 1000);
      forced.addEventListener('abort', () => require('node:fs').writeSync(1, 'forced\\n'));
      signal.addEventListener('abort', () => {
        process.stdout.write('told\\n');
        if (${String(obeys)}) { clearInterval(alive); resolve('ended'); }
      });
      process.stdout.write('works\\n');
    })).then((end) => process.stdout.write(end + '\\n'));`;
}

interface End {
  readonly said: string;
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Sends the signals one after another, each when the program has said its next word. */
async function interrupted(obeys: boolean, signals: readonly NodeJS.Signals[]): Promise<End> {
  const child = spawn(process.execPath, ['-e', program(obeys)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const waiting = [...signals];
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
    const next = waiting.shift();
    if (next !== undefined) child.kill(next);
  });
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { said, code, signal };
}

describe('work that may be interrupted', () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('ends in good order on %s', async (signal) => {
    expect(await interrupted(true, [signal])).toEqual({
      said: 'works\ntold\nended\n',
      code: 0,
      signal: null,
    });
  });

  it('does not keep the process from ending on a second signal, be it another one', async () => {
    const end = await interrupted(false, ['SIGINT', 'SIGTERM']);
    expect(end).toEqual({ said: 'works\ntold\nforced\n', code: null, signal: 'SIGTERM' });
  });

  it('takes the same signal a moment later for an echo, as npm makes it, and goes on until another one', async () => {
    const child = spawn(process.execPath, ['-e', program(false)], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    await once(child.stdout, 'data');
    child.kill('SIGINT');
    // The echo would have ended it by SIGINT.
    child.kill('SIGTERM');
    expect(await once(child, 'close')).toEqual([null, 'SIGTERM']);
  });
});

describe('work that takes no signal', () => {
  it('is waited for, but not beyond an interruption', async () => {
    const controller = new AbortController();
    await expect(unlessInterrupted(controller.signal, () => Promise.resolve(1))).resolves.toBe(1);
    const waiting = unlessInterrupted(controller.signal, () => new Promise(() => undefined));
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'CANCELLED' });
    await expect(unlessInterrupted(controller.signal, () => Promise.resolve(1))).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});
