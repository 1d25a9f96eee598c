import { MspId } from '@jangbu/model';
import { untilInterrupted } from '@jangbu/network';
import type { Deployment } from '@jangbu/network/devnet';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { deployContracts } from '../../consortium/bring-up';
import {
  openNetworkContext,
  withNetworkOptions,
  type NetworkOptions,
} from '../../consortium/network-context';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';

const Output = Type.Object({
  packageId: Type.String(),
  sequence: Type.Integer({ minimum: 1 }),
  version: Type.String(),
  changed: Type.Boolean(),
  notApprovedBy: Type.Array(MspId),
});

function describe({ packageId, sequence, version, changed, notApprovedBy }: Deployment): string {
  const what = `${packageId} is in force (version ${version}, sequence ${sequence})`;
  const away =
    notApprovedBy.length === 0
      ? ''
      : `\nnot approved by ${notApprovedBy.join(', ')}: they can't endorse until \`jangbu network up\` lets them`;
  return `${what}${changed ? '' : '; nothing had to be done'}${away}`;
}

async function deploy(options: NetworkOptions & { readonly json?: boolean }): Promise<void> {
  const context = await openNetworkContext(options);
  const deployment = await untilInterrupted((signal) =>
    withProgress((progress) => deployContracts(context, progress, signal)),
  );
  tell<typeof Output>(options, deployment, () => describe(deployment));
}

/** `jangbu chaincode deploy`. */
export function deployChaincodeCommand(): Command {
  return withNetworkOptions(new Command('deploy'))
    .description(
      'development network: put the contracts at hand in force, as a majority of its members; upgrades',
    )
    .addOption(new JsonOption(Output))
    .action(deploy);
}
