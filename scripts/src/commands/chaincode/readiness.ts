import { MspId } from '@jangbu/model';
import { contractsReadiness, policyText, type Readiness } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { withLedgerOptions } from '../../consortium/ledger-options';
import { EXIT } from '../../terminal/exit-codes';
import { tell } from '../../terminal/output';
import { Definition, definitionFields, withOwnContracts, type PeerOptions } from './own-contracts';

const Output = Type.Object({
  ...Definition.properties,
  inForce: Type.Boolean(),
  approvedBy: Type.Array(MspId),
  notApprovedBy: Type.Array(MspId),
  /** What members have approved otherwise under this sequence, by their MSP ids. */
  approvedOtherwise: Type.Record(Type.String(), Type.Array(Type.String())),
  /** How many more must approve it; absent where the channel's policy does not tell. */
  missing: Type.Optional(Type.Integer({ minimum: 0 })),
});

function describe({
  definition,
  inForce,
  approvedBy,
  notApprovedBy,
  approvedOtherwise,
  missing,
}: Readiness): string {
  const { name, sequence, version } = definition;
  const all = approvedBy.length + notApprovedBy.length;
  const next = missing === undefined ? 'it cannot be committed' : `${missing} more must approve it`;
  return [
    `definition ${sequence} of ${name}, version ${version}, ${policyText(definition)}`,
    `approved by ${approvedBy.length} of ${all}: ${approvedBy.join(', ') || 'nobody'}`,
    ...(notApprovedBy.length > 0 ? [`not by ${notApprovedBy.join(', ')}`] : []),
    ...Object.entries(approvedOtherwise).map(
      ([mspId, items]) => `${mspId} has approved another ${items.join(' and ')} under this sequence`,
    ),
    inForce ? 'it is in force' : missing === 0 ? 'it can be committed: `jangbu chaincode commit`' : next,
  ].join('\n');
}

async function readiness(options: PeerOptions): Promise<void> {
  const found = await withOwnContracts(options, contractsReadiness);
  const { definition, ...rest } = found;
  tell<typeof Output>(options, { ...definitionFields(definition), ...rest }, describe(found));
  if (found.missing !== 0) process.exitCode = EXIT.FAILED;
}

/** `jangbu chaincode readiness`. */
export function chaincodeReadinessCommand(): Command {
  return withLedgerOptions(new Command('readiness'), Output)
    .description(
      'who has approved the definition that the member approved last, as its own peer has seen; exit 1 unless that is enough',
    )
    .option('--peer <name>', 'ask this one of the own peers')
    .action(readiness);
}
