import { generateKeyPairSync } from 'node:crypto';

import { gateway, peer } from '@hyperledger/fabric-protos';

import { NetworkError } from '../errors/network-error';
import type { PeerConnection } from './peer-connection';
import { signerOf } from './signer';
import { submitTransaction } from './submit';

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const key = Buffer.from(privateKey.export({ type: 'pkcs8', format: 'pem' }));
const call = { channel: 'interfirm', chaincode: '_lifecycle', args: ['ApproveChaincodeDefinitionForMyOrg'] };

function silent(): Promise<never> {
  const facts = { node: 'peer0', reason: 'gone' };
  return Promise.reject(new NetworkError('NODE_NOT_READY', 'peer0 did not answer: gone', facts));
}

/** A peer that does everything, but for what is given. */
function peerThat(does: Partial<PeerConnection>): PeerConnection {
  const valid = new gateway.CommitStatusResponse();
  valid.setResult(peer.TxValidationCode.VALID);
  return {
    name: 'peer0',
    signer: signerOf('NhMSP', Buffer.from('certificate'), key),
    endorse: () => Promise.resolve(new peer.ProposalResponse()),
    submit: () => Promise.resolve(),
    commitStatus: () => Promise.resolve(valid),
    ...does,
  } as unknown as PeerConnection;
}

const submitted = (does: Partial<PeerConnection>): Promise<void> => {
  const connection = peerThat(does);
  return submitTransaction(call, connection, [connection]);
};

describe('a transaction of the network', () => {
  it('is done when the peer has committed it', async () => {
    await expect(submitted({})).resolves.toBeUndefined();
  });

  it('was not sent where the peer does not endorse it', async () => {
    await expect(submitted({ endorse: silent })).rejects.toMatchObject({ code: 'NODE_NOT_READY' });
  });

  it('is in doubt where the peer goes silent after it was sent', async () => {
    await expect(submitted({ commitStatus: silent })).rejects.toMatchObject({
      code: 'IN_DOUBT',
      facts: { node: 'peer0', transactionId: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
  });

  it('is refused where the channel finds it invalid', async () => {
    const invalid = new gateway.CommitStatusResponse();
    invalid.setResult(peer.TxValidationCode.MVCC_READ_CONFLICT);
    await expect(submitted({ commitStatus: () => Promise.resolve(invalid) })).rejects.toMatchObject({
      code: 'FABRIC_REFUSED',
      facts: { code: 'MVCC_READ_CONFLICT' },
    });
  });
});
