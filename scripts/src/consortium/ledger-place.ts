import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FabricProfileChoices } from '@jangbu/client';
import type { ClientRole } from '@jangbu/model';
import { ContextFile } from '../contexts/context-file';
import { ContextFileError } from '../contexts/context-file-error';
import type { ContextEntry } from '../contexts/context-schema';
import { UsageError } from '../input/usage-error';
import type { LedgerOptions } from './ledger-options';
import { openNetworkContext, type NetworkContext } from './network-context';
import { supervisorId } from './members';

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
  /** The context's name, if it is one. */
  readonly context: string | undefined;
  /** The development network, if it is one's. */
  readonly network: NetworkContext | undefined;
}

/** Who is taken on a development network where nobody is named. */
export type Unnamed = 'SUPERVISOR' | 'REFUSED';

function always(folder: string): () => string {
  return () => folder;
}

/** What a variable says; empty is as if it were not set. */
function variable(name: string): string | undefined {
  return process.env[name] || undefined;
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
    context: undefined,
    network: undefined,
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
    throw new ContextFileError(`${file.path}: the context ${name} names neither a profile nor a folder`);
  const { member, channel, chaincode, organization } = entry;
  return {
    named: `context ${name} of ${file.path}`,
    profile,
    choices: { member, channel, chaincode, organization },
    identityFor: identity === undefined ? identitiesOf(file, entry) : always(resolve(identity)),
    folder,
    context: name,
    network: undefined,
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
    context: undefined,
    network: undefined,
  };
}

async function onNetwork(
  options: LedgerOptions,
  identity: string | undefined,
  unnamed: Unnamed,
): Promise<LedgerPlace> {
  const network = await openNetworkContext(options);
  const { stateDir, consortium } = network;
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
  return {
    named: `member ${member} of the network in ${stateDir}`,
    profile: join(folder, 'profile.json'),
    choices: {},
    identityFor:
      identity === undefined ? (role) => join(folder, 'identities', role) : always(resolve(identity)),
    folder,
    context: undefined,
    network,
  };
}

function refuseTwoNames(options: LedgerOptions): void {
  const { profile, context, folder, state, consortium } = options;
  const named = Object.entries({ profile, context, folder, state: state ?? consortium }).filter(
    ([, value]) => value,
  );
  if (named.length > 1)
    throw new UsageError(
      `--${named.map(([name]) => name).join(' and --')} name two ledgers: give one of them`,
    );
}

/** Which way of naming a ledger is taken, and whether an option says so. */
interface Way {
  readonly by: 'PROFILE' | 'CONTEXT' | 'FOLDER' | 'NETWORK' | 'UNSAID';
  readonly name: string;
  readonly said: 'BY_OPTION' | 'BY_VARIABLE' | 'NOT';
}

type Named = Readonly<Record<'profile' | 'context' | 'folder' | 'network', string | undefined>>;

function wayOf({ profile, context, folder, network }: Named): Omit<Way, 'said'> | undefined {
  if (profile !== undefined) return { by: 'PROFILE', name: profile };
  if (context !== undefined) return { by: 'CONTEXT', name: context };
  if (folder !== undefined) return { by: 'FOLDER', name: folder };
  return network === undefined ? undefined : { by: 'NETWORK', name: network };
}

/** Options come before variables, and these before what the file of contexts has as current. */
function chosenWay({ profile, context, folder, state, consortium }: LedgerOptions): Way {
  const byOption = wayOf({ profile, context, folder, network: state ?? consortium });
  if (byOption) return { ...byOption, said: 'BY_OPTION' };
  const byVariable = wayOf({
    profile: variable('JANGBU_PROFILE'),
    context: variable('JANGBU_CONTEXT'),
    folder: variable('JANGBU_FOLDER'),
    network: variable('JANGBU_STATE') ?? variable('JANGBU_CONSORTIUM'),
  });
  return byVariable ? { ...byVariable, said: 'BY_VARIABLE' } : { by: 'UNSAID', name: '', said: 'NOT' };
}

/** The variable's identity belongs to the variables' profile or context: an option that names another has its own. */
function identityOf({ identity }: LedgerOptions, { by, said }: Way): string | undefined {
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
  refuseTwoNames(options);
  const way = chosenWay(options);
  const identity = identityOf(options, way);
  switch (way.by) {
    case 'PROFILE':
      return given(way.name, identity, options);
    case 'CONTEXT':
      return ofContext(await ContextFile.read(), way.name, identity);
    case 'FOLDER':
      return ofFolder(way.name, identity);
    case 'NETWORK':
      return onNetwork(options, identity, unnamed);
    case 'UNSAID': {
      const file = await ContextFile.read();
      return file.current === undefined
        ? onNetwork(options, options.identity, unnamed)
        : ofContext(file, file.current, identity);
    }
  }
}
