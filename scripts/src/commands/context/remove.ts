import { Command } from 'commander';
import { ContextFile } from '../../contexts/context-file';
import { tell } from '../../terminal/output';

async function remove(name: string, options: { readonly json?: boolean }): Promise<void> {
  const file = await ContextFile.read();
  await file.remove(name);
  const told = { file: file.path, removed: name };
  tell(options, told, `context ${name} is forgotten; the files that it named stay`);
}

/** `jangbu context remove`. */
export function removeContextCommand(): Command {
  return new Command('remove')
    .description('forget a context; the files that it names stay')
    .argument('<name>')
    .option('--json', 'as JSON')
    .action(remove);
}
