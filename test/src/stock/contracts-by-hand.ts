import { MACHINE, tlsRoot, type PeerOrganization } from './network/layout';
import type { StockNetwork } from './network/stock-network';

/** A package that its organisations have made, each for itself. */
export interface MadePackage {
  readonly file: string;
  readonly packageId: string;
}

const VERSION = '0.1.0';

function definition(network: StockNetwork): readonly string[] {
  const { channel } = network.layout;
  return ['--channelID', channel, '--name', 'jangbu', '--version', VERSION, '--sequence', '1'];
}

/** Installs and approves by the `peer` program, as the admin of each organisation, and commits as the first one's. */
export async function deployByHand(
  network: StockNetwork,
  packages: ReadonlyMap<PeerOrganization, MadePackage>,
): Promise<void> {
  const lifecycle = ['lifecycle', 'chaincode'];
  const { organizations } = network.layout;
  for (const organization of organizations) {
    const made = packages.get(organization);
    if (!made) throw new Error(`${organization.name} has no package`);
    await network.peer(organization, [...lifecycle, 'install', made.file]);
    await network.peer(organization, [
      ...[...lifecycle, 'approveformyorg', ...network.ordererArguments],
      ...[...definition(network), '--package-id', made.packageId],
    ]);
  }
  const peers = organizations.flatMap((organization) => [
    ...['--peerAddresses', `${MACHINE}:${organization.peer.port}`],
    ...['--tlsRootCertFiles', tlsRoot(organization)],
  ]);
  await network.peer(organizations[0], [
    ...[...lifecycle, 'commit', ...network.ordererArguments],
    ...[...definition(network), ...peers],
  ]);
}
