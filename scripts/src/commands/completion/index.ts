import { Argument, Command } from 'commander';
import { completionScript, SHELLS, type Shell } from '../../command-tree/completion';
import { rootOf, shapeOf } from '../../command-tree/shape';
import { withNote } from '../../language/notes';

/** `jangbu completion`. */
export function completionCommand(): Command {
  return withNote(
    new Command('completion')
      .description('print a script by which your shell completes commands and options')
      .addArgument(new Argument('<shell>', 'your shell').choices(SHELLS)),
    'bash:  source <(jangbu completion bash)',
    'zsh:   source <(jangbu completion zsh)',
    'fish:  jangbu completion fish | source',
  ).action((shell: Shell, _options, command: Command) => {
    process.stdout.write(completionScript(shell, shapeOf(rootOf(command))));
  });
}
