import type { Static, TSchema } from '@sinclair/typebox';
import type { Printable } from './printable';

/** An error as programs get it: what it is and says, and its facts; no stack, and no cause with a stranger's words. */
function errorFields(error: Error): object {
  const { name, message } = error;
  return {
    name,
    message,
    ...Object.fromEntries(Object.entries(error).filter(([field]) => field !== 'cause')),
  };
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof Error) return errorFields(value);
  if (value instanceof Map) return Object.fromEntries(value);
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

/** A value as JSON for people and programs; bigints as the decimal strings that documents hold. */
export function json(value: unknown): string {
  return `${JSON.stringify(value, plain, 2)}\n`;
}

/** Writes a line to standard output. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Writes a line of news to standard error: what is no result, and must not get into a program's way. */
export function news(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Prints the result of a command that prints JSON in any case. Its type argument is the schema that the command publishes. */
export function printJson<Output extends TSchema = TSchema>(value: Printable<Static<Output>>): void {
  process.stdout.write(json(value ?? null));
}

/**
 * Gives the result of a command: with `--json` one JSON document, else what a person reads. Its type argument is the
 * schema that the command publishes, so that the two cannot part.
 *
 * @param value what programs get; nothing (undefined) is null
 * @param text lines without the last one's end
 */
export function tell<Output extends TSchema = TSchema>(
  options: { readonly json?: boolean | undefined },
  value: Printable<Static<Output>>,
  text: string | (() => string),
): void {
  if (options.json) printJson<Output>(value);
  else say(typeof text === 'string' ? text : text());
}
