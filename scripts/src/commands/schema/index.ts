import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { publishedSchema } from '../../command-tree/published-schema';
import { allShapes, rootOf, shapeOf, type CommandShape } from '../../command-tree/shape';
import { UsageError } from '../../input/usage-error';
import { JsonOption } from '../../terminal/json-option';
import { json, tell } from '../../terminal/output';

/** The commands that have a schema; or one of them. */
const Output = Type.Union([Type.Array(Type.String()), Type.Record(Type.String(), Type.Unknown())]);

function schemaOf(shapes: readonly CommandShape[], words: readonly string[]): object {
  const name = words.join(' ');
  const shape = shapes.find(({ path }) => path.join(' ') === name);
  if (!shape)
    throw new UsageError(`there is no command ${name}; \`jangbu schema\` lists those with a schema`);
  const schema = publishedSchema(shape);
  if (!schema) throw new UsageError(`${name} prints no JSON; \`jangbu schema\` lists the commands that do`);
  return schema;
}

function tellSchema(words: readonly string[], options: { readonly json?: boolean }, command: Command): void {
  const shapes = allShapes(shapeOf(rootOf(command)));
  if (words.length > 0) {
    const schema = schemaOf(shapes, words);
    tell(options, schema, () => json(schema).trimEnd());
    return;
  }
  const names = shapes.filter(({ output }) => output !== undefined).map(({ path }) => path.join(' '));
  tell<typeof Output>(options, names, () => names.join('\n'));
}

/** `jangbu schema`. */
export function schemaCommand(): Command {
  return new Command('schema')
    .description(
      'what a command prints with --json, as JSON Schema; without one, the commands that have a schema',
    )
    .argument('[command...]', 'the command, e.g. trades submit')
    .addOption(new JsonOption(Output))
    .action(tellSchema);
}
