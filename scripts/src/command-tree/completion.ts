import { bashCompletion } from './completion-bash';
import { fishCompletion } from './completion-fish';
import { zshCompletion } from './completion-zsh';
import type { CommandShape } from './shape';

/** The shells for which there is completion. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const WRITERS: Readonly<Record<Shell, (root: CommandShape) => string>> = {
  bash: bashCompletion,
  zsh: zshCompletion,
  fish: fishCompletion,
};

/**
 * A script by which a shell completes the command line. It holds the whole tree, so completing starts no program.
 *
 * @param root the program's shape
 */
export function completionScript(shell: Shell, root: CommandShape): string {
  return WRITERS[shell](root);
}
