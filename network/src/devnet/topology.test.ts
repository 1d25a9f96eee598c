import { majorityOf } from '@jangbu/model';

import { fullConsortium, inventedMembers, smallConsortium } from '../../testing/consortium';
import { mostConsenters, mostPeers, portBlock } from '../consortium/port-plan';
import { listenersOf, type NetworkNode } from '../member/nodes';
import { nodesOf, topologyOf } from './topology';

const portsOf = (node: NetworkNode): number[] => listenersOf(node).map(({ port }) => port);

describe("a network's topology", () => {
  it('has one peer a member and one consenter an entry, in the order of the file', async () => {
    const consortium = await fullConsortium();
    const topology = topologyOf(consortium);
    expect(topology.peers.map(({ member }) => member.id)).toEqual(consortium.members.map(({ id }) => id));
    expect(topology.orderers.map(({ member }) => member.id)).toEqual(consortium.consenters);
  });

  it('gives no port twice, and none outside the block from the base', async () => {
    const consortium = await fullConsortium();
    const ports = nodesOf(topologyOf(consortium)).flatMap(portsOf);
    expect(new Set(ports).size).toBe(ports.length);
    expect(Math.min(...ports)).toBe(consortium.ports.base);
    expect(Math.max(...ports)).toBeLessThan(consortium.ports.base + portBlock);
  });

  it('keeps to the block with as many members and consenters as it takes', async () => {
    const members = inventedMembers(mostPeers);
    const consenters = Array.from({ length: mostConsenters }, (_, index) => `firm${index}`);
    const ports = nodesOf(topologyOf({ ...(await smallConsortium()), members, consenters })).flatMap(portsOf);
    expect(new Set(ports).size).toBe(ports.length);
    expect(Math.max(...ports) - Math.min(...ports)).toBeLessThan(portBlock);
  });

  it("puts a member's second peer behind all first ones, which stay where they were", async () => {
    const consortium = await smallConsortium();
    const before = topologyOf(consortium).peers;
    const members = consortium.members.map((member) =>
      member.id === 'nh' ? { ...member, peers: 2 } : member,
    );
    const { peers } = topologyOf({ ...consortium, members });
    expect(peers.slice(0, 3).map(({ name, address }) => [name, address])).toEqual(
      before.map(({ name, address }) => [name, address]),
    );
    expect(peers.slice(3)).toMatchObject([
      { name: 'peer1.nh.jangbu.example', index: 1, listen: { port: consortium.ports.base + 9 } },
    ]);
  });

  it('refuses more peers than the block takes, and says how many that is', async () => {
    const members = inventedMembers(mostPeers + 1);
    const consortium = { ...(await smallConsortium()), members, consenters: ['firm0'] };
    expect(() => topologyOf(consortium)).toThrow(`${mostPeers} peers`);
  });

  it('refuses a consenter whose owner is no member', async () => {
    const consortium = { ...(await smallConsortium()), consenters: ['kofia', 'nobody'] };
    expect(() => topologyOf(consortium)).toThrow('nobody is no member');
  });

  it('gives a member that owns two consenters two nodes with names of their own', async () => {
    const { orderers } = topologyOf({ ...(await smallConsortium()), consenters: ['kofia', 'nh', 'kofia'] });
    const owned = orderers.filter(({ member }) => member.id === 'kofia').map(({ name }) => name);
    expect(owned).toEqual(['orderer0.kofia.jangbu.example', 'orderer2.kofia.jangbu.example']);
  });

  it.each([
    [1, 1],
    [2, 2],
    [3, 2],
    [4, 3],
    [21, 11],
    [22, 12],
  ])('counts more than half of %i members as %i', (members, majority) => {
    expect(majorityOf(inventedMembers(members).length)).toBe(majority);
  });
});
