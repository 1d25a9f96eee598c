import type { ContractsStatus } from '@jangbu/network';
import { contractsStatusText } from './status-text';

const status: ContractsStatus = {
  channel: 'mychannel',
  chaincode: 'jangbu',
  mspId: 'Org1MSP',
  peers: [{ peer: 'peer0.org1', installed: ['jangbu_1:ab'], answers: true }],
};

test('the status says loudly that roles come from node OUs', () => {
  const text = contractsStatusText({ ...status, roles: 'NODE_OU' });
  expect(text).toContain('ROLES BY NODE OU');
  expect(text).toContain('every user of its organisation');
});

test('before the founding nothing is said of roles', () => {
  expect(contractsStatusText(status)).not.toMatch(/roles/i);
});
