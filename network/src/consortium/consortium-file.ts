import { readFile } from 'node:fs/promises';

import { Check } from '@sinclair/typebox/value';
import { LineCounter, isMap, isScalar, isSeq, parseDocument, type Document, type ParsedNode } from 'yaml';

import type { Instrument } from '@jangbu/model';

import { shippedFiles } from '../shipped/shipped-files';
import type { ConsortiumDefinition } from './consortium';
import { ConsortiumFileError, type ConsortiumProblem } from './consortium-file-error';
import { ruleFaults } from './rules';
import { ConsortiumEntry, type InstrumentEntry } from './schema';
import { shapeFaults, type Fault, type Path } from './shape';

/** The consortium files that come with this package. */
export const consortiumFiles = {
  /** KOFIA and the 21 firms. */
  full: shippedFiles.consortium,
  /** Three members, for laptops and tests. */
  small: shippedFiles.smallConsortium,
} as const;

/**
 * Reads a consortium file.
 *
 * @param file its path, which the errors name
 * @throws ConsortiumFileError with all that is wrong with it, or when it cannot be read
 */
export async function loadConsortium(file: string): Promise<ConsortiumDefinition> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ConsortiumFileError(file, [
      { line: 1, column: 1, path: '', message: `the file cannot be read: ${reason}` },
    ]);
  });
  return parseConsortium(text, file);
}

/**
 * Reads the text of a consortium file: YAML 1.2 of the shape that `consortium.schema.json` describes.
 *
 * @param text the file's content
 * @param fileName what the errors call it
 * @throws ConsortiumFileError with all that is wrong with it
 */
export function parseConsortium(text: string, fileName: string): ConsortiumDefinition {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  if (document.errors.length > 0) {
    throw new ConsortiumFileError(
      fileName,
      document.errors.map(({ code, pos, message }) => ({
        ...at(lines, pos[0]),
        path: '',
        message: code === 'MULTIPLE_DOCS' ? 'a consortium file is one YAML document, and ends here' : message,
      })),
    );
  }
  const content = contentOf(document, fileName);
  const faults = [...shapeFaults(ConsortiumEntry, content), ...ruleFaults(content)];
  if (faults.length > 0 || !Check(ConsortiumEntry, content)) {
    throw new ConsortiumFileError(fileName, problemsOf(faults, document, lines));
  }
  return { ...content, instruments: content.instruments.map(instrumentOf) };
}

function contentOf(document: Document.Parsed, fileName: string): unknown {
  try {
    return document.toJS();
  } catch (error) {
    // An alias without its anchor, or aliases that multiply beyond all measure.
    const message = error instanceof Error ? error.message : String(error);
    throw new ConsortiumFileError(fileName, [{ line: 1, column: 1, path: '', message }]);
  }
}

/** What a file leaves out is as for a share or a fund in won: whole units, whole won. */
function instrumentOf(entry: InstrumentEntry): Instrument {
  return { quantityScale: 0, priceScale: 0, currency: 'KRW', status: 'ACTIVE', ...entry };
}

function problemsOf(
  faults: readonly Fault[],
  document: Document.Parsed,
  lines: LineCounter,
): readonly ConsortiumProblem[] {
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
