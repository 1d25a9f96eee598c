import { FormatRegistry, type TSchema } from '@sinclair/typebox';
import { Errors, ValueErrorType, type ValueError } from '@sinclair/typebox/errors';

import { isinCheckDigit, leiCheckDigits } from '@jangbu/model';

/** Where something is in a YAML document: keys and positions from its root. */
export type Path = readonly (string | number)[];

/** Something wrong at a place in a document. */
export interface Fault {
  readonly path: Path;
  readonly message: string;
  /** Whether the field's name or its value is at fault; the value, where nothing is said. */
  readonly about?: 'name' | 'value';
}

/** At most this many characters, so that a node's name under it fits a certificate's common name (64). */
const LONGEST_DOMAIN = 50;
const LONGEST_NODE_NAME = 64;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

FormatRegistry.Set('domain', (text) => text.length <= LONGEST_DOMAIN && DOMAIN.test(text));
// A node's name is the common name of its certificates (X.520: 64 characters).
FormatRegistry.Set('node-name', (text) => text.length <= LONGEST_NODE_NAME && DOMAIN.test(text));

/** What a format asks for, given a value that does not meet it. */
const formats: Readonly<Record<string, (value: string) => string>> = {
  domain: () => `must be a lower-case DNS domain of at most ${LONGEST_DOMAIN} characters`,
  'node-name': () => `must be a lower-case DNS name of at most ${LONGEST_NODE_NAME} characters`,
  'host-port': () => 'must be host:port, e.g. 10.1.2.3:7051 or peer0.nh.example:7051',
  isin: isinFault,
  lei: leiFault,
  'jangbu-date': () => 'must be a date that exists, written YYYY-MM-DD',
};

/**
 * Compares a value with its schema.
 *
 * @returns every fault, one a place; the message says what is wrong in an operator's words
 */
export function shapeFaults(schema: TSchema, value: unknown): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const error of Errors(schema, value)) {
    // The first fault at a place says it best: what follows are consequences, such as the type of what is missing.
    if (!faults.has(error.path)) {
      const about = error.type === ValueErrorType.ObjectAdditionalProperties ? 'name' : 'value';
      faults.set(error.path, { path: pathOf(error.path), message: messageOf(error), about });
    }
  }
  return [...faults.values()];
}

/** Splits a JSON pointer (RFC 6901). */
function pathOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^(?:0|[1-9][0-9]*)$/.test(part) ? Number(part) : part));
}

const messages: Partial<Record<ValueErrorType, (error: ValueError) => string>> = {
  [ValueErrorType.ObjectAdditionalProperties]: () => 'is no field known here',
  [ValueErrorType.ObjectRequiredProperty]: () => 'is missing',
  [ValueErrorType.Object]: () => 'must be a mapping of fields to values',
  [ValueErrorType.Array]: () => 'must be a list',
  [ValueErrorType.ArrayUniqueItems]: () => 'must not name anything twice',
  [ValueErrorType.ArrayMinItems]: ({ schema }) => `must have at least ${limit(schema['minItems'])} entries`,
  [ValueErrorType.ArrayMaxItems]: ({ schema }) => `must have at most ${limit(schema['maxItems'])} entries`,
  [ValueErrorType.Boolean]: () => 'must be true or false',
  [ValueErrorType.Integer]: () => 'must be a whole number',
  [ValueErrorType.IntegerMinimum]: ({ schema }) => `must be at least ${limit(schema['minimum'])}`,
  [ValueErrorType.IntegerMaximum]: ({ schema }) => `must be at most ${limit(schema['maximum'])}`,
  [ValueErrorType.String]: ({ value }) =>
    isScalar(value) ? `must be text: put '${String(value)}' in quotes` : 'must be text',
  [ValueErrorType.StringMinLength]: () => 'must not be empty',
  [ValueErrorType.StringMaxLength]: ({ schema }) =>
    `must have at most ${limit(schema['maxLength'])} characters`,
  [ValueErrorType.StringFormat]: formatMessage,
  [ValueErrorType.StringPattern]: patternMessage,
};

function messageOf(error: ValueError): string {
  return messages[error.type]?.(error) ?? error.message;
}

function limit(value: unknown): string {
  return typeof value === 'number' ? String(value) : 'so many';
}

function isScalar(value: unknown): value is number | boolean {
  return typeof value === 'number' || typeof value === 'boolean';
}

function formatMessage(error: ValueError): string {
  const format: unknown = error.schema['format'];
  const say = typeof format === 'string' ? formats[format] : undefined;
  return say === undefined ? error.message : say(String(error.value));
}

function patternMessage(error: ValueError): string {
  const pattern = String(error.schema['pattern']);
  const words = /^\^\(\?:([\w |-]+)\)\$$/.exec(pattern)?.[1];
  return words === undefined ? `must match ${pattern}` : `must be one of ${words.split('|').join(', ')}`;
}

function isinFault(value: string): string {
  if (!/^[A-Z]{2}[A-Z0-9]{9}[0-9]$/.test(value)) {
    return 'must be an ISIN: two letters, nine letters or digits, and a check digit (ISO 6166)';
  }
  return `is no ISIN: its check digit should be ${isinCheckDigit(value.slice(0, 11))} (ISO 6166)`;
}

function leiFault(value: string): string {
  if (!/^[A-Z0-9]{18}[0-9]{2}$/.test(value)) {
    return 'must be an LEI: 18 upper-case letters or digits and two check digits (ISO 17442)';
  }
  return `is no LEI: its check digits should be ${leiCheckDigits(value.slice(0, 18))} (ISO 17442)`;
}
