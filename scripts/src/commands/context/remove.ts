import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { ContextFile } from '../../contexts/context-file';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';

const Output = Type.Object({ file: Type.String(), removed: Type.String() });

async function remove(name: string, options: { readonly json?: boolean }): Promise<void> {
  const path = await ContextFile.change((file) => {
    file.remove(name);
    return file.path;
  });
  const told = { file: path, removed: name };
  tell<typeof Output>(options, told, `context ${name} is forgotten; the files that it named stay`);
}

/** `jangbu context remove`. */
export function removeContextCommand(): Command {
  return new Command('remove')
    .description('forget a context; the files that it names stay')
    .argument('<name>')
    .addOption(new JsonOption(Output))
    .action(remove);
}
