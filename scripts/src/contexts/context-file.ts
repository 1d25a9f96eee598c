import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isNode, isSeq, LineCounter, parseDocument, type Document } from 'yaml';
import { ContextFileError } from './context-file-error';
import { contextFileChecker, type ContextEntry, type ContextFileContent } from './context-schema';

/**
 * Where the contexts are: `$JANGBU_CONFIG`, else `jangbu/config.yaml` below `$XDG_CONFIG_HOME` or `~/.config`.
 *
 * Source: XDG Base Directory Specification 0.8 (a relative path in the variable is to be ignored).
 */
export function contextFilePath(env: NodeJS.ProcessEnv = process.env): string {
  const given = env['JANGBU_CONFIG'];
  if (given) return resolve(given);
  const base = env['XDG_CONFIG_HOME'];
  return join(base?.startsWith('/') ? base : join(homedir(), '.config'), 'jangbu', 'config.yaml');
}

function isMissing(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `contexts[0].profile`, as a person would write the path of a JSON pointer. */
function fieldText(steps: readonly string[]): string {
  return steps.map((step, i) => (/^\d+$/.test(step) ? `[${step}]` : `${i > 0 ? '.' : ''}${step}`)).join('');
}

/** The offset of the last part of a path that is there. */
function offsetOf(document: Document.Parsed, steps: readonly string[]): number {
  for (let length = steps.length; length >= 0; length -= 1) {
    const path = steps.slice(0, length).map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const node: unknown = length === 0 ? document.contents : document.getIn(path, true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** What exactly is wrong, with the line on which it is. */
function faultOf(
  file: string,
  document: Document.Parsed,
  lines: LineCounter,
  value: unknown,
): ContextFileError {
  const [problem] = contextFileChecker.problems(value);
  const steps = (problem?.path ?? '').split('/').slice(1);
  const { line } = lines.linePos(offsetOf(document, steps));
  const field = fieldText(steps);
  return new ContextFileError(
    `${file}:${Math.max(line, 1)}: ${field ? `${field}: ` : ''}${problem?.message ?? ''}`,
  );
}

function checked(file: string, text: string): { document: Document.Parsed; content: ContextFileContent } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) throw new ContextFileError(`${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`);
  let value: unknown;
  try {
    value = document.toJS() ?? {};
  } catch (cause) {
    throw new ContextFileError(`${file}: ${wordsOf(cause)}`, { cause });
  }
  if (!contextFileChecker.fits(value)) throw faultOf(file, document, lines, value);
  const names = (value.contexts ?? []).map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    const { line } = lines.linePos(
      offsetOf(document, ['contexts', String(names.lastIndexOf(twice)), 'name']),
    );
    throw new ContextFileError(`${file}:${line}: there are two contexts ${twice}`);
  }
  return { document, content: value };
}

/** The file of contexts: under which names this machine's user reaches which ledgers. It holds paths, never keys. */
export class ContextFile {
  readonly path: string;
  readonly #document: Document.Parsed;
  readonly #content: ContextFileContent;

  private constructor(path: string, document: Document.Parsed, content: ContextFileContent) {
    this.path = path;
    this.#document = document;
    this.#content = content;
  }

  /**
   * Reads the file; one that is not there has no contexts.
   *
   * @throws ContextFileError when it cannot be read, or is wrong; with file, line and field
   */
  static async read(path: string = contextFilePath()): Promise<ContextFile> {
    let text = '';
    try {
      text = await readFile(path, 'utf8');
    } catch (cause) {
      if (!isMissing(cause))
        throw new ContextFileError(`${path} cannot be read: ${wordsOf(cause)}`, { cause });
    }
    const { document, content } = checked(path, text);
    return new ContextFile(path, document, content);
  }

  /** The name of the context that is taken where none is named. */
  get current(): string | undefined {
    return this.#content.current;
  }

  get contexts(): readonly ContextEntry[] {
    return this.#content.contexts ?? [];
  }

  /** @throws ContextFileError when there is none of that name; it says which there are */
  context(name: string): ContextEntry {
    const found = this.contexts.find((each) => each.name === name);
    if (found) return found;
    const names = this.contexts.map((each) => each.name).join(', ');
    throw new ContextFileError(`there is no context ${name} in ${this.path}; it has ${names || 'none'}`);
  }

  /** A path of the file, which is seen from the file's folder. */
  pathOf(path: string): string {
    return resolve(dirname(this.path), path);
  }

  /**
   * Writes a context, in the place of the one of that name if there is one; the rest of the file stays as it is.
   *
   * @throws ContextFileError when it cannot be written
   */
  async set(entry: ContextEntry): Promise<void> {
    const place = this.contexts.findIndex(({ name }) => name === entry.name);
    if (!isSeq(this.#document.get('contexts'))) this.#document.set('contexts', this.#document.createNode([]));
    if (place < 0) this.#document.addIn(['contexts'], this.#document.createNode(entry));
    else this.#document.setIn(['contexts', place], this.#document.createNode(entry));
    await this.#write();
  }

  /** Takes a context where none is named. @throws ContextFileError when there is none of that name */
  async use(name: string): Promise<void> {
    this.context(name);
    this.#document.set('current', name);
    await this.#write();
  }

  /** Forgets a context; the files that it names stay. @throws ContextFileError when there is none of that name */
  async remove(name: string): Promise<void> {
    const place = this.contexts.indexOf(this.context(name));
    this.#document.deleteIn(['contexts', place]);
    if (this.current === name) this.#document.delete('current');
    await this.#write();
  }

  /** Whole or not at all, for its owner only. */
  async #write(): Promise<void> {
    const text = this.#document.toString({ lineWidth: 0 });
    checked(this.path, text);
    const fresh = `${this.path}.${process.pid}.new`;
    try {
      await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
      const file = await open(fresh, 'w', 0o600);
      try {
        await file.writeFile(text);
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(fresh, this.path);
    } catch (cause) {
      await rm(fresh, { force: true }).catch(() => undefined);
      throw new ContextFileError(`${this.path} cannot be written: ${wordsOf(cause)}`, { cause });
    }
  }
}
