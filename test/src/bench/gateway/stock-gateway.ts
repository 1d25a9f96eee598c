import { createPrivateKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { credentials, Client } from '@grpc/grpc-js';
import { connect, signers, type Contract, type Gateway, type Network } from '@hyperledger/fabric-gateway';
import { common } from '@hyperledger/fabric-protos';
import type { FirmFiles, PlainProfile } from './connection-files';

/** Fabric's gateway library as it comes, its own signer included, at a firm's own peer. */
export class PlainGateway {
  readonly #client: Client;
  readonly #gateway: Gateway;
  readonly #network: Network;
  readonly #profile: PlainProfile;

  private constructor(client: Client, gateway: Gateway, profile: PlainProfile) {
    this.#client = client;
    this.#gateway = gateway;
    this.#network = gateway.getNetwork(profile.channel);
    this.#profile = profile;
  }

  static async open(files: FirmFiles): Promise<PlainGateway> {
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
    return new PlainGateway(client, gateway, profile);
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
