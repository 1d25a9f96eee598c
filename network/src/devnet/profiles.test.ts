import type { PeerEndpoint } from '../fabric/peer-connection';
import type { PeerNode } from '../member/nodes';
import { smallConsortium } from '../../testing/consortium';
import { topologyOf } from './topology';
import { memberProfile } from './profiles';

describe("a member's connection profile", () => {
  it("names the member's own peers only, with the name and root that their certificates answer to", async () => {
    const consortium = await smallConsortium();
    const topology = topologyOf({ ...consortium, ports: { base: 17_000 } });
    const nh = consortium.members.find(({ id }) => id === 'nh');
    if (nh === undefined) throw new Error('the small consortium has nh');
    const endpointOf = ({ name, address }: PeerNode): PeerEndpoint => ({
      name,
      address,
      serverName: name,
      tlsRootCert: `root of ${name}`,
    });
    expect(memberProfile(topology, nh, endpointOf)).toEqual({
      type: 'jangbu-profile',
      version: 1,
      channel: 'interfirm',
      chaincode: 'jangbu',
      member: { id: 'nh', mspId: 'NhMSP' },
      peers: [
        {
          name: 'peer0.nh.jangbu.example',
          address: '127.0.0.1:17003',
          serverName: 'peer0.nh.jangbu.example',
          tlsRootCert: 'root of peer0.nh.jangbu.example',
        },
      ],
    });
  });
});
