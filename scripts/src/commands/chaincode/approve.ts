import { existsSync } from 'node:fs';
import { approveContracts, policyText, readPackage, type Approval } from '@jangbu/network';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { withLedgerOptions } from '../../consortium/ledger-options';
import { UsageError } from '../../input/usage-error';
import { countOf } from '../../input/whole-numbers';
import { tell } from '../../terminal/output';
import { Definition, definitionFields, withOwnContracts, type PeerOptions } from './own-contracts';

interface ApproveOptions extends PeerOptions {
  readonly packageId?: string;
  readonly version?: string;
  readonly sequence?: number;
  readonly policy?: string;
}

const Output = Type.Object({
  ...Definition.properties,
  packageId: Type.String(),
  approvedNow: Type.Boolean(),
  inForce: Type.Boolean(),
});

const PACKAGE_ID = /^(.+):[0-9a-f]{64}$/;

/** @throws UsageError when it is named twice, or not at all */
async function packageIdOf(file: string | undefined, given: string | undefined): Promise<string> {
  if ((file === undefined) === (given === undefined))
    throw new UsageError('name the package: its file, or its id by --package-id');
  if (file !== undefined && existsSync(file)) return (await readPackage(file)).id;
  const id = given ?? file ?? '';
  if (PACKAGE_ID.test(id)) return id;
  throw new UsageError(
    given === undefined
      ? `there is no package ${id}`
      : `a package id is its label, a colon and 64 hexadecimal digits, not '${id}'`,
  );
}

/** Our packages' labels end in the version. */
function versionOf(packageId: string): string {
  const found = /_([^_:]+):[^:]*$/.exec(packageId)?.[1];
  if (found !== undefined) return found;
  throw new UsageError(`the label of ${packageId} names no version; give one by --version`);
}

function describe({ definition, packageId, approvedNow, inForce }: Approval): string {
  const { name, sequence, version } = definition;
  return [
    `${approvedNow ? 'approved' : 'had approved'}: definition ${sequence} of ${name}, version ${version}, ${policyText(definition)}`,
    `from package ${packageId}`,
    inForce
      ? 'it is in force'
      : 'it comes into force with `jangbu chaincode commit` once enough members have approved it',
  ].join('\n');
}

async function approve(file: string | undefined, options: ApproveOptions): Promise<void> {
  const packageId = await packageIdOf(file, options.packageId);
  const { version = versionOf(packageId), sequence, policy: endorsementPolicy } = options;
  const approval = await withOwnContracts(options, (own) =>
    approveContracts(own, { packageId, version, sequence, endorsementPolicy }),
  );
  const { definition, ...rest } = approval;
  tell<typeof Output>(options, { ...definitionFields(definition), ...rest }, describe(approval));
}

/** `jangbu chaincode approve`. */
export function approveChaincodeCommand(): Command {
  return withLedgerOptions(new Command('approve'), Output)
    .description('approve a definition for the member: the one in force if it has not, or the next')
    .argument('[package]', "the package's file")
    .option('--package-id <id>', 'the package by its id instead, where it is installed already')
    .option('--version <version>', "the definition's version (default: what the package's label says)")
    .option('--sequence <number>', 'which definition (default: found from what is in force)', countOf)
    .option(
      '--policy <path>',
      "the channel's policy for endorsements (default: /Channel/Application/Majority where the channel has it, else Endorsement)",
    )
    .action(approve);
}
