import { MemberId } from '@jangbu/model';
import { silent } from '@jangbu/network';
import type { DevelopmentNetwork } from '@jangbu/network/devnet';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { openNetworkOf } from '../../consortium/bring-up';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { EXIT } from '../../terminal/exit-codes';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';

const Output = Type.Object({
  packageId: Type.Optional(Type.String()),
  version: Type.Optional(Type.String()),
  sequence: Type.Optional(Type.Integer({ minimum: 1 })),
  members: Type.Array(
    Type.Object({ id: MemberId, approved: Type.Optional(Type.String()), answers: Type.Boolean() }),
  ),
});

type Deployment = Awaited<ReturnType<DevelopmentNetwork['chaincodeStatus']>>;

function describe({ packageId = 'none', sequence = 0, version = 'none', members }: Deployment): string {
  const mute = members.filter(({ answers }) => !answers).map(({ id }) => id);
  const others = members.filter(({ approved }) => !approved).map(({ id }) => id);
  const but = (what: string, ids: readonly string[]): string =>
    ids.length > 0 ? `; not ${what} ${ids.join(', ')}` : '';
  return [
    `package ${packageId}`,
    `version ${version}, sequence ${sequence}`,
    `approved by ${members.length - others.length} of ${members.length}${but('by', others)}`,
    `answers at ${members.length - mute.length} of ${members.length} peers${but('at', mute)}`,
  ].join('\n');
}

async function status(options: NetworkOptions & { json?: boolean }): Promise<void> {
  const deployment = await openNetworkOf(await openNetworkContext(options), silent).chaincodeStatus();
  tell<typeof Output>(options, deployment, () => describe(deployment));
  if (!deployment.members.every(({ answers }) => answers)) process.exitCode = EXIT.FAILED;
}

/** `jangbu chaincode status`. */
export function chaincodeStatusCommand(): Command {
  return withNetworkOptions(new Command('status'))
    .description('what is deployed, who approved it, where it answers')
    .addOption(new JsonOption(Output))
    .action(status);
}
