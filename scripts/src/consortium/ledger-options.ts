import type { TSchema } from '@sinclair/typebox';
import type { Command } from 'commander';
import { JsonOption } from '../terminal/json-option';
import { withNetworkOptions, type NetworkOptions } from './network-context';

/** The options by which a command names a member's profile and identity. */
export interface LedgerOptions extends NetworkOptions {
  readonly profile?: string;
  readonly identity?: string;
  readonly context?: string;
  readonly folder?: string;
  readonly as?: string;
  readonly json?: boolean;
}

/**
 * Adds the options that say for which member a command acts, and how it reaches the ledger; and `--json`.
 *
 * @param output what it prints with `--json`
 */
export function withLedgerOptions(command: Command, output: TSchema): Command {
  return withNetworkOptions(
    command
      .addOption(new JsonOption(output))
      .optionsGroup('Which member, and which ledger (the first of these that is given):')
      .option('--profile <file>', "the member's connection profile (or $JANGBU_PROFILE)")
      .option('--identity <folder>', 'the folder with its certificate and key (or $JANGBU_IDENTITY)')
      .option('--context <name>', 'a context by its name: see `jangbu context` (or $JANGBU_CONTEXT)')
      .option('--folder <folder>', "the member's own folder (or $JANGBU_FOLDER)")
      .option('--as <member>', 'the member for which you act, on a development network'),
  ).optionsGroup('Options:');
}
