import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { ContextFile } from '../../contexts/context-file';
import { ContextEntry } from '../../contexts/context-schema';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';
import { table } from '../../terminal/table';

const Output = Type.Object({
  file: Type.String(),
  current: Type.Union([Type.String(), Type.Null()]),
  contexts: Type.Array(ContextEntry),
});

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
  tell<typeof Output>(options, { file: path, current, contexts }, () => describe(file));
}

/** `jangbu context list`. */
export function listContextsCommand(): Command {
  return new Command('list')
    .description('all contexts; the current one is marked')
    .addOption(new JsonOption(Output))
    .action(list);
}
