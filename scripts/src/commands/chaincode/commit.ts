import { MspId } from '@jangbu/model';
import { commitContracts, untilInterrupted, type Commitment } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { withLedgerOptions } from '../../consortium/ledger-options';
import { tell } from '../../terminal/output';
import { Definition, definitionFields, withOwnContracts, type PeerOptions } from './own-contracts';

const Output = Type.Object({
  ...Definition.properties,
  committedNow: Type.Boolean(),
  endorsedBy: Type.Array(MspId),
  notApprovedBy: Type.Array(MspId),
});

function describe({ definition, committedNow, endorsedBy, notApprovedBy }: Commitment): string {
  const { name, sequence, version } = definition;
  return [
    `definition ${sequence} of ${name}, version ${version}, ${committedNow ? 'is in force now' : 'was in force already'}`,
    ...(endorsedBy.length > 0 ? [`endorsed by ${endorsedBy.join(', ')}`] : []),
    ...(notApprovedBy.length > 0
      ? [`not approved by ${notApprovedBy.join(', ')}: until they approve it, they cannot endorse`]
      : []),
  ].join('\n');
}

async function commit(options: PeerOptions): Promise<void> {
  const commitment = await untilInterrupted((signal) =>
    withOwnContracts(options, (own) => commitContracts(own, signal)),
  );
  const { definition, ...rest } = commitment;
  tell<typeof Output>(options, { ...definitionFields(definition), ...rest }, describe(commitment));
}

/** `jangbu chaincode commit`. */
export function commitChaincodeCommand(): Command {
  return withLedgerOptions(new Command('commit'), Output)
    .description('put the definition that the member approved in force, once enough members have approved it')
    .option('--peer <name>', 'through the gateway of this one of the own peers')
    .action(commit);
}
