import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { credentials, Client } from '@grpc/grpc-js';
import { connect, signers, type Contract, type Gateway, type Network } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';
import type { ConnectionProfile } from '@jangbu/network';
import type { ConnectionFiles } from './connection-files';

/** Fabric's gateway library as it comes, its own signer included, at a firm's own peer. */
export class StockGateway {
  readonly #client: Client;
  readonly #gateway: Gateway;
  readonly #network: Network;
  readonly #profile: ConnectionProfile;

  private constructor(client: Client, gateway: Gateway, profile: ConnectionProfile) {
    this.#client = client;
    this.#gateway = gateway;
    this.#network = gateway.getNetwork(profile.channel);
    this.#profile = profile;
  }

  static async open(files: ConnectionFiles): Promise<StockGateway> {
    const { profile } = files;
    const peer = profile.peers[0];
    if (!peer) throw new RangeError(`the profile of ${profile.member.id} has no peer`);
    const client = new Client(peer.address, credentials.createSsl(Buffer.from(peer.tlsRootCert)), {
      'grpc.ssl_target_name_override': peer.serverName,
    });
    const gateway = connect({
      client,
      identity: { mspId: profile.member.mspId, credentials: await readFile(files.certificate) },
      signer: signers.newPrivateKeySigner(createPrivateKey(await readFile(files.key))),
    });
    return new StockGateway(client, gateway, profile);
  }

  /** @param chaincode the contracts' unless given */
  contract(chaincode = this.#profile.chaincode): Contract {
    return this.#network.getContract(chaincode);
  }

  /** How many blocks the peer has. */
  async height(): Promise<number> {
    const answer = await this.contract('qscc').evaluate('GetChainInfo', {
      arguments: [this.#network.getName()],
    });
    return common.BlockchainInfo.deserializeBinary(answer).getHeight();
  }

  close(): void {
    this.#gateway.close();
    this.#client.close();
  }
}
