import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FabricProfileChoices } from '@jangbu/client';
import type { ClientRole } from '@jangbu/model';
import { ContextFile } from '../contexts/context-file';
import type { ContextEntry } from '../contexts/context-schema';
import { UsageError } from '../input/usage-error';
import { variable } from '../input/variable';
import type { LedgerOptions } from './ledger-options';
import { supervisorId } from './members';
import { chosenLedger, type ChosenLedger } from './named-ledger';
import { openNetworkContext } from './network-context';

/** Where the profile of a member and its identities are. */
export interface LedgerPlace {
  /** How it was named, for messages: `context nh`, say. */
  readonly named: string;
  readonly profile: string;
  readonly choices: FabricProfileChoices;
  /** The folder of the identity for a role. @throws UsageError when there is none */
  readonly identityFor: (role: ClientRole) => string;
  /** The member's own folder, where it is known. */
  readonly folder: string | undefined;
}

/** Who is taken on a development network where nobody is named. */
export type Unnamed = 'SUPERVISOR' | 'REFUSED';

function always(folder: string): () => string {
  return () => folder;
}

function given(profile: string, identity: string | undefined, { as }: LedgerOptions): LedgerPlace {
  const file = resolve(profile);
  if (identity === undefined)
    throw new UsageError(`name the identity for the profile ${file} by --identity or $JANGBU_IDENTITY`);
  return {
    named: `profile ${file}`,
    profile: file,
    choices: { member: as },
    identityFor: always(resolve(identity)),
    folder: undefined,
  };
}

function identitiesOf(file: ContextFile, entry: ContextEntry): (role: ClientRole) => string {
  const { name, identity, identities = {}, folder } = entry;
  return (role) => {
    const chosen = identities[role] ?? identity;
    if (chosen !== undefined) return file.pathOf(chosen);
    if (folder !== undefined && entry.identities === undefined)
      return join(file.pathOf(folder), 'identities', role);
    const has = Object.keys(identities).join(', ') || 'none';
    throw new UsageError(
      `the context ${name} has no identity for the role ${role} (it has ${has}): add one with \`jangbu context set ${name} --identity-for ${role}=FOLDER\`, or name one by --identity`,
    );
  };
}

function ofContext(file: ContextFile, name: string, identity: string | undefined): LedgerPlace {
  const entry = file.context(name);
  const folder = entry.folder === undefined ? undefined : file.pathOf(entry.folder);
  const profile =
    entry.profile === undefined ? folder && join(folder, 'profile.json') : file.pathOf(entry.profile);
  if (profile === undefined)
    throw new UsageError(`${file.path}: the context ${name} names neither a profile nor a folder`);
  const { member, channel, chaincode, organization } = entry;
  return {
    named: `context ${name} of ${file.path}`,
    profile,
    choices: { member, channel, chaincode, organization },
    identityFor: identity === undefined ? identitiesOf(file, entry) : always(resolve(identity)),
    folder,
  };
}

/** The member's own folder, as `jangbu member` makes it. */
function ofFolder(given: string, identity: string | undefined): LedgerPlace {
  const folder = resolve(given);
  return {
    named: `folder ${folder}`,
    profile: join(folder, 'profile.json'),
    choices: {},
    identityFor:
      identity === undefined ? (role) => join(folder, 'identities', role) : always(resolve(identity)),
    folder,
  };
}

async function onNetwork(
  options: LedgerOptions,
  identity: string | undefined,
  unnamed: Unnamed,
): Promise<LedgerPlace> {
  const { stateDir, consortium } = await openNetworkContext(options);
  if (options.as === undefined && unnamed === 'REFUSED')
    throw new UsageError(
      'say for which member you act: --profile with --identity, --context, or --as on a development network',
    );
  const member = options.as ?? supervisorId(consortium);
  const folder = join(stateDir, 'members', member);
  if (!existsSync(folder))
    throw new UsageError(
      `${member} is no member of the network in ${stateDir}, or that was never up (elsewhere: --context, or --profile with --identity)`,
    );
  return { ...ofFolder(folder, identity), named: `member ${member} of the network in ${stateDir}` };
}

/** The variable's identity belongs to the variables' profile or context: an option that names another has its own. */
function identityOf({ identity }: LedgerOptions, { by, said }: ChosenLedger): string | undefined {
  if (identity !== undefined) return identity;
  const apart = by === 'NETWORK' || (by !== 'PROFILE' && said === 'BY_OPTION');
  return apart ? undefined : variable('JANGBU_IDENTITY');
}

/**
 * Settles where a command finds the member's profile and identity: by options, then by variables, then by the current
 * context; else on the development network.
 *
 * @param unnamed who acts on a development network where nobody is named
 * @throws UsageError when nothing names a member, or two things name different ones; ContextFileError
 */
export async function ledgerPlace(options: LedgerOptions, unnamed: Unnamed): Promise<LedgerPlace> {
  const chosen = await chosenLedger(options);
  const identity = identityOf(options, chosen);
  switch (chosen.by) {
    case 'PROFILE':
      return given(chosen.name, identity, options);
    case 'CONTEXT':
      return ofContext(await ContextFile.read(), chosen.name, identity);
    case 'FOLDER':
      return ofFolder(chosen.name, identity);
    case 'NETWORK':
      return onNetwork(options, identity, unnamed);
  }
}
