import { MemberId } from '@jangbu/model';
import { advice, untilInterrupted } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import colours from 'picocolors';
import { bringUp, otherContractsNote } from '../../consortium/bring-up';
import { freeTimeNote } from '../../consortium/day-time-text';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { JsonOption } from '../../terminal/json-option';
import { news, tell } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';

const Output = Type.Object({
  channel: Type.String(),
  members: Type.Array(MemberId),
  state: Type.String(),
  /** The package in force; absent where none was deployed. */
  packageId: Type.Optional(Type.String()),
  /** The package at hand, where that is another one. */
  otherAtHand: Type.Optional(Type.String()),
  /** Nodes that were started now. */
  started: Type.Array(Type.String()),
});

async function up(options: NetworkOptions & { json?: boolean }): Promise<void> {
  const context = await openNetworkContext(options);
  const { consortium } = context;
  const note = (line: string): void => {
    news(`${colours.yellow('note:')} ${line}`);
  };
  advice(consortium).forEach(note);
  const loudly = freeTimeNote(consortium);
  if (loudly !== undefined) note(loudly);
  const result = await untilInterrupted((signal, forced) =>
    withProgress((progress) => bringUp(context, progress, { signal, forced })),
  );
  const other = otherContractsNote(result);
  if (other !== undefined) note(other);
  const { channel, members } = consortium;
  tell<typeof Output>(
    options,
    { channel, members: members.map(({ id }) => id), state: context.stateDir, ...result },
    `${members.length} members are up on channel ${channel}`,
  );
}

/** `jangbu network up`. */
export function networkUpCommand(): Command {
  return withNetworkOptions(new Command('up'))
    .description('bring it up, with the ledger that it has; mends what is down')
    .addOption(new JsonOption(Output))
    .action(up);
}
