import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { consortiumFiles, loadConsortium, type ConsortiumDefinition } from '@jangbu/network';
import type { Command } from 'commander';
import { UsageError } from '../input/usage-error';
import { variable } from '../input/variable';

/** Which network a command is about: its consortium file and the folder with its state. */
export interface NetworkContext {
  readonly consortium: ConsortiumDefinition;
  readonly consortiumFile: string;
  readonly stateDir: string;
}

/** The options by which every command names its network. */
export interface NetworkOptions {
  readonly consortium?: string;
  readonly state?: string;
}

/** Adds the options that name a network. */
export function withNetworkOptions(command: Command): Command {
  return command
    .option(
      '--consortium <file>',
      'the consortium file (default: KOFIA and the 21 firms, or $JANGBU_CONSORTIUM)',
    )
    .option(
      '--state <folder>',
      "the network's folder (default: .jangbu/NAME in the clone, else in the working folder; or $JANGBU_STATE)",
    );
}

/**
 * Reads the consortium file and settles where the network's state is.
 *
 * @throws UsageError when there is no such file
 * @throws ConsortiumFileError when the file is wrong; it names the lines
 */
export async function openNetworkContext(options: NetworkOptions): Promise<NetworkContext> {
  const given = options.consortium ?? variable('JANGBU_CONSORTIUM');
  const consortiumFile = given === undefined ? consortiumFiles.full : resolve(given);
  if (!existsSync(consortiumFile)) throw new UsageError(`there is no consortium file ${consortiumFile}`);
  const home = variable('JANGBU_HOME') ?? process.cwd();
  const name = basename(consortiumFile).replace(/\.[^.]+$/, '');
  const state = options.state ?? variable('JANGBU_STATE');
  return {
    consortium: await loadConsortium(consortiumFile),
    consortiumFile,
    stateDir: state === undefined ? join(home, '.jangbu', name) : resolve(state),
  };
}
