import { Command } from 'commander';
import { withNote } from '../../language/notes';
import { listContextsCommand } from './list';
import { removeContextCommand } from './remove';
import { setContextCommand } from './set';
import { showContextCommand } from './show';
import { useContextCommand } from './use';

/** `jangbu context`: under which names the profiles and identities of this machine's user are known. */
export function contextCommand(): Command {
  return withNote(
    new Command('context')
      .description('for which member commands act: profile and identities under a name')
      .addCommand(listContextsCommand())
      .addCommand(showContextCommand())
      .addCommand(setContextCommand())
      .addCommand(useContextCommand())
      .addCommand(removeContextCommand()),
    'Contexts are in $JANGBU_CONFIG, or in ~/.config/jangbu/config.yaml: names of files, never keys. Paths in it',
    'are seen from its folder. An option or a variable (--context, $JANGBU_CONTEXT) comes before the current one.',
  );
}
