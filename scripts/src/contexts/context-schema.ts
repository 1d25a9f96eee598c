import { Checker, clientRoles, closed, MemberId, type ClientRole } from '@jangbu/model';
import { Type, type Static, type TOptional } from '@sinclair/typebox';

const Text = Type.String({ minLength: 1 });

const Identities = closed(
  Object.fromEntries(clientRoles.map((role) => [role, Type.Optional(Text)])) as Record<
    ClientRole,
    TOptional<typeof Text>
  >,
);

export const ContextEntry = closed({
  /** How the context is called on the command line. */
  name: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' }),
  /** The member's connection profile, ours or Fabric's common one; `profile.json` of `folder` if left out. */
  profile: Type.Optional(Text),
  /** A folder with the identity that is used for whatever `identities` does not name. */
  identity: Type.Optional(Text),
  /** Folders with identities, by their role. */
  identities: Type.Optional(Identities),
  /** The member's own folder. */
  folder: Type.Optional(Text),
  /** What a common connection profile may leave open. */
  member: Type.Optional(MemberId),
  channel: Type.Optional(Text),
  chaincode: Type.Optional(Text),
  organization: Type.Optional(Text),
});

export const ContextFileSchema = closed({
  current: Type.Optional(Text),
  contexts: Type.Optional(Type.Array(ContextEntry)),
});

/** A context, as the file has it. */
export type ContextEntry = Readonly<Static<typeof ContextEntry>>;

/** What the file says. */
export type ContextFileContent = Readonly<Static<typeof ContextFileSchema>>;

export const contextFileChecker = new Checker(ContextFileSchema);
