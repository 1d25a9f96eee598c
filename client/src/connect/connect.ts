import { GatewayTransport } from '../core/peers/gateway-transport';
import { systemClock } from '../core/async/clock';
import { ContractClient } from '../core/submit/contract-client';
import { OwnPeers } from '../core/peers/own-peers';
import { DEFAULT_RETRY, type RetryPolicy } from '../core/submit/retry';
import {
  DEFAULT_CONCURRENCY,
  DEFAULT_DEADLINES,
  type Concurrency,
  type PhaseDeadlines,
} from '../core/submit/settings';
import { newSigner } from '../core/identity/signer';
import { ProfileError } from '../core/errors';
import { Observer, type Observation } from '../core/observe/observer';
import type { DocumentStore } from '../core/documents/document-store';
import { MemoryDocumentStore } from '../core/documents/memory-store';
import { readClientTls, type ClientTls } from '../core/profile/client-tls';
import { readIdentity, type Identity } from '../core/identity/identity';
import { LedgerConnection, type Ledger } from './ledger';
import { readProfile, type Profile } from '../core/profile/profile';

/** What may be chosen when connecting. */
export interface ConnectOptions extends Observation {
  /**
   * Where documents are kept before they are submitted; it stays the caller's, who closes it after
   * the ledger. Without one they are kept in memory, and a process that dies forgets them.
   */
  readonly store?: DocumentStore | undefined;
  readonly deadlines?: Partial<PhaseDeadlines> | undefined;
  readonly retry?: Partial<RetryPolicy> | undefined;
  readonly concurrency?: Partial<Concurrency> | undefined;
  /**
   * `LAZY` (unless told otherwise) connects when the first call is made. `EAGER` connects to all of the
   * member's own peers now and waits for the first connection.
   */
  readonly connecting?: 'LAZY' | 'EAGER' | undefined;
  /** What the client shows of itself to peers that ask for it (mutual TLS), if the profile names none. */
  readonly clientTls?: ClientTls | undefined;
}

/**
 * Connects a member's application to the ledger, through the member's own peers. The first one that is well
 * is used, and another one while it is not. The connections are made when they are first used, unless
 * `connecting` is `EAGER`: a peer that is down shows then.
 *
 * @param profile the member's profile; or the path of its file, which may be Fabric's common connection
 *   profile as well
 * @param identity certificate and key (or sign function) of the client; its role decides what it may do
 * @throws ProfileError, IdentityError; UnavailableError when it is to connect eagerly and no peer answers
 *
 * @example
 * await using ledger = await connect('profile.json', await identityFromFolder('trader'));
 * const results = await ledger.trades.submit(statements);
 */
export async function connect(
  profile: Profile | string,
  identity: Identity,
  options: ConnectOptions = {},
): Promise<Ledger> {
  const { channel, chaincode, member, peers, clientTls: tlsFiles } = await readProfile(profile);
  const clientTls = options.clientTls ?? (tlsFiles && (await readClientTls(tlsFiles)));
  const { certificate, key } = readIdentity(identity);
  const signer = newSigner(key);
  const [first, ...others] = peers.map(
    (peer) =>
      new GatewayTransport({ peer, clientTls, channel, chaincode, mspId: member.mspId, certificate, signer }),
  );
  if (!first) throw new ProfileError('the profile names no peer');
  const contracts = new ContractClient({
    peers: new OwnPeers([first, ...others], systemClock),
    ownMspId: member.mspId,
    clock: systemClock,
    deadlines: { ...DEFAULT_DEADLINES, ...options.deadlines },
    retry: { ...DEFAULT_RETRY, ...options.retry },
    concurrency: { ...DEFAULT_CONCURRENCY, ...options.concurrency },
    observer: new Observer(options),
  });
  if (options.connecting === 'EAGER') await connectNow(contracts);
  return new LedgerConnection({
    contracts,
    channel,
    member,
    signatory: { channel, chaincode, member: member.id, certificate, sign: signer },
    store: options.store ?? new MemoryDocumentStore(),
  });
}

async function connectNow(contracts: ContractClient): Promise<void> {
  try {
    await contracts.connect();
  } catch (error) {
    contracts.close();
    throw error;
  }
}
