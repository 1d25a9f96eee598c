import { smallConsortium } from '../../testing/consortium';
import { topologyOf } from './topology';
import { nearMisses, unknownNode } from './unknown-node';

describe('a node that there is not', () => {
  const names = ['nh', 'kofia', 'samsung', 'peer0.nh.jangbu.example', 'chaincode'];

  it.each([
    ['kofla', ['kofia']],
    ['smasung', ['samsung']],
    ['chaincod', ['chaincode']],
    ['NH', ['nh', 'peer0.nh.jangbu.example']],
    ['peer0.nh', ['peer0.nh.jangbu.example']],
    ['something', []],
  ])('%s may be meant as %j', (said, near) => {
    expect(nearMisses(said, names)).toEqual(near);
  });

  it('is refused with all that there are, one a line', async () => {
    const topology = topologyOf(await smallConsortium());
    const { message, code } = unknownNode('kofla', topology);
    expect(code).toBe('UNKNOWN_NODE');
    const lines = message.split('\n');
    expect(lines[0]).toBe('there is no node kofla; did you mean kofia? There are, by name or by member:');
    expect(lines).toContain('  peer0.kofia.jangbu.example  (kofia)');
    expect(lines).toHaveLength(1 + topology.orderers.length + topology.peers.length + 1);
    expect(unknownNode('something', topology).message).toMatch(/^there is no node something\. There are/);
  });
});
