import { resolve } from 'node:path';
import { identityFromFolder, readProfile } from '@jangbu/client';
import { clientRoles, isClientRole, type ClientRole } from '@jangbu/model';
import { Type, type Static } from '@sinclair/typebox';
import { Command, Option } from 'commander';
import { ContextFile } from '../../contexts/context-file';
import { ContextEntry, contextFileChecker } from '../../contexts/context-schema';
import { UsageError } from '../../input/usage-error';
import { JsonOption } from '../../terminal/json-option';
import { tell } from '../../terminal/output';

type RoleFolders = Partial<Record<ClientRole, string>>;

interface SetOptions {
  readonly profile?: string;
  readonly identity?: string;
  readonly identityFor?: RoleFolders;
  readonly folder?: string;
  readonly member?: string;
  readonly channel?: string;
  readonly chaincode?: string;
  readonly organization?: string;
  readonly use?: boolean;
  readonly json?: boolean;
}

const Output = Type.Object({ file: Type.String(), current: Type.Boolean(), context: ContextEntry });

/** `ROLE=FOLDER`, given as often as there are roles. */
function roleFolder(given: string, before: RoleFolders = {}): RoleFolders {
  const at = given.indexOf('=');
  const [role, folder] = [given.slice(0, at), given.slice(at + 1)];
  if (at < 0 || !isClientRole(role) || folder === '')
    throw new UsageError(`--identity-for ${given}: write ROLE=FOLDER; roles are ${clientRoles.join(', ')}`);
  return { ...before, [role]: resolve(folder) };
}

/** Only what is given: a field that is undefined would be written. */
function withoutEmpty(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** The fields that the options name, as the file has them: paths in full, wherever the command is called from. */
function namedFields(before: RoleFolders, options: SetOptions): Partial<ContextEntry> {
  const { profile, identity, folder, member, channel, chaincode, organization, identityFor } = options;
  const path = (given: string | undefined): string | undefined => given && resolve(given);
  const identities = identityFor && { ...before, ...identityFor };
  const paths = { profile: path(profile), folder: path(folder), identity: path(identity) };
  return withoutEmpty({
    ...paths,
    identities,
    member,
    channel,
    chaincode,
    organization,
  });
}

function merged(name: string, before: ContextEntry | undefined, options: SetOptions): ContextEntry {
  const entry = { ...before, name, ...namedFields(before?.identities ?? {}, options) };
  const content: unknown = { contexts: [entry] };
  if (contextFileChecker.fits(content)) return entry;
  const [problem] = contextFileChecker.problems(content);
  throw new UsageError(`${(problem?.path ?? '').replace('/contexts/0/', '')}: ${problem?.message ?? ''}`);
}

/** What does not work is better told now than by the first command that needs it. */
async function tryOut(file: ContextFile, entry: ContextEntry): Promise<void> {
  const { profile, folder, identity, identities = {}, member, channel, chaincode, organization } = entry;
  if (profile === undefined && folder === undefined)
    throw new UsageError("give a --profile, or the member's own --folder with profile.json in it");
  const path =
    profile === undefined ? resolve(file.pathOf(folder ?? ''), 'profile.json') : file.pathOf(profile);
  await readProfile(path, { member, channel, chaincode, organization });
  for (const each of [identity, ...Object.values(identities)])
    if (each !== undefined) await identityFromFolder(file.pathOf(each));
}

/** Puts the context in the file. @returns what became of it */
async function put(file: ContextFile, name: string, options: SetOptions): Promise<Static<typeof Output>> {
  const isFirst = file.contexts.length === 0;
  const before = file.contexts.find((each) => each.name === name);
  const context = merged(name, before, options);
  await tryOut(file, context);
  file.set(context);
  if (options.use === true || isFirst) file.use(name);
  return { file: file.path, current: file.current === name, context };
}

async function set(name: string, options: SetOptions): Promise<void> {
  const done = await ContextFile.change((file) => put(file, name, options));
  tell<typeof Output>(
    options,
    done,
    `context ${name} is in ${done.file}${done.current ? ', and is the current one' : ''}`,
  );
}

/** `jangbu context set`. */
export function setContextCommand(): Command {
  return new Command('set')
    .description('make a context, or change what is named of one; the first one becomes the current one')
    .argument('<name>')
    .option('--profile <file>', "the connection profile, ours or Fabric's common one")
    .option('--identity <folder>', 'certificate and key for all roles that --identity-for does not name')
    .addOption(
      new Option(
        '--identity-for <role=folder>',
        'certificate and key for a role; as often as needed',
      ).argParser(roleFolder),
    )
    .option(
      '--folder <folder>',
      "the member's own folder (profile.json and identities/ROLE in it, if not named)",
    )
    .option('--member <id>', 'the member id, where the profile does not say it')
    .option('--channel <name>', 'the channel, where the profile does not say it')
    .option('--chaincode <name>', 'the chaincode, where the profile does not say it (default: jangbu)')
    .option('--organization <name>', "the organisation in Fabric's common profile, where it has several")
    .option('--use', 'make it the current one')
    .addOption(new JsonOption(Output))
    .action(set);
}
