import type { ChaincodePackage } from '../chaincode-package/package';
import { installOnce } from './own-peer';
import type { OwnContracts } from './own-contracts';

/** What installing came to at one peer. */
export interface Installation {
  readonly peer: string;
  /** False when the package was there already. */
  readonly installedNow: boolean;
}

/**
 * Installs a package on each of a member's own peers, one after the other; harmless where it is.
 *
 * @throws NetworkError `FABRIC_REFUSED`, `NODE_NOT_READY`, of the first peer with which it fails
 */
export async function installContracts(
  { peers }: Pick<OwnContracts, 'peers'>,
  chaincode: Pick<ChaincodePackage, 'id' | 'bytes'>,
): Promise<readonly Installation[]> {
  const done: Installation[] = [];
  for (const peer of peers) {
    done.push({ peer: peer.name, installedNow: await installOnce(peer, chaincode) });
  }
  return done;
}
