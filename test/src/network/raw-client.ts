import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client, credentials } from '@grpc/grpc-js';
import {
  connect,
  GatewayError,
  signers,
  StatusCode,
  type Gateway,
  type Network,
  type ProposalOptions,
  type Transaction,
} from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';
import { onWire, readRefusal, type Refusal } from '@jangbu/model';

/** What the network writes for a member, as far as a raw client needs it. */
interface Profile {
  readonly channel: string;
  readonly chaincode: string;
  readonly member: { readonly id: string; readonly mspId: string };
  readonly peers: readonly {
    readonly address: string;
    readonly serverName: string;
    readonly tlsRootCert: string;
  }[];
}

/** Which identity, and whose peer: a hostile client may speak to any peer. */
export interface RawOptions {
  readonly stateDir: string;
  readonly member: string;
  readonly role: string;
  /** The member whose peer is spoken to; the client's own when left out. */
  readonly at?: string;
}

/** What a transaction is given, and whose peers endorse it. */
export interface RawProposal {
  readonly arguments?: readonly string[];
  readonly transient?: Readonly<Record<string, string>>;
  readonly organisations?: readonly string[];
}

/** What is proposed, by the name that the channel sees. */
function named(transaction: string, options: RawProposal): [string, ProposalOptions] {
  const sent = onWire({ ...options, transaction });
  return [sent.transaction, proposalOptions(sent)];
}

function proposalOptions({ arguments: args = [], transient, organisations }: RawProposal): ProposalOptions {
  return {
    arguments: [...args],
    ...(transient ? { transientData: { ...transient } } : {}),
    ...(organisations ? { endorsingOrganizations: [...organisations] } : {}),
  };
}

/**
 * A client without the SDK: it sends what it is told to, right or wrong, by Fabric's gateway
 * library alone. Tests use it to do what the SDK would not.
 */
export class RawClient {
  readonly mspId: string;
  readonly network: Network;
  readonly #chaincode: string;
  readonly #gateway: Gateway;
  readonly #client: Client;

  private constructor(profile: Profile, client: Client, gateway: Gateway) {
    this.mspId = profile.member.mspId;
    this.#chaincode = profile.chaincode;
    this.#client = client;
    this.#gateway = gateway;
    this.network = gateway.getNetwork(profile.channel);
  }

  static async open({ stateDir, member, role, at = member }: RawOptions): Promise<RawClient> {
    const read = async (id: string): Promise<Profile> =>
      JSON.parse(await readFile(join(stateDir, 'members', id, 'profile.json'), 'utf8')) as Profile;
    const [own, host] = await Promise.all([read(member), read(at)]);
    const peer = host.peers[0];
    if (!peer) throw new RangeError(`${at} has no peer`);
    const client = new Client(peer.address, credentials.createSsl(Buffer.from(peer.tlsRootCert)), {
      'grpc.ssl_target_name_override': peer.serverName,
    });
    const folder = join(stateDir, 'members', member, 'identities', role);
    const gateway = connect({
      client,
      identity: { mspId: own.member.mspId, credentials: await readFile(join(folder, 'cert.pem')) },
      signer: signers.newPrivateKeySigner(createPrivateKey(await readFile(join(folder, 'key.pem')))),
    });
    return new RawClient(own, client, gateway);
  }

  /** Endorses, submits and waits for the commit. */
  async submit(transaction: string, options: RawProposal): Promise<string> {
    const answer = await this.network.getContract(this.#chaincode).submit(...named(transaction, options));
    return Buffer.from(answer).toString();
  }

  /** What the endorsers answer; nothing is sent for ordering. */
  async endorse(transaction: string, options: RawProposal): Promise<string> {
    return Buffer.from((await this.#endorsed(transaction, options)).getResult()).toString();
  }

  /** A transaction that is endorsed now and sent when the caller likes. */
  async prepare(transaction: string, options: RawProposal): Promise<{ submit(): Promise<void> }> {
    const endorsed = await this.#endorsed(transaction, options);
    return {
      submit: async () => {
        const status = await (await endorsed.submit()).getStatus();
        if (!status.successful) throw new Error(nameOf(status.code));
      },
    };
  }

  #endorsed(transaction: string, options: RawProposal): Promise<Transaction> {
    const contract = this.network.getContract(this.#chaincode);
    return contract.newProposal(...named(transaction, options)).endorse();
  }

  /** Asks the peer that this client speaks to; `organisation` is that peer's. No argument where it is undefined. */
  async evaluate(transaction: string, argument: unknown, organisation: string): Promise<string> {
    const answer = await this.network.getContract(this.#chaincode).evaluate(transaction, {
      arguments: argument === undefined ? [] : [JSON.stringify(argument)],
      endorsingOrganizations: [organisation],
    });
    return Buffer.from(answer).toString();
  }

  /** The bytes of a block, as this client's peer holds it. */
  async block(number: number): Promise<Buffer> {
    const qscc = this.network.getContract('qscc');
    const answer = await qscc.evaluate('GetBlockByNumber', {
      arguments: [this.network.getName(), String(number)],
    });
    return Buffer.from(answer);
  }

  /** How many blocks this client's peer has. */
  async height(): Promise<number> {
    const answer = await this.network.getContract('qscc').evaluate('GetChainInfo', {
      arguments: [this.network.getName()],
    });
    return common.BlockchainInfo.deserializeBinary(answer).getHeight();
  }

  /** Waits until this client's peer has at least so many blocks. @returns how many it has */
  async heightAtLeast(blocks: number): Promise<number> {
    for (;;) {
      const height = await this.height();
      if (height >= blocks) return height;
    }
  }

  close(): void {
    this.#gateway.close();
    this.#client.close();
  }
}

/** A validation code by Fabric's name. */
function nameOf(code: number): string {
  return Object.entries(StatusCode).find(([, value]) => value === code)?.[0] ?? String(code);
}

/** The refusal with which a call ends, undefined when it succeeds; throws what is no refusal. */
export async function refusalIn(call: Promise<unknown>): Promise<Refusal | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    const texts = error instanceof GatewayError ? error.details.map(({ message }) => message) : [];
    for (const text of [...texts, error instanceof Error ? error.message : '']) {
      const refusal = readRefusal(text);
      if (refusal) return refusal;
    }
    throw error;
  }
}

/** The refusal with which a call has to end. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  const refusal = await refusalIn(call);
  if (!refusal) throw new Error('the call was not refused');
  return refusal;
}
