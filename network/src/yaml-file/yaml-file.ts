import { readFile } from 'node:fs/promises';

import type { Static, TSchema } from '@sinclair/typebox';
import { Check } from '@sinclair/typebox/value';
import { LineCounter, isMap, isScalar, isSeq, parseDocument, type Document, type ParsedNode } from 'yaml';

import { shapeFaults, type Fault, type Path } from './shape';
import type { FileProblem, YamlFileError } from './yaml-file-error';

/** A kind of file: what must stand in it, and how its errors are called. */
export interface YamlFileKind<Schema extends TSchema> {
  /** With its article: `a consortium file`. */
  readonly name: string;
  readonly schema: Schema;
  /** What no single field can break, judged on content of any shape. */
  readonly rules: (content: unknown) => readonly Fault[];
  readonly error: new (file: string, problems: readonly FileProblem[]) => YamlFileError;
}

/**
 * Reads a file that a person wrote.
 *
 * @param file its path, which the errors name
 * @throws the kind's own error with all that is wrong with it, or when it cannot be read
 */
export async function loadYamlFile<Schema extends TSchema>(
  kind: YamlFileKind<Schema>,
  file: string,
): Promise<Static<Schema>> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new kind.error(file, [
      { line: 1, column: 1, path: '', message: `the file cannot be read: ${reason}` },
    ]);
  });
  return parseYamlFile(kind, text, file);
}

/**
 * Reads the text of a file that a person wrote: one document of YAML 1.2.
 *
 * @param text the file's content
 * @param fileName what the errors call it
 * @throws the kind's own error with all that is wrong with it
 */
export function parseYamlFile<Schema extends TSchema>(
  kind: YamlFileKind<Schema>,
  text: string,
  fileName: string,
): Static<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    throw new kind.error(
      fileName,
      document.errors.map(({ code, pos, message }) => ({
        ...at(lines, pos[0]),
        path: '',
        message: code === 'MULTIPLE_DOCS' ? `${kind.name} is one YAML document, and ends here` : message,
      })),
    );
  }
  const content = contentOf(document, kind, fileName);
  const faults = [...shapeFaults(kind.schema, content), ...kind.rules(content)];
  if (faults.length > 0 || !Check(kind.schema, content)) {
    throw new kind.error(fileName, problemsOf(faults, document, lines));
  }
  return content;
}

function contentOf(
  document: Document.Parsed,
  kind: Pick<YamlFileKind<TSchema>, 'error'>,
  fileName: string,
): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias without its anchor, or aliases that multiply beyond all measure.
    const message = error instanceof Error ? error.message : String(error);
    throw new kind.error(fileName, [{ line: 1, column: 1, path: '', message }]);
  }
}

function problemsOf(
  faults: readonly Fault[],
  document: Document.Parsed,
  lines: LineCounter,
): readonly FileProblem[] {
  return faults
    .map(({ path, message, about }) => ({
      ...at(lines, offsetOf(document.contents, path, about)),
      path: pathText(path),
      message,
    }))
    .sort((a, b) => a.line - b.line || a.column - b.column);
}

function at(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/**
 * Where a path leads to in the text: a single value itself; of a list, a mapping or a field that should not be, the
 * field's name; for what is missing, what it is missing from.
 */
function offsetOf(root: ParsedNode | null, path: Path, about: Fault['about']): number {
  let place: Place = { node: root, name: root?.range[0] ?? 0 };
  for (const step of path) {
    const next = child(place.node, step);
    if (next === undefined) {
      return place.name;
    }
    place = next;
  }
  return about !== 'name' && isScalar(place.node) ? (place.node.range?.[0] ?? place.name) : place.name;
}

interface Place {
  readonly node: unknown;
  /** Offset of the field's name, or of the entry of a list. */
  readonly name: number;
}

function child(node: unknown, step: string | number): Place | undefined {
  if (isSeq<ParsedNode>(node) && typeof step === 'number') {
    const entry = node.items[step];
    return entry === undefined ? undefined : { node: entry, name: entry.range[0] };
  }
  if (isMap<ParsedNode, ParsedNode | null>(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
    return pair === undefined ? undefined : { node: pair.value, name: pair.key.range[0] };
  }
  return undefined;
}

/** `members[3].lei`, as a person would write it. */
function pathText(path: Path): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${step}`))
    .join('');
}
