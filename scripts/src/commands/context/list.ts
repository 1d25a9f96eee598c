import { Command } from 'commander';
import { ContextFile } from '../../contexts/context-file';
import { tell } from '../../terminal/output';
import { table } from '../../terminal/table';

function describe(file: ContextFile): string {
  if (file.contexts.length === 0) return `no contexts in ${file.path}; \`jangbu context set\` makes one`;
  const columns = ['', 'context', 'profile or folder', 'identities'].map((title) => ({ title }));
  const rows = file.contexts.map(({ name, profile, folder, identity, identities = {} }) => [
    name === file.current ? '*' : '',
    name,
    file.pathOf(profile ?? folder ?? ''),
    [...Object.keys(identities), ...(identity === undefined ? [] : ['any role'])].join(', '),
  ]);
  return table(columns, rows);
}

async function list(options: { readonly json?: boolean }): Promise<void> {
  const file = await ContextFile.read();
  const { path, current = null, contexts } = file;
  tell(options, { file: path, current, contexts }, () => describe(file));
}

/** `jangbu context list`. */
export function listContextsCommand(): Command {
  return new Command('list')
    .description('all contexts; the current one is marked')
    .option('--json', 'as JSON')
    .action(list);
}
