import { NetworkError } from '../errors/network-error';
import { memberLayout } from '../identities/layout';
import type { ChaincodeService } from '../member/chaincode-service';
import type { DevnetContext } from './devnet-context';

/** The TLS files of the one service: those of the first member's peer, whose certificate names this host. */
export function chaincodeTls({ folder, topology }: Pick<DevnetContext, 'folder' | 'topology'>): {
  readonly certificate: string;
  readonly key: string;
  readonly root: string;
} {
  const [first] = topology.members;
  if (first === undefined) throw new NetworkError('CONSORTIUM_INVALID', 'the consortium has no members');
  const { tls } = memberLayout(folder.root, first).peer(0);
  return { certificate: tls.certificate, key: tls.key, root: tls.caCertificate };
}

/** The process that serves the chaincode to every peer of a development network. */
export function chaincodeServiceOf(context: DevnetContext): ChaincodeService {
  const { topology, folder, chaincodeMode } = context;
  const node = topology.chaincode;
  return {
    node,
    files: folder.node(node.name),
    packages: folder.chaincode,
    tls: chaincodeMode === 'service-tls' ? chaincodeTls(context) : undefined,
  };
}
