import { closed, DateText, oneOf } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import { opened } from '../outputs/open';
import { program } from '../program';
import { outlineOf, publishedSchema } from './published-schema';
import { allShapes, shapeOf } from './shape';

const shapes = allShapes(shapeOf(program('en')));
const leaves = shapes.filter(({ commands }) => commands.length === 0);

/** Those that print no result. Each has its reason; nothing else is let off. */
const WITHOUT: Readonly<Record<string, string>> = {
  completion: 'a script for a shell',
  'network logs': 'the lines of a log, as they are',
  'node logs': 'the lines of a log, as they are',
};

/** Every object in a schema, itself included. */
function* nodesOf(value: unknown): Iterable<object> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield value;
  for (const each of Object.values(value)) yield* nodesOf(each);
}

test('every command that prints a result says what it looks like', () => {
  const without = leaves.filter(({ output }) => output === undefined).map(({ path }) => path.join(' '));
  expect(without.sort()).toEqual(Object.keys(WITHOUT).sort());
});

test('every result is an object, a list or null: a program finds fields by their names', () => {
  const bare = leaves.filter(({ output }) => output && outlineOf(output).fields.length === 0);
  // What it prints is a schema, which has the fields of its kind.
  expect(bare.map(({ path }) => path.join(' '))).toEqual(['schema']);
});

describe.each(leaves.filter(({ output }) => output).map((shape) => [shape.path.join(' '), shape] as const))(
  'the schema of `%s`',
  (name, shape) => {
    const nodes = [...nodesOf(publishedSchema(shape))];

    test('is JSON Schema 2020-12 with a name of its own', () => {
      expect(publishedSchema(shape)).toMatchObject({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: `urn:jangbu:output:${name.replaceAll(' ', ':')}`,
        title: `jangbu ${name} --json`,
      });
    });

    test('is open: a later version may add fields', () => {
      expect(nodes.filter((node) => Reflect.get(node, 'additionalProperties') === false)).toEqual([]);
    });

    test('has a choice of words as a list of them', () => {
      const patterns = nodes.map((node): unknown => Reflect.get(node, 'pattern'));
      expect(patterns.filter((each) => /^\^\(\?:[^[]*\)\$$/.test(String(each)))).toEqual([]);
    });

    test('uses no word of an older draft, and no format of our own that has a common name', () => {
      expect(nodes.filter((node) => 'additionalItems' in node)).toEqual([]);
      expect(nodes.filter((node) => Array.isArray(Reflect.get(node, 'items')))).toEqual([]);
      expect(nodes.filter((node) => Reflect.get(node, 'format') === 'jangbu-date')).toEqual([]);
    });
  },
);

test('a document of the ledger is published with what programs know', () => {
  const output = opened(
    closed({
      pair: Type.Tuple([Type.String(), Type.String()]),
      date: Type.Optional(DateText),
      status: oneOf('OPEN', 'CLOSED'),
      seen: oneOf('by 1 peer', 'not-seen'),
    }),
  );
  const shape = { path: ['a', 'b'], description: 'x', usage: '', options: [], arguments: [], commands: [] };
  expect(publishedSchema({ ...shape, output })).toEqual({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:jangbu:output:a:b',
    title: 'jangbu a b --json',
    description: 'x',
    type: 'object',
    required: ['pair', 'status', 'seen'],
    properties: {
      pair: {
        type: 'array',
        prefixItems: [{ type: 'string' }, { type: 'string' }],
        items: false,
        minItems: 2,
        maxItems: 2,
      },
      date: { type: 'string', format: 'date' },
      status: { type: 'string', enum: ['OPEN', 'CLOSED'] },
      seen: { type: 'string', enum: ['by 1 peer', 'not-seen'] },
    },
  });
});

test('an outline tells which fields are there in any case', () => {
  const one = Type.Object({ a: Type.String(), b: Type.Optional(Type.String()) });
  const other = Type.Object({ a: Type.String(), c: Type.String() });
  expect(outlineOf(Type.Union([Type.Array(Type.Union([one, other])), Type.Null()]))).toEqual({
    isList: true,
    orNull: true,
    fields: [
      { name: 'a', always: true },
      { name: 'b', always: false },
      { name: 'c', always: false },
    ],
  });
});
