import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  connect,
  IdentityError,
  identityFromFolder,
  readProfile,
  type Identity,
  type Ledger,
  type Profile,
} from '@jangbu/client';
import type { ClientRole } from '@jangbu/model';
import { signerOf, type Signer } from '@jangbu/network';
import { UsageError } from '../input/usage-error';
import type { LedgerOptions } from './ledger-options';
import { ledgerPlace, type LedgerPlace, type Unnamed } from './ledger-place';
import { MemberDocuments } from './member-documents';

/** For which member a command acts, and with which keys: its own profile and identities, and nobody else's. */
export interface LedgerContext {
  /** The member's id, by its profile. */
  readonly memberId: string;
  readonly mspId: string;
  /** Channel, chaincode, own peers. */
  readonly profile: Profile;
  /** The profile's file. */
  readonly profileFile: string;
  /** The member's own folder, where that is known. */
  readonly folder: string | undefined;
  /** A folder for what the member's commands keep. @param name of one kind of things */
  keptIn(name: string): string;
  /** The folder of the identity that is used for a role. @throws UsageError when there is none */
  identityFolder(role: ClientRole): string;
  /** Whether there is an identity for a role: a folder, which may still be found wrong. */
  hasIdentity(role: ClientRole): boolean;
  /** The first of these roles for which there is an identity; the first of all where there is none for any. */
  firstRole(roles: readonly ClientRole[]): ClientRole;
  /** Certificate and key. @throws IdentityError, UsageError */
  identity(role: ClientRole): Promise<Identity>;
  /** Signs Fabric's own messages (installing, approving) under an identity. @throws IdentityError, UsageError */
  signer(role: ClientRole): Promise<Signer>;
  /**
   * Connects under the identity for a role; what is sent is kept in the member's folder until its fate is known. The
   * caller closes it.
   *
   * @throws IdentityError, UsageError, ProfileError
   */
  open(role: ClientRole): Promise<Ledger>;
  /** Works on what the member's commands have stored, without connecting. */
  withDocuments<T>(work: (documents: MemberDocuments) => Promise<T>): Promise<T>;
  /** Connects, does some work, and closes whatever comes of it. @throws as `open` */
  withLedger<T>(
    role: ClientRole,
    work: (ledger: Ledger, documents: MemberDocuments) => Promise<T>,
  ): Promise<T>;
}

class OpenedContext implements LedgerContext {
  readonly memberId: string;
  readonly mspId: string;
  readonly profile: Profile;
  readonly profileFile: string;
  readonly folder: string | undefined;
  readonly #place: LedgerPlace;

  constructor(place: LedgerPlace, profile: Profile) {
    this.memberId = profile.member.id;
    this.mspId = profile.member.mspId;
    this.profile = profile;
    this.profileFile = place.profile;
    this.folder = place.folder;
    this.#place = place;
  }

  keptIn(name: string): string {
    const { channel } = this.profile;
    // Beside a profile there may be those of other members and channels.
    return this.folder === undefined
      ? join(dirname(this.profileFile), name, `${this.memberId}@${channel}`)
      : join(this.folder, name);
  }

  identityFolder(role: ClientRole): string {
    return this.#place.identityFor(role);
  }

  firstRole(roles: readonly ClientRole[]): ClientRole {
    const found = roles.find((role) => this.hasIdentity(role)) ?? roles[0];
    if (found === undefined) throw new RangeError('no role is asked for');
    return found;
  }

  hasIdentity(role: ClientRole): boolean {
    try {
      return existsSync(this.identityFolder(role));
    } catch (error) {
      if (error instanceof UsageError) return false;
      throw error;
    }
  }

  identity(role: ClientRole): Promise<Identity> {
    return identityFromFolder(this.identityFolder(role));
  }

  async signer(role: ClientRole): Promise<Signer> {
    const identity = await this.identity(role);
    if (!('privateKey' in identity))
      throw new IdentityError(`${this.identityFolder(role)} holds no key that can be used here`);
    const { certificate, privateKey } = identity;
    return signerOf(this.mspId, Buffer.from(certificate), Buffer.from(privateKey));
  }

  async open(role: ClientRole): Promise<Ledger> {
    const documents = this.#documents();
    const ledger = await this.#connect(role, documents);
    const close = ledger.close.bind(ledger);
    ledger.close = async () => {
      await close();
      await documents.close();
    };
    return ledger;
  }

  async withDocuments<T>(work: (documents: MemberDocuments) => Promise<T>): Promise<T> {
    await using documents = this.#documents();
    return await work(documents);
  }

  async withLedger<T>(
    role: ClientRole,
    work: (ledger: Ledger, documents: MemberDocuments) => Promise<T>,
  ): Promise<T> {
    await using documents = this.#documents();
    await using ledger = await this.#connect(role, documents);
    return await work(ledger, documents);
  }

  #documents(): MemberDocuments {
    return new MemberDocuments(this.keptIn('documents'), (line) => process.stderr.write(`${line}\n`));
  }

  async #connect(role: ClientRole, store: MemberDocuments): Promise<Ledger> {
    return connect(this.profile, await this.identity(role), { store });
  }
}

function refuseAnother(place: LedgerPlace, member: string, as: string | undefined): void {
  if (as === undefined || as === member) return;
  throw new UsageError(
    `--as ${as}, but the ${place.named} is ${member}'s: leave --as out, or name ${as}'s own context or profile (on a development network: --state)`,
  );
}

/**
 * Opens the context in which a ledger command works.
 *
 * @param unnamed who acts on a development network where nobody is named: a command of the supervisor's may take it
 * @throws UsageError when nothing names a member, or two things name different ones
 * @throws ContextFileError, ConsortiumFileError, ProfileError when a file is wrong; it is named
 */
export async function openLedgerContext(
  options: LedgerOptions,
  unnamed: Unnamed = 'REFUSED',
): Promise<LedgerContext> {
  const place = await ledgerPlace(options, unnamed);
  const profile = await readProfile(place.profile, place.choices);
  refuseAnother(place, profile.member.id, options.as);
  return new OpenedContext(place, profile);
}
