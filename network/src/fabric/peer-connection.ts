import { readFileSync } from 'node:fs';

import * as grpc from '@grpc/grpc-js';
import { discovery, gateway, peer } from '@hyperledger/fabric-protos';

import { memberLayout } from '../identities/layout';
import { NetworkError } from '../errors/network-error';
import type { PeerNode } from '../devnet/topology';
import { signProposal, type ChaincodeCall, type SignedProposal } from './proposal';
import { adminSigner, type Signer } from './signer';

const ok = 200;
const largestMessageBytes = 100 * 1024 * 1024;

type Unary<Request, Response> = (
  request: Request,
  metadata: grpc.Metadata,
  options: grpc.CallOptions,
  callback: grpc.requestCallback<Response>,
) => grpc.ClientUnaryCall;

/** One peer's services over one connection, and the identity of its member's admin. */
export class PeerConnection {
  readonly node: PeerNode;
  readonly signer: Signer;
  readonly #channel: grpc.Channel;
  readonly #endorser: peer.EndorserClient;
  readonly #gateway: gateway.GatewayClient;
  readonly #discovery: discovery.DiscoveryClient;

  constructor(stateDir: string, node: PeerNode) {
    this.node = node;
    this.signer = adminSigner(stateDir, node.member);
    const { caCertificate } = memberLayout(stateDir, node.member).peer(node.index).tls;
    const credentials = grpc.credentials.createSsl(readFileSync(caCertificate));
    this.#channel = new grpc.Channel(node.address, credentials, {
      'grpc.ssl_target_name_override': node.name,
      'grpc.default_authority': node.name,
      'grpc.max_receive_message_length': largestMessageBytes,
      'grpc.max_send_message_length': largestMessageBytes,
      // While a node comes up the next attempt must not be far off.
      'grpc.initial_reconnect_backoff_ms': 100,
      'grpc.max_reconnect_backoff_ms': 500,
    });
    const options = { channelOverride: this.#channel };
    this.#endorser = new peer.EndorserClient(node.address, credentials, options);
    this.#gateway = new gateway.GatewayClient(node.address, credentials, options);
    this.#discovery = new discovery.DiscoveryClient(node.address, credentials, options);
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
    throw new NetworkError('FABRIC_REFUSED', `${this.node.name} refused: ${reason}`, {
      node: this.node.name,
      reason,
    });
  }

  /** Runs a call on this peer alone and returns its result; throws as {@link endorse} does. */
  async query(call: ChaincodeCall, deadlineMs: number): Promise<Uint8Array> {
    const response = await this.endorse(signProposal(call, this.signer), deadlineMs);
    return response.getResponse()?.getPayload_asU8() ?? new Uint8Array();
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
    const { name } = this.node;
    const facts = { node: name, reason: error.details };
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
        else if (response === undefined) reject(new Error(`${this.node.name} gave no answer`));
        else resolve(response);
      });
    });
  }
}
