import { fullConsortium, inventedMembers, smallConsortium } from './consortium.test.fixture';
import { majorityOf, mostConsenters, mostMembers, nodesOf, portBlock, portsOf, topologyOf } from './topology';

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
    const members = inventedMembers(mostMembers);
    const consenters = Array.from({ length: mostConsenters }, (_, index) => `firm${index}`);
    const ports = nodesOf(topologyOf({ ...(await smallConsortium()), members, consenters })).flatMap(portsOf);
    expect(new Set(ports).size).toBe(ports.length);
    expect(Math.max(...ports) - Math.min(...ports)).toBeLessThan(portBlock);
  });

  it('refuses more members than the block takes, and says how many that is', async () => {
    const members = inventedMembers(mostMembers + 1);
    const consortium = { ...(await smallConsortium()), members, consenters: ['firm0'] };
    expect(() => topologyOf(consortium)).toThrow(`${mostMembers} members`);
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
    expect(majorityOf(inventedMembers(members))).toBe(majority);
  });
});
