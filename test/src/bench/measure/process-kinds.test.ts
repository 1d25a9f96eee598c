import type { MemberStatus, NetworkStatus } from '@jangbu/network/devnet';
import { processesByKind } from './process-kinds';

function member(
  id: string,
  peers: readonly (number | undefined)[],
  orderers: readonly number[] = [],
): MemberStatus {
  const node = (pid: number | undefined): MemberStatus['peers'][number] => ({
    ...{ name: id, address: '', here: true, running: pid !== undefined },
    ...(pid === undefined ? {} : { pid }),
  });
  return { id, mspId: id, name: { en: id, ko: id }, peers: peers.map(node), orderers: orderers.map(node) };
}

const status: NetworkStatus = {
  ...{ channel: 'interfirm', running: 'all', height: 5, memoryMB: 100 },
  members: [
    member('kofia', [1], [2]),
    member('nh', [3, 4]),
    member('daishin', [5]),
    member('meritz', [undefined]),
  ],
  chaincode: { name: 'chaincode', address: '', running: true, pid: 6 },
};

test('peers are told apart by what they do in the work, all other processes by what they are', () => {
  expect(processesByKind(status, ['nh'], 'kofia')).toEqual({
    supervisorPeer: [1],
    consenter: [2],
    endorsingPeer: [3, 4],
    committingPeer: [5],
    contracts: [6],
    client: [process.pid],
  });
});

test("the supervisor's peer is a kind of its own also where it endorses", () => {
  const { supervisorPeer, endorsingPeer } = processesByKind(status, ['kofia', 'nh'], 'kofia');
  expect([supervisorPeer, endorsingPeer]).toEqual([[1], [3, 4]]);
});
