import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fieldOf, listOf, parseYamlFile, type Fault, type YamlFileKind } from '@jangbu/network';
import { isSeq, parseDocument, type Document } from 'yaml';
import { readNamedFile } from '../input/json-file';
import { UsageError } from '../input/usage-error';
import { notWritten } from '../input/written-file';
import { inTurn, writeOwn } from './change-file';
import { ContextFileError } from './context-file-error';
import { ContextFileSchema, type ContextEntry, type ContextFileContent } from './context-schema';

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

/** No name stands for two. */
function namedTwice(content: unknown): readonly Fault[] {
  const names = listOf(content, 'contexts').map((each) => fieldOf(each, 'name'));
  return names.flatMap((name, i) =>
    typeof name === 'string' && names.indexOf(name) < i
      ? [{ path: ['contexts', i, 'name'], message: `${name} is the name of another one, too` }]
      : [],
  );
}

const kind: YamlFileKind<typeof ContextFileSchema> = {
  name: 'a file of contexts',
  schema: ContextFileSchema,
  rules: namedTwice,
  error: ContextFileError,
};

/** A file in which nothing is written, or comments alone, has no contexts. */
function contentOf(document: Document.Parsed, text: string, path: string): ContextFileContent {
  const isEmpty = document.contents === null && document.errors.length === 0;
  return isEmpty ? {} : parseYamlFile(kind, text, path);
}

/** The file of contexts: under which names this machine's user reaches which ledgers. It holds paths, never keys. */
export class ContextFile {
  readonly path: string;
  readonly #document: Document.Parsed;
  #content: ContextFileContent;

  private constructor(path: string, text: string) {
    this.path = path;
    this.#document = parseDocument(text);
    this.#content = contentOf(this.#document, text, path);
  }

  /**
   * Reads the file; one that is not there has no contexts.
   *
   * @throws ContextFileError when it is wrong, with line and field; UsageError when it cannot be read
   */
  static async read(path: string = contextFilePath()): Promise<ContextFile> {
    return new ContextFile(path, existsSync(path) ? (await readNamedFile(path)).toString('utf8') : '');
  }

  /**
   * Changes the file while nobody else does: reads it, lets the work change it, and writes it once. Where the work
   * fails it stays as it was.
   *
   * @throws OutputFileError when it cannot be written; as {@link read}; what the work throws
   */
  static async change<T>(
    work: (file: ContextFile) => T | Promise<T>,
    path: string = contextFilePath(),
  ): Promise<T> {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
      throw notWritten(path, cause);
    });
    return inTurn(path, async () => {
      const file = await ContextFile.read(path);
      const result = await work(file);
      await writeOwn(path, file.#document.toString({ lineWidth: 0 }));
      return result;
    });
  }

  /** The name of the context that is taken where none is named. */
  get current(): string | undefined {
    return this.#content.current;
  }

  get contexts(): readonly ContextEntry[] {
    return this.#content.contexts ?? [];
  }

  /** @throws UsageError when there is none of that name; it says which there are */
  context(name: string): ContextEntry {
    const found = this.contexts.find((each) => each.name === name);
    if (found) return found;
    const names = this.contexts.map((each) => each.name).join(', ');
    throw new UsageError(`there is no context ${name} in ${this.path}; it has ${names || 'none'}`);
  }

  /** A path of the file, which is seen from the file's folder. */
  pathOf(path: string): string {
    return resolve(dirname(this.path), path);
  }

  /** Puts a context in the place of the one of that name if there is one; the rest of the file stays as it is. */
  set(entry: ContextEntry): void {
    const place = this.contexts.findIndex(({ name }) => name === entry.name);
    if (!isSeq(this.#document.get('contexts'))) this.#document.set('contexts', this.#document.createNode([]));
    if (place < 0) this.#document.addIn(['contexts'], this.#document.createNode(entry));
    else this.#document.setIn(['contexts', place], this.#document.createNode(entry));
    this.#changed();
  }

  /** Takes a context where none is named. @throws UsageError when there is none of that name */
  use(name: string): void {
    this.context(name);
    this.#document.set('current', name);
    this.#changed();
  }

  /** Forgets a context; the files that it names stay. @throws UsageError when there is none of that name */
  remove(name: string): void {
    const place = this.contexts.indexOf(this.context(name));
    this.#document.deleteIn(['contexts', place]);
    if (this.current === name) this.#document.delete('current');
    this.#changed();
  }

  #changed(): void {
    this.#content = contentOf(this.#document, this.#document.toString({ lineWidth: 0 }), this.path);
  }
}
