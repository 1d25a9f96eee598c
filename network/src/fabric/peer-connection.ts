import * as grpc from '@grpc/grpc-js';
import { discovery, gateway, peer } from '@hyperledger/fabric-protos';

import { NetworkError } from '../errors/network-error';
import { FabricRefusal, refusalDetails } from './fabric-refusal';
import { signProposal, type ChaincodeCall, type SignedProposal } from './proposal';
import type { Signer } from './signer';

const ok = 200;
const largestMessageBytes = 100 * 1024 * 1024;

type Unary<Request, Response> = (
  request: Request,
  metadata: grpc.Metadata,
  options: grpc.CallOptions,
  callback: grpc.requestCallback<Response>,
) => grpc.ClientUnaryCall;

/** Where a peer answers, and how it is recognised. */
export interface PeerEndpoint {
  /** Names the peer in messages. */
  readonly name: string;
  /** `host:port` */
  readonly address: string;
  /** The name that stands in its TLS certificate. */
  readonly serverName: string;
  /** PEM of the CA that signed it. */
  readonly tlsRootCert: string;
  /** PEM of what the client shows of itself where the peer asks for it (mutual TLS). */
  readonly clientTls?: { readonly certificate: string; readonly privateKey: string } | undefined;
}

function tlsOf({ tlsRootCert, clientTls }: PeerEndpoint): grpc.ChannelCredentials {
  const root = Buffer.from(tlsRootCert);
  if (clientTls === undefined) return grpc.credentials.createSsl(root);
  const { certificate, privateKey } = clientTls;
  return grpc.credentials.createSsl(root, Buffer.from(privateKey), Buffer.from(certificate));
}

/** One peer's services over one connection, and the identity that asks for them. */
export class PeerConnection {
  /** The peer's name. */
  readonly name: string;
  readonly signer: Signer;
  readonly #channel: grpc.Channel;
  readonly #endorser: peer.EndorserClient;
  readonly #gateway: gateway.GatewayClient;
  readonly #discovery: discovery.DiscoveryClient;

  /** @param signer for most of what this folder does, an admin of the peer's member */
  constructor(endpoint: PeerEndpoint, signer: Signer) {
    const { name, address, serverName } = endpoint;
    this.name = name;
    this.signer = signer;
    const credentials = tlsOf(endpoint);
    this.#channel = new grpc.Channel(address, credentials, {
      'grpc.ssl_target_name_override': serverName,
      'grpc.default_authority': serverName,
      'grpc.max_receive_message_length': largestMessageBytes,
      'grpc.max_send_message_length': largestMessageBytes,
      // As the client does: the proxy in an operator's environment leads out of the network in which peers stand.
      'grpc.enable_http_proxy': 0,
      // While a node comes up the next attempt must not be far off.
      'grpc.initial_reconnect_backoff_ms': 100,
      'grpc.max_reconnect_backoff_ms': 500,
    });
    const options = { channelOverride: this.#channel };
    this.#endorser = new peer.EndorserClient(address, credentials, options);
    this.#gateway = new gateway.GatewayClient(address, credentials, options);
    this.#discovery = new discovery.DiscoveryClient(address, credentials, options);
  }

  close(): void {
    this.#channel.close();
  }

  /** @returns whether the connection stood within the deadline */
  async connects(deadlineMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      this.#endorser.waitForReady(Date.now() + deadlineMs, (error) => {
        resolve(error === undefined);
      });
    });
  }

  /**
   * Asks this peer to run a proposal.
   *
   * @returns its response, endorsed if the peer took it
   * @throws NetworkError `FABRIC_REFUSED` with the peer's own words when it refuses, `NODE_NOT_READY` when it
   *   can't be reached, or not within the deadline
   */
  async endorse(proposal: SignedProposal, deadlineMs: number): Promise<peer.ProposalResponse> {
    const response = await this.#call<peer.SignedProposal, peer.ProposalResponse>(
      this.#endorser.processProposal.bind(this.#endorser),
      proposal.message,
      deadlineMs,
    );
    const status = response.getResponse();
    if (status !== undefined && status.getStatus() >= ok && status.getStatus() < 2 * ok) return response;
    const reason = status?.getMessage() ?? 'no response';
    throw new NetworkError('FABRIC_REFUSED', `${this.name} refused: ${reason}`, {
      node: this.name,
      reason,
    });
  }

  /** Runs a call on this peer alone and returns its result; throws as {@link endorse} does. */
  async query(call: ChaincodeCall, deadlineMs: number): Promise<Uint8Array> {
    const response = await this.endorse(signProposal(call, this.signer), deadlineMs);
    return response.getResponse()?.getPayload_asU8() ?? new Uint8Array();
  }

  /**
   * Lets this peer's gateway find peers of the organisations named, and collect their endorsements.
   *
   * @throws FabricRefusal with what each organisation's peer said, or as {@link endorse} does
   */
  async endorseByGateway(
    request: gateway.EndorseRequest,
    deadlineMs: number,
  ): Promise<gateway.EndorseResponse> {
    return this.#call<gateway.EndorseRequest, gateway.EndorseResponse>(
      this.#gateway.endorse.bind(this.#gateway),
      request,
      deadlineMs,
    );
  }

  /** Hands a transaction to the consenters through this peer's gateway; throws as {@link endorse} does. */
  async submit(request: gateway.SubmitRequest, deadlineMs: number): Promise<void> {
    await this.#call(this.#gateway.submit.bind(this.#gateway), request, deadlineMs);
  }

  /** Waits until this peer has committed a transaction; throws as {@link endorse} does. */
  async commitStatus(
    request: gateway.SignedCommitStatusRequest,
    deadlineMs: number,
  ): Promise<gateway.CommitStatusResponse> {
    return this.#call<gateway.SignedCommitStatusRequest, gateway.CommitStatusResponse>(
      this.#gateway.commitStatus.bind(this.#gateway),
      request,
      deadlineMs,
    );
  }

  /** Asks this peer's discovery service; throws as {@link endorse} does. */
  async discover(request: discovery.SignedRequest, deadlineMs: number): Promise<discovery.Response> {
    return this.#call<discovery.SignedRequest, discovery.Response>(
      this.#discovery.discover.bind(this.#discovery),
      request,
      deadlineMs,
    );
  }

  #failure(error: grpc.ServiceError): NetworkError {
    const { name } = this;
    const facts = { node: name, reason: error.details };
    const details = refusalDetails(error);
    if (details.length > 0) return new FabricRefusal(name, error.details, details, error);
    const silent = error.code === grpc.status.UNAVAILABLE || error.code === grpc.status.DEADLINE_EXCEEDED;
    return silent
      ? new NetworkError('NODE_NOT_READY', `${name} did not answer: ${error.details}`, facts, error)
      : new NetworkError('FABRIC_REFUSED', `${name} refused: ${error.details}`, facts, error);
  }

  async #call<Request, Response>(
    method: Unary<Request, Response>,
    request: Request,
    deadlineMs: number,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      method(request, new grpc.Metadata(), { deadline: Date.now() + deadlineMs }, (error, response) => {
        if (error !== null) reject(this.#failure(error));
        else if (response === undefined) reject(new Error(`${this.name} gave no answer`));
        else resolve(response);
      });
    });
  }
}
