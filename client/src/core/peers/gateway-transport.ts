import {
  Client,
  connectivityState,
  credentials,
  InterceptingCall,
  status,
  type CallOptions,
  type ChannelCredentials,
  type Interceptor,
} from '@grpc/grpc-js';
import {
  connect,
  hash,
  type ConnectOptions,
  type Contract,
  type Gateway,
  type Network,
  type Signer,
} from '@hyperledger/fabric-gateway';
import { common, gateway as gatewayMessages, msp, peer as peerMessages } from '@hyperledger/fabric-protos';
import { onWire, sha256 } from '@jangbu/model';
import { X509Certificate } from 'node:crypto';
import type { ClientTls } from '../profile/client-tls';
import type { ProfilePeer } from '../profile/profile';
import { deliveredBlocks } from './block-stream';
import type {
  Asked,
  BlockRequest,
  CallLimits,
  CommitStatus,
  Connectivity,
  DeliveredBlock,
  Endorsed,
  EndorsingFacts,
  PeerTransport,
  Proposed,
} from './transport';

/** Fabric's own limit for a message between nodes. */
const MESSAGE_BYTES = 100 * 1024 * 1024;

/** The library's watch of a connection outlives its closing: it is kept short, lest it hold the process up. */
const WATCH_MS = 250;

/** What one connection to a peer needs. */
export interface GatewaySettings {
  readonly peer: ProfilePeer;
  /** What the client shows of itself where the peer asks for it (mutual TLS). */
  readonly clientTls?: ClientTls | undefined;
  readonly channel: string;
  readonly chaincode: string;
  readonly mspId: string;
  /** PEM. */
  readonly certificate: string;
  /** Signs whole messages. */
  readonly signer: Signer;
}

function tlsCredentials({ tlsRootCert }: ProfilePeer, clientTls: ClientTls | undefined): ChannelCredentials {
  const root = Buffer.from(tlsRootCert);
  if (!clientTls) return credentials.createSsl(root);
  return credentials.createSsl(root, Buffer.from(clientTls.privateKey), Buffer.from(clientTls.certificate));
}

/** Under mutual TLS a peer delivers blocks only to a request that is bound to the connection it came by. */
function tlsBinding(clientTls: ClientTls | undefined): Pick<ConnectOptions, 'tlsClientCertificateHash'> {
  return clientTls
    ? { tlsClientCertificateHash: sha256(new X509Certificate(clientTls.certificate).raw) }
    : {};
}

function newClient(peer: ProfilePeer, clientTls: ClientTls | undefined): Client {
  const { address, serverName } = peer;
  return new Client(address, tlsCredentials(peer, clientTls), {
    'grpc.ssl_target_name_override': serverName,
    'grpc.default_authority': serverName,
    'grpc.max_send_message_length': MESSAGE_BYTES,
    'grpc.max_receive_message_length': MESSAGE_BYTES,
    // A member's own peers stand in its own network; the proxy in an operator's environment leads out of it.
    'grpc.enable_http_proxy': 0,
    // A peer that restarts should be found again at once; the library's default grows to two minutes.
    'grpc.initial_reconnect_backoff_ms': 100,
    'grpc.max_reconnect_backoff_ms': 2_000,
    // Peers end connections that ping more often than once a minute.
    'grpc.keepalive_time_ms': 90_000,
    'grpc.keepalive_timeout_ms': 10_000,
  });
}

/** Cancels a call on the wire when the signal is aborted; the gateway library offers no other way. */
function cancelling(signal: AbortSignal): Interceptor {
  return (options, nextCall) => {
    const call = new InterceptingCall(nextCall(options), {
      start: (metadata, _, next) => {
        const cancel = (): void => {
          call.cancelWithStatus(status.CANCELLED, 'aborted by the caller');
        };
        if (signal.aborted) cancel();
        signal.addEventListener('abort', cancel);
        next(metadata, {
          onReceiveStatus: (ended, forward) => {
            signal.removeEventListener('abort', cancel);
            forward(ended);
          },
        });
      },
    });
    return call;
  };
}

/** As the gateway library takes them. */
export function callOptions({ deadlineMs, signal }: CallLimits): CallOptions {
  const deadline = Date.now() + deadlineMs;
  return signal ? { deadline, interceptors: [cancelling(signal)] } : { deadline };
}

/** One of the member's own peers, by the Fabric Gateway service that it runs. */
export class GatewayTransport implements PeerTransport {
  readonly name: string;
  readonly #settings: GatewaySettings;
  readonly #client: Client;
  readonly #gateway: Gateway;
  readonly #network: Network;
  readonly #contract: Contract;
  readonly #creator: Uint8Array;
  #closed = false;

