import { Command } from 'commander';
import { ContextFile } from '../../contexts/context-file';
import { tell } from '../../terminal/output';

async function use(name: string, options: { readonly json?: boolean }): Promise<void> {
  const file = await ContextFile.read();
  await file.use(name);
  tell(options, { file: file.path, current: name }, `the current context is ${name}`);
}

/** `jangbu context use`. */
export function useContextCommand(): Command {
  return new Command('use')
    .description('take a context from now on where none is named')
    .argument('<name>')
    .option('--json', 'as JSON')
    .action(use);
}
