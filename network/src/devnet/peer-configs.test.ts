import { parse } from 'yaml';

import { fullConsortium, smallConsortium } from '../../testing/consortium';
import { stateFolder } from './state-folder';
import { topologyOf, type Topology } from './topology';
import { coreText } from '../member/peer-config';
import { peerSettings } from './node-settings';

interface Core {
  readonly peer: {
    readonly localMspId: string;
    readonly tls: { readonly enabled: boolean };
    readonly gossip: {
      readonly reconnectInterval: string;
      readonly aliveExpirationTimeout: string;
      readonly pvtData: {
        readonly implicitCollectionDisseminationPolicy: { readonly requiredPeerCount: number };
      };
    };
    readonly deliveryclient: { readonly policy: string };
  };
  readonly operations: { readonly tls: { readonly enabled: boolean } };
  readonly vm: { readonly endpoint: string };
}

function coresOf(topology: Topology): readonly Core[] {
  return topology.peers.map(
    (peer) => parse(coreText(peerSettings(topology, peer, stateFolder('/state')))) as Core,
  );
}

describe("a peer's configuration", () => {
  it('asks for no second peer of a member that has one', async () => {
    for (const { peer } of coresOf(topologyOf(await smallConsortium()))) {
      expect(peer.gossip.pvtData.implicitCollectionDisseminationPolicy.requiredPeerCount).toBe(0);
    }
  });

  it('has TLS on every port and no Docker', async () => {
    for (const core of coresOf(topologyOf(await smallConsortium()))) {
      expect([core.peer.tls.enabled, core.operations.tls.enabled]).toEqual([true, true]);
      expect(core.vm.endpoint).toBe('');
    }
  });

  it('gives no two peers the same interval between attempts to reach each other', async () => {
    const intervals = coresOf(topologyOf(await fullConsortium())).map(
      ({ peer }) => peer.gossip.reconnectInterval,
    );
    expect(new Set(intervals).size).toBe(22);
  });

  it("names the member that it is, by its own MSP's id", async () => {
    const topology = topologyOf(await smallConsortium());
    const expected = topology.peers.map(({ member }) => member.mspId);
    expect(coresOf(topology).map(({ peer }) => peer.localMspId)).toEqual(expected);
  });
});
