import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { ContextFile } from '../../contexts/context-file';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';

const Output = Type.Object({ file: Type.String(), current: Type.String() });

async function use(name: string, options: { readonly json?: boolean }): Promise<void> {
  const path = await ContextFile.change((file) => {
    file.use(name);
    return file.path;
  });
  tell<typeof Output>(options, { file: path, current: name }, `the current context is ${name}`);
}

/** `jangbu context use`. */
export function useContextCommand(): Command {
  return new Command('use')
    .description('take a context from now on where none is named')
    .argument('<name>')
    .addOption(new JsonOption(Output))
    .action(use);
}
