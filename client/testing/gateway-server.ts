import type { status } from '@grpc/grpc-js';
import { Server, ServerCredentials, type handleUnaryCall, type ServiceError } from '@grpc/grpc-js';
import { common, gateway, peer } from '@hyperledger/fabric-protos';
import { generateKeyPairSync } from 'node:crypto';
import type { ProfilePeer } from '../src/core/profile/profile';
import { certificateFor } from './certificate';

/** A certificate for `test`, of which it is the authority as well, with its key; both PEM. */
export interface TlsPair {
  readonly certificate: string;
  readonly privateKey: string;
}

export function newTlsPair(): TlsPair {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { certificate: certificateFor(privateKey), privateKey: pem };
}

type Call = 'EVALUATE' | 'ENDORSE' | 'SUBMIT' | 'COMMIT_STATUS';

/** A call that the server took, and what was signed in it. */
export interface TakenCall {
  readonly call: Call;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

function payload(bytes: Uint8Array): peer.Response {
  const response = new peer.Response();
  response.setStatus(200);
  response.setPayload(bytes);
  return response;
}

/** As much of an endorsed transaction as a client reads. */
function prepared(transactionId: string, channel: string, answer: Uint8Array): common.Envelope {
  const action = new peer.ChaincodeAction();
  action.setResponse(payload(answer));
  const response = new peer.ProposalResponsePayload();
  response.setExtension$(action.serializeBinary());
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(response.serializeBinary());
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setAction(endorsed);
  const transactionAction = new peer.TransactionAction();
  transactionAction.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([transactionAction]);
  const channelHeader = new common.ChannelHeader();
  channelHeader.setTxId(transactionId);
  channelHeader.setChannelId(channel);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  const content = new common.Payload();
  content.setHeader(header);
  content.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(content.serializeBinary());
  return envelope;
}

/**
 * A Fabric Gateway service on this machine, without a ledger behind it: it answers each query and
 * endorsement with its name, and takes every transaction in.
 */
export class GatewayServer {
  readonly #name: string;
  readonly #tls: TlsPair;
  readonly #clientRoot: string | undefined;
  #server: Server | undefined;
  #port = 0;
  readonly taken: TakenCall[] = [];
  /** While set, every call fails with it. */
  failing: status | undefined;

  /** @param clientRoot PEM of the certificate that clients have to show */
  constructor(name: string, clientRoot?: string) {
    this.#name = name;
    this.#tls = newTlsPair();
    this.#clientRoot = clientRoot;
  }

  get peer(): ProfilePeer {
    return {
      name: this.#name,
      address: `127.0.0.1:${this.#port}`,
      serverName: 'test',
      tlsRootCert: this.#tls.certificate,
    };
  }

  calls(call: Call): TakenCall[] {
    return this.taken.filter((each) => each.call === call);
  }

  /** Serves, on the same port as before where it served before. */
  async start(): Promise<void> {
    const server = new Server();
    server.addService(gateway.GatewayService, {
      evaluate: this.#serve('EVALUATE', (request: gateway.EvaluateRequest) => {
        const response = new gateway.EvaluateResponse();
        response.setResult(payload(this.#answer()));
        return [signedProposal(request.getProposedTransaction()), response];
      }),
      endorse: this.#serve('ENDORSE', (request: gateway.EndorseRequest) => {
        const response = new gateway.EndorseResponse();
        const { channel, transactionId } = namesOf(request);
        response.setPreparedTransaction(prepared(transactionId, channel, this.#answer()));
        return [signedProposal(request.getProposedTransaction()), response];
      }),
      submit: this.#serve('SUBMIT', (request: gateway.SubmitRequest) => {
        const envelope = request.getPreparedTransaction() ?? new common.Envelope();
        const signed = { signed: envelope.getPayload_asU8(), signature: envelope.getSignature_asU8() };
        return [signed, new gateway.SubmitResponse()];
      }),
      commitStatus: this.#serve('COMMIT_STATUS', (request: gateway.SignedCommitStatusRequest) => {
        const response = new gateway.CommitStatusResponse();
        response.setBlockNumber(7);
        const signed = { signed: request.getRequest_asU8(), signature: request.getSignature_asU8() };
        return [signed, response];
      }),
    });
    const { certificate, privateKey } = this.#tls;
    const pair = { private_key: Buffer.from(privateKey), cert_chain: Buffer.from(certificate) };
    const root = this.#clientRoot === undefined ? null : Buffer.from(this.#clientRoot);
    const credentials = ServerCredentials.createSsl(root, [pair], root !== null);
    this.#port = await new Promise<number>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${this.#port}`, credentials, (error, port) => {
        if (error) reject(error);
        else resolve(port);
      });
    });
    this.#server = server;
  }

  /** As a peer that is killed: connections break at once. */
  stop(): void {
    this.#server?.forceShutdown();
    this.#server = undefined;
  }

  #answer(): Uint8Array {
    return Buffer.from(JSON.stringify({ status: 'RECORDED', chaincode: this.#name, version: '1' }));
  }

  #serve<Q, A>(call: Call, answer: (request: Q) => [Omit<TakenCall, 'call'>, A]): handleUnaryCall<Q, A> {
    return ({ request }, reply) => {
      if (this.failing !== undefined) {
        const error: Partial<ServiceError> = { code: this.failing, details: 'as the test wants it' };
        reply(error);
        return;
      }
      const [signed, answered] = answer(request);
      this.taken.push({ call, ...signed });
      reply(null, answered);
    };
  }
}

function signedProposal(proposal: peer.SignedProposal | undefined): Omit<TakenCall, 'call'> {
  return {
    signed: proposal?.getProposalBytes_asU8() ?? new Uint8Array(),
    signature: proposal?.getSignature_asU8() ?? new Uint8Array(),
  };
}

function namesOf(request: gateway.EndorseRequest): { channel: string; transactionId: string } {
  return { channel: request.getChannelId(), transactionId: request.getTransactionId() };
}
