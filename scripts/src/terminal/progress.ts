import type { Progress, ProgressEvent } from '@jangbu/network';
import colours from 'picocolors';

/** Shows the news of long work: one line a phase, kept up to date where the screen allows. */
export interface ProgressDisplay {
  readonly progress: Progress;
  /** Ends the current phase's line, saying that it went well. */
  readonly done: (text?: string) => void;
  /** Ends the current phase's line, saying that it did not. */
  readonly failed: () => void;
}

/** No line that is rewritten gets longer, in letters. */
const LONGEST = 180;

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

function describe({ text, done, total }: ProgressEvent): string {
  if (done === undefined) return text;
  return total === undefined ? `${text} (${done})` : `${text} (${done}/${total})`;
}

/**
 * A display on a stream. A terminal gets one line a phase, rewritten as news comes; anything else
 * (a log, a pipe) one line when a phase begins and one when it ends.
 */
export function progressDisplay(stream: NodeJS.WriteStream): ProgressDisplay {
  const rewrites = stream.isTTY;
  let current: { readonly phase: string; readonly since: number } | undefined;
  const end = (mark: string, text: string): void => {
    if (!current) return;
    const line = `${mark} ${current.phase}${text ? `: ${text}` : ''} ${colours.dim(seconds(current.since))}`;
    stream.write(rewrites ? `\r\u001b[K${line}\n` : `${line}\n`);
    current = undefined;
  };
  let last = '';
  return {
    progress: (event) => {
      if (current?.phase !== event.phase) {
        end(colours.green('✓'), last);
        current = { phase: event.phase, since: performance.now() };
        if (!rewrites) stream.write(`… ${event.phase}: ${event.text}\n`);
      }
      last = event.text;
      if (rewrites)
        stream.write(`\r\u001b[K… ${event.phase}: ${colours.dim(describe(event).slice(0, LONGEST))}`);
    },
    done: (text) => {
      end(colours.green('✓'), text ?? last);
    },
    failed: () => {
      end(colours.red('✗'), last);
    },
  };
}

/** Does long work with its news on standard error, ending the display whatever comes of it. */
export async function withProgress<T>(work: (progress: Progress) => Promise<T>): Promise<T> {
  const display = progressDisplay(process.stderr);
  try {
    const result = await work(display.progress);
    display.done();
    return result;
  } catch (error) {
    display.failed();
    throw error;
  }
}
