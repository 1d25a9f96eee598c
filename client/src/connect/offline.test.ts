import { status } from '@grpc/grpc-js';
import { createHash, generateKeyPairSync, verify } from 'node:crypto';
import { signers } from '@hyperledger/fabric-gateway';
import { gateway, peer } from '@hyperledger/fabric-protos';
import { INTERFIRM_RECORD } from '@jangbu/model';
import { certificateFor } from '../../testing/certificate';
import { GatewayServer } from '../../testing/gateway-server';
import { connectOffline, type OfflineLedger } from './offline';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const certificate = certificateFor(privateKey);
/** The key is elsewhere: it sees a digest, and nothing else. */
const signElsewhere = signers.newPrivateKeySigner(privateKey);
const proposed = { transaction: 'trades:record', argument: '{}', organizations: ['NhMSP'] };

async function connected() {
  const servers = [new GatewayServer('a'), new GatewayServer('b')] as const;
  await Promise.all(servers.map((server) => server.start()));
  const ledger = await connectOffline(
    {
      type: 'jangbu-profile',
      version: 1,
      channel: 'interfirm',
      chaincode: 'jangbu',
      member: { id: 'nh', mspId: 'NhMSP' },
      peers: servers.map(({ peer }) => peer),
    },
    certificate,
  );
  const stop = async (): Promise<void> => {
    await ledger.close();
    for (const server of servers) server.stop();
  };
  return { ledger, a: servers[0], b: servers[1], [Symbol.asyncDispose]: stop };
}

async function endorsed(ledger: OfflineLedger) {
  const proposal = ledger.propose(proposed);
  return ledger.endorse(proposal.bytes, await signElsewhere(proposal.digest));
}

/** The chaincode's part of a proposal that is to be signed. */
function payloadOf(bytes: Uint8Array): Uint8Array {
  const signed = gateway.ProposedTransaction.deserializeBinary(bytes).getProposal();
  return peer.Proposal.deserializeBinary(signed?.getProposalBytes_asU8() ?? bytes).getPayload_asU8();
}

describe('signing offline', () => {
  test('goes in four steps, each signed by the key elsewhere', async () => {
    await using connection = await connected();
    const { ledger, a } = connection;
    const transaction = await endorsed(ledger);
    expect(JSON.parse(transaction.answer)).toMatchObject({ chaincode: 'a' });
    const sent = await ledger.submit(transaction.bytes, await signElsewhere(transaction.digest));
    expect(sent).toMatchObject({ sent: 'SENT', transactionId: transaction.transactionId });
    await expect(ledger.commitStatus(sent.bytes, await signElsewhere(sent.digest))).resolves.toEqual({
      transactionId: transaction.transactionId,
      blockNumber: 7n,
    });
    expect(a.taken.map(({ call }) => call)).toEqual(['ENDORSE', 'SUBMIT', 'COMMIT_STATUS']);
    for (const { signed, signature } of a.taken) {
      expect(verify('sha256', signed, publicKey, signature)).toBe(true);
    }
    expect(sent.digest).toEqual(
      createHash('sha256')
        .update(a.calls('COMMIT_STATUS')[0]?.signed ?? '')
        .digest(),
    );
  });

  test('shows the channel neither the documents nor which transaction between members it is', async () => {
    await using connection = await connected();
    const body = 'of a page';
    const { bytes } = connection.ledger.propose({ ...proposed, argument: undefined, transient: { body } });
    const content = peer.ChaincodeProposalPayload.deserializeBinary(payloadOf(bytes));
    const spec = peer.ChaincodeInvocationSpec.deserializeBinary(content.getInput_asU8());
    const input = spec.getChaincodeSpec()?.getInput()?.getArgsList_asU8() ?? [];
    expect(input.map((each) => Buffer.from(each).toString())).toEqual([INTERFIRM_RECORD]);
    // What a block leaves out, and endorsers see.
    expect([...content.getTransientmapMap().keys()].sort()).toEqual(['body', 'transaction']);
  });

  test('asks a query with one signature', async () => {
    await using connection = await connected();
    const { ledger } = connection;
    const query = ledger.propose(proposed);
    const answer = await ledger.evaluate(query.bytes, await signElsewhere(query.digest));
    expect(JSON.parse(answer)).toMatchObject({ chaincode: 'a' });
  });

  test('a step that failed may be repeated with the same signature, and goes to the other peer', async () => {
    await using connection = await connected();
    const { ledger, a, b } = connection;
    const proposal = ledger.propose(proposed);
    const signature = await signElsewhere(proposal.digest);
    a.failing = status.UNAVAILABLE;
    await expect(ledger.endorse(proposal.bytes, signature)).rejects.toMatchObject({
      name: 'UnavailableError',
      retryable: true,
    });
    await expect(ledger.endorse(proposal.bytes, signature)).resolves.toMatchObject({
      transactionId: proposal.transactionId,
    });
    expect(b.calls('ENDORSE')).toHaveLength(1);
  });

  test('a sending that was answered with an error may have gone through: its status can be asked', async () => {
    await using connection = await connected();
    const { ledger, a } = connection;
    const transaction = await endorsed(ledger);
    a.failing = status.UNAVAILABLE;
    const sent = await ledger.submit(transaction.bytes, await signElsewhere(transaction.digest));
    expect(sent).toMatchObject({ sent: 'UNSURE', error: { name: 'UnavailableError' } });
    await expect(ledger.commitStatus(sent.bytes, await signElsewhere(sent.digest))).resolves.toMatchObject({
      blockNumber: 7n,
    });
  });

  test('what is no signature is refused before anything is sent', async () => {
    await using connection = await connected();
    const { ledger, a } = connection;
    const { bytes } = ledger.propose(proposed);
    await expect(ledger.endorse(bytes, Buffer.from('none'))).rejects.toThrow('no ECDSA signature');
    expect(a.taken).toEqual([]);
  });
});
