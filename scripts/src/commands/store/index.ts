import { Command } from 'commander';
import { withNote } from '../../language/notes';
import { followCommand } from './follow';
import { rebuildCommand } from './rebuild';
import { storeStatusCommand } from './status';

/** `jangbu store`: a member's read model in SQL. */
export function storeCommand(): Command {
  return withNote(
    new Command('store')
      .description("a member's own view of the ledger, in SQL")
      .addCommand(followCommand())
      .addCommand(rebuildCommand())
      .addCommand(storeStatusCommand()),
    'A folder is open in one process at a time; a PostgreSQL database in any number. End it when you like:',
    'it goes on where it was. docs/read-model.md describes the tables (schema jangbu).',
  );
}