  constructor(settings: GatewaySettings) {
    const { peer, channel, chaincode, mspId, certificate, signer } = settings;
    const identity = { mspId, credentials: Buffer.from(certificate) };
    this.name = peer.name;
    this.#settings = settings;
    this.#client = newClient(peer, settings.clientTls);
    this.#gateway = connect({
      client: this.#client,
      identity,
      signer,
      hash: hash.none,
      ...tlsBinding(settings.clientTls),
    });
    this.#network = this.#gateway.getNetwork(channel);
    this.#contract = this.#network.getContract(chaincode);
    const creator = new msp.SerializedIdentity();
    creator.setMspid(mspId);
    creator.setIdBytes(identity.credentials);
    this.#creator = creator.serializeBinary();
  }

  /** The library's own object, for transactions that are signed elsewhere. */
  get gateway(): Gateway {
    return this.#gateway;
  }

  /** A transaction as the channel is to see it: see `onWire`. */
  proposal(proposed: Proposed): ReturnType<Contract['newProposal']> {
    const { transaction, argument, transient, organizations } = onWire(proposed);
    return this.#contract.newProposal(transaction, {
      ...(argument === undefined ? {} : { arguments: [argument] }),
      ...(transient === undefined ? {} : { transientData: { ...transient } }),
      endorsingOrganizations: [...organizations],
    });
  }

  async evaluate({ at = this.#settings.mspId, ...asked }: Asked, limits: CallLimits): Promise<string> {
    const answer = await this.proposal({ ...asked, organizations: [at] }).evaluate(callOptions(limits));
    return Buffer.from(answer).toString('utf8');
  }

  async height(limits: CallLimits): Promise<bigint> {
    const answer = await this.#askFabric('qscc', 'GetChainInfo', this.#settings.channel, limits);
    return BigInt(common.BlockchainInfo.deserializeBinary(answer).getHeight());
  }

  async endorsingFacts(limits: CallLimits): Promise<EndorsingFacts> {
    const { channel, chaincode } = this.#settings;
    const named = new peerMessages.lifecycle.QueryChaincodeDefinitionArgs();
    named.setName(chaincode);
    const [configurationBlock, definition] = await Promise.all([
      this.#askFabric('cscc', 'GetConfigBlock', channel, limits),
      this.#askFabric('_lifecycle', 'QueryChaincodeDefinition', named.serializeBinary(), limits),
    ]);
    const result = peerMessages.lifecycle.QueryChaincodeDefinitionResult.deserializeBinary(definition);
    return { configurationBlock, applicationPolicy: result.getValidationParameter_asU8() };
  }

  /** Asks a chaincode of Fabric's own. */
  #askFabric(
    chaincode: string,
    transaction: string,
    argument: string | Uint8Array,
    limits: CallLimits,
  ): Promise<Uint8Array> {
    const proposal = this.#network.getContract(chaincode).newProposal(transaction, {
      arguments: [argument],
      endorsingOrganizations: [this.#settings.mspId],
    });
    return proposal.evaluate(callOptions(limits));
  }

  async endorse(proposed: Proposed, limits: CallLimits): Promise<Endorsed> {
    const transaction = await this.proposal(proposed).endorse(callOptions(limits));
    const signature = await this.#settings.signer(transaction.getDigest());
    const signed = this.#gateway.newSignedTransaction(transaction.getBytes(), signature);
    return {
      transactionId: transaction.getTransactionId(),
      answer: Buffer.from(transaction.getResult()).toString('utf8'),
      envelope: signed.getBytes(),
    };
  }

  async submit(endorsed: Endorsed, limits: CallLimits): Promise<void> {
    await this.#gateway.newTransaction(endorsed.envelope).submit(callOptions(limits));
  }

  async commitStatus(transactionId: string, limits: CallLimits): Promise<CommitStatus> {
    const signed = new gatewayMessages.SignedCommitStatusRequest();
    signed.setRequest(this.statusRequest(transactionId));
    const status = await this.#gateway.newCommit(signed.serializeBinary()).getStatus(callOptions(limits));
    return { code: status.code, blockNumber: status.blockNumber };
  }

  /** The question for a transaction's commit status, to be signed. */
  statusRequest(transactionId: string): Uint8Array {
    const request = new gatewayMessages.CommitStatusRequest();
    request.setChannelId(this.#settings.channel);
    request.setTransactionId(transactionId);
    request.setIdentity(this.#creator);
    return request.serializeBinary();
  }

  blocks(request: BlockRequest): AsyncIterable<DeliveredBlock> {
    return deliveredBlocks(this.#network, request);
  }

  connectivity(mode: 'LOOK' | 'TRY'): Connectivity {
    switch (this.#client.getChannel().getConnectivityState(mode === 'TRY')) {
      case connectivityState.READY:
        return 'UP';
      case connectivityState.TRANSIENT_FAILURE:
      case connectivityState.SHUTDOWN:
        return 'DOWN';
      case connectivityState.IDLE:
      case connectivityState.CONNECTING:
        return 'UNKNOWN';
    }
  }

  async connect(deadlineMs: number): Promise<void> {
    const end = Date.now() + deadlineMs;
    for (;;) {
      try {
        await this.#ready(Math.min(end, Date.now() + WATCH_MS));
        return;
      } catch (error) {
        if (this.#closed || Date.now() >= end) throw error;
      }
    }
  }

  #ready(deadline: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#client.waitForReady(deadline, (error) => {
        if (error) reject(error);
        else resolve();
      });
    });
  }

  close(): void {
    this.#closed = true;
    this.#gateway.close();
    this.#client.close();
  }
}
