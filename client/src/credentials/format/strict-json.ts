import { isUtf8 } from 'node:buffer';
import { fromBase64Url } from '@jangbu/model';
import { Rejected } from './rejection';

/** The deepest that the profile goes is `{"cnf":{"jwk":{…}}}`; a claim's value may hold an object with an array. */
const MAX_DEPTH = 5;
const QUOTE = 0x22;
const COLON = 0x3a;
const BACKSLASH = 0x5c;

/** Where the string that begins at an index ends: the index of its closing quotation mark. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let before = end - 1;
    while (text.charCodeAt(before) === BACKSLASH) before -= 1;
    if ((end - before) % 2 === 1) return end;
  }
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function skipSpace(text: string, start: number): number {
  let at = start;
  while (isSpace(text.charCodeAt(at))) at += 1;
  return at;
}

/** The name of a member as it is meant: `"\u0061"` and `"a"` are the same. */
function nameOf(raw: string): string {
  return raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1);
}

/** Names of the members so far of each object and array that is open. */
class OpenValues {
  readonly #names: Set<string>[] = [];

  open(): void {
    if (this.#names.length === MAX_DEPTH) throw new Rejected('TOO_DEEP');
    this.#names.push(new Set());
  }

  close(): void {
    this.#names.pop();
  }

  name(name: string): void {
    const names = this.#names.at(-1);
    if (names?.has(name)) throw new Rejected('DUPLICATE_MEMBER');
    names?.add(name);
  }
}

/** Looks through text that is known to be JSON. A string that a colon follows is a member's name. */
function checkMembers(text: string): void {
  const values = new OpenValues();
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      const end = endOfString(text, at);
      const next = skipSpace(text, end + 1);
      if (text.charCodeAt(next) === COLON) values.name(nameOf(text.slice(at, end + 1)));
      at = end;
    } else if (code === 0x7b || code === 0x5b) values.open();
    else if (code === 0x7d || code === 0x5d) values.close();
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Rejected('MALFORMED');
  }
}

/**
 * Reads base64url of JSON, strictly: UTF-8, bounded depth, no two members of one name in an object
 * (two readers could take different ones).
 *
 * @throws Rejected MALFORMED, TOO_DEEP or DUPLICATE_MEMBER
 */
export function readStrictJson(encoded: string): unknown {
  const bytes = fromBase64Url(encoded);
  if (!bytes || !isUtf8(bytes)) throw new Rejected('MALFORMED');
  const text = bytes.toString('utf8');
  const value = parse(text);
  checkMembers(text);
  return value;
}
