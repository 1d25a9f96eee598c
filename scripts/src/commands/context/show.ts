import { clientRoles, MemberId, MspId } from '@jangbu/model';
import { Type, type Static } from '@sinclair/typebox';
import { Command } from 'commander';
import { openLedgerContext, type LedgerContext } from '../../consortium/ledger-context';
import { ContextFile } from '../../contexts/context-file';
import { UsageError } from '../../input/usage-error';
import { variable } from '../../input/variable';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';

/** Folders by role, of those roles for which there is one. */
function identitiesOf(context: LedgerContext): Readonly<Record<string, string>> {
  const has = clientRoles.filter((role) => context.hasIdentity(role));
  return Object.fromEntries(has.map((role) => [role, context.identityFolder(role)]));
}

const Output = Type.Object({
  name: Type.String(),
  member: MemberId,
  mspId: MspId,
  channel: Type.String(),
  chaincode: Type.String(),
  profile: Type.String(),
  folder: Type.Union([Type.String(), Type.Null()]),
  documents: Type.String(),
  /** Folders by role. */
  identities: Type.Record(Type.String(), Type.String()),
  peers: Type.Array(Type.Object({ name: Type.String(), address: Type.String() })),
});
type Told = Static<typeof Output>;

function describe(told: Told): string {
  const rows = [
    ['context', told.name],
    ['member', `${told.member} (${told.mspId})`],
    ['ledger', `channel ${told.channel}, chaincode ${told.chaincode}`],
    ['profile', told.profile],
    ...(told.folder === null ? [] : [['folder', told.folder]]),
    ['documents', told.documents],
    ...told.peers.map(({ name, address }) => ['peer', `${name} at ${address}`]),
    ...Object.entries(told.identities).map(([role, path]) => [`as ${role}`, path]),
  ];
  const width = Math.max(...rows.map(([title = '']) => title.length));
  return rows.map(([title = '', text = '']) => `${title.padEnd(width)}  ${text}`).join('\n');
}

async function show(given: string | undefined, options: { readonly json?: boolean }): Promise<void> {
  const file = await ContextFile.read();
  const name = given ?? variable('JANGBU_CONTEXT') ?? file.current;
  if (!name) throw new UsageError(`name a context: ${file.path} has no current one`);
  const context = await openLedgerContext({ context: name });
  const { memberId: member, mspId, profileFile, profile, folder = null } = context;
  const { channel, chaincode } = profile;
  const told = {
    name,
    member,
    mspId,
    channel,
    chaincode,
    profile: profileFile,
    folder,
    documents: context.keptIn('documents'),
    identities: identitiesOf(context),
    peers: profile.peers.map(({ name: peer, address }) => ({ name: peer, address })),
  };
  tell<typeof Output>(options, told, () => describe(told));
}

/** `jangbu context show`. */
export function showContextCommand(): Command {
  return new Command('show')
    .description('what a context comes to: member, peers, where its identities and documents are')
    .argument('[name]', 'the context (default: $JANGBU_CONTEXT, or the current one)')
    .addOption(new JsonOption(Output))
    .action(show);
}
