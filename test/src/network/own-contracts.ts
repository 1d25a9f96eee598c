import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readProfile } from '@jangbu/client';
import { hashOf } from '@jangbu/model';
import {
  approveContracts,
  commitContracts,
  contractsReadiness,
  contractsStatus,
  foundingList,
  installContracts,
  packageChaincode,
  PeerConnection,
  signerOf,
  until,
  type Approval,
  type Commitment,
  type ContractsStatus,
  type Installation,
  type OwnContracts,
  type Readiness,
} from '@jangbu/network';
import type { ContractsAtHand } from '@jangbu/network/devnet';
import type { NetworkContext } from 'jangbu';
import { ROOT } from './networks';

/** A peer that is behind has a block soon after the others; a busy machine may take its time. */
const LONGEST_MS = 60_000;

/** The contracts as they are, under another version: what an upgrade is to Fabric. */
export async function nextContracts(context: NetworkContext, version: string): Promise<ContractsAtHand> {
  const bundleDir = join(ROOT, 'chaincode', 'dist', 'bundle');
  const foundingHash = hashOf(foundingList(context.consortium));
  return { ...(await packageChaincode({ bundleDir, foundingHash, label: `jangbu_${version}` })), version };
}

/** A member's admin at work on the contracts: with its own profile and identity, and nobody else's. */
export class OwnMember {
  readonly #own: OwnContracts;

  private constructor(own: OwnContracts) {
    this.#own = own;
  }

  static async of(context: NetworkContext, id: string): Promise<OwnMember> {
    const folder = join(context.stateDir, 'members', id);
    const { channel, chaincode, member, peers } = await readProfile(join(folder, 'profile.json'));
    const admin = join(folder, 'identities', 'admin');
    const [certificate, key] = await Promise.all(
      ['cert.pem', 'key.pem'].map((file) => readFile(join(admin, file))),
    );
    if (certificate === undefined || key === undefined) throw new Error('no identity');
    const signer = signerOf(member.mspId, certificate, key);
    const connections = peers.map((peer) => new PeerConnection(peer, signer));
    return new OwnMember({ channel, chaincode, mspId: member.mspId, peers: connections });
  }

  install(contracts: ContractsAtHand): Promise<readonly Installation[]> {
    return installContracts(this.#own, contracts);
  }

  approve({ id, version, sequence }: ContractsAtHand & { readonly sequence?: number }): Promise<Approval> {
    return approveContracts(this.#own, { packageId: id, version, sequence });
  }

  readiness(): Promise<Readiness> {
    return contractsReadiness(this.#own);
  }

  commit(): Promise<Commitment> {
    return commitContracts(this.#own);
  }

  status(): Promise<ContractsStatus> {
    return contractsStatus(this.#own);
  }

  /**
   * Waits until the own peer has seen that a member approved something, whatever it is.
   *
   * @throws Error when it takes too long
   */
  async sees(mspId: string): Promise<void> {
    const hasSeen = await until(async () => {
      const { approvedBy, approvedOtherwise } = await this.readiness();
      return approvedBy.includes(mspId) || mspId in approvedOtherwise;
    }, LONGEST_MS);
    if (!hasSeen) throw new Error(`${this.#own.mspId} has not seen what ${mspId} approved`);
  }

  close(): void {
    for (const peer of this.#own.peers) peer.close();
  }
}
