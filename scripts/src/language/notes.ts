import type { Command } from 'commander';

/** What stands below a command's help. Commander keeps such texts to itself; here they can be read and translated. */
const notes = new WeakMap<Command, string>();

/** The note below a command's help, if it has one. */
export function noteOf(command: Command): string | undefined {
  return notes.get(command);
}

/** Puts another text in the place of a command's note. */
export function setNote(command: Command, text: string): void {
  notes.set(command, text);
}

/** Adds a note below a command's help, a blank line apart. */
export function withNote(command: Command, ...lines: readonly string[]): Command {
  setNote(command, lines.join('\n'));
  return command.addHelpText('after', () => `\n${noteOf(command) ?? ''}`);
}
