import { RefusedError } from '@jangbu/client';
import { DayTime, dayTimeOf, MemberId, MspId, RoleSource, roleSourceOf } from '@jangbu/model';
import { contractsStatus, silent } from '@jangbu/network';
import type { DevelopmentNetwork } from '@jangbu/network/devnet';
import { Type } from '@sinclair/typebox';
import { Command } from 'commander';
import { openNetworkOf } from '../../consortium/bring-up';
import type { LedgerContext } from '../../consortium/ledger-context';
import { withLedgerOptions } from '../../consortium/ledger-options';
import { namesMember } from '../../consortium/named-ledger';
import { openNetworkContext } from '../../consortium/network-context';
import { EXIT } from '../../terminal/exit-codes';
import { tell } from '../../terminal/output';
import { readerRole } from '../member-options';
import { withOwnContracts, type PeerOptions } from './own-contracts';
import { contractsStatusText } from './status-text';

const DefinitionStatus = Type.Object({
  sequence: Type.Integer({ minimum: 1 }),
  version: Type.String(),
  endorsementPolicy: Type.String(),
  packageId: Type.Optional(Type.String()),
  approvedBy: Type.Array(MspId),
  notApprovedBy: Type.Array(MspId),
});

/** As one member sees it. */
const OwnContracts = Type.Object({
  channel: Type.String(),
  chaincode: Type.String(),
  mspId: MspId,
  committed: Type.Optional(DefinitionStatus),
  proposed: Type.Optional(DefinitionStatus),
  peers: Type.Array(
    Type.Object({
      peer: Type.String(),
      installed: Type.Optional(Type.Array(Type.String())),
      problem: Type.Optional(Type.String()),
      answers: Type.Boolean(),
    }),
  ),
  /** Where the contracts read what a client may do, once the ledger is founded. */
  roles: Type.Optional(RoleSource),
  /** By what the business day moves, likewise. */
  time: Type.Optional(DayTime),
});

/** On a development network. */
const AllContracts = Type.Object({
  packageId: Type.Optional(Type.String()),
  version: Type.Optional(Type.String()),
  sequence: Type.Optional(Type.Integer({ minimum: 1 })),
  members: Type.Array(
    Type.Object({ id: MemberId, approved: Type.Optional(Type.String()), answers: Type.Boolean() }),
  ),
});

const Output = Type.Union([OwnContracts, AllContracts]);

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

/** What a ledger's founders agreed on; nothing as long as it is not founded. */
async function agreed(own: LedgerContext): Promise<{ roles?: RoleSource; time?: DayTime }> {
  try {
    const members = await own.withLedger(readerRole(own), (ledger) => ledger.consortium.members());
    return { roles: roleSourceOf(members), time: dayTimeOf(members) };
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'NOT_FOUNDED') return {};
    throw error;
  }
}

async function status(options: PeerOptions): Promise<void> {
  if (await namesMember(options)) {
    const found = await withOwnContracts(options, async (contracts, own) => {
      const seen = await contractsStatus(contracts);
      return { ...seen, ...(seen.peers.some(({ answers }) => answers) ? await agreed(own) : {}) };
    });
    tell<typeof OwnContracts>(options, found, contractsStatusText(found));
    if (!found.peers.every(({ answers }) => answers)) process.exitCode = EXIT.FAILED;
    return;
  }
  const deployment = await openNetworkOf(await openNetworkContext(options), silent).chaincodeStatus();
  tell<typeof AllContracts>(options, deployment, describe(deployment));
  if (!deployment.members.every(({ answers }) => answers)) process.exitCode = EXIT.FAILED;
}

/** `jangbu chaincode status`. */
export function chaincodeStatusCommand(): Command {
  return withLedgerOptions(new Command('status'), Output)
    .description(
      'what is deployed, who approved it, where it answers: as one member sees it, or on a development network; exit 1 unless it answers everywhere',
    )
    .option('--peer <name>', 'ask this one of the own peers only')
    .action(status);
}
