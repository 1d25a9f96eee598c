import { TypeGuard, type TSchema } from '@sinclair/typebox';
import type { CommandShape } from './shape';

/** Formats of our own that have a common name. */
const COMMON_FORMATS: Readonly<Record<string, string>> = { 'jangbu-date': 'date' };

/** A choice of words, as documents have it: a pattern that allows these and nothing else. */
const WORDS = /^\^\(\?:([\w |-]+)\)\$$/;

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A tuple as JSON Schema has written it since 2020-12; TypeBox writes it as draft 7. */
function tupleOf(node: Readonly<Record<string, unknown>>): object {
  const { items, ...rest } = node;
  if (!Array.isArray(items)) return node;
  const kept = Object.entries(rest).filter(([key]) => key !== 'additionalItems');
  return { ...Object.fromEntries(kept), prefixItems: items, items: false };
}

function stringOf({ pattern, format, ...rest }: Readonly<Record<string, unknown>>): object {
  const words = typeof pattern === 'string' ? WORDS.exec(pattern)?.[1]?.split('|') : undefined;
  if (words !== undefined) return { ...rest, enum: words };
  return {
    ...rest,
    ...(pattern === undefined ? {} : { pattern }),
    ...(typeof format === 'string' ? { format: COMMON_FORMATS[format] ?? format } : {}),
  };
}

function nodeOf(node: Readonly<Record<string, unknown>>): object {
  if (node['type'] === 'string') return stringOf(node);
  return node['type'] === 'array' ? tupleOf(node) : node;
}

function converted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(converted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(nodeOf(value)).map(([key, each]) => [key, converted(each)]));
}

/**
 * What a command prints with `--json`, as JSON Schema (draft 2020-12).
 *
 * @returns undefined for a command that prints no result
 */
export function publishedSchema({ path, description, output }: CommandShape): object | undefined {
  if (output === undefined) return undefined;
  const schema = converted(output);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:jangbu:output:${path.join(':')}`,
    title: `jangbu ${path.join(' ')} --json`,
    description,
    ...(isRecord(schema) ? schema : {}),
  };
}

/** A field of what a command prints. */
export interface OutputField {
  readonly name: string;
  /** Whether it is there in any case. */
  readonly always: boolean;
}

/** What a command prints, in short: one object or a list of them, or something without fields. */
export interface OutputOutline {
  readonly isList: boolean;
  /** Whether it may be null. */
  readonly orNull: boolean;
  readonly fields: readonly OutputField[];
}

function variantsOf(schema: TSchema): readonly TSchema[] {
  return TypeGuard.IsUnion(schema) ? schema.anyOf.flatMap(variantsOf) : [schema];
}

function fieldsOf(variants: readonly TSchema[]): OutputField[] {
  const objects = variants.filter(TypeGuard.IsObject);
  const names = new Set(objects.flatMap(({ properties }) => Object.keys(properties)));
  return [...names].map((name) => ({
    name,
    always: objects.every(({ required = [] }) => required.includes(name)),
  }));
}

/** The fields of what a command prints, without what is in them. */
export function outlineOf(output: TSchema): OutputOutline {
  const variants = variantsOf(output);
  const list = variants.find(TypeGuard.IsArray);
  return {
    isList: list !== undefined,
    orNull: variants.some(TypeGuard.IsNull),
    fields: fieldsOf(list === undefined ? variants : variantsOf(list.items)),
  };
}
