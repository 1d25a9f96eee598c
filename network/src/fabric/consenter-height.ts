import * as grpc from '@grpc/grpc-js';
import { common, orderer } from '@hyperledger/fabric-protos';
import { Timestamp } from 'google-protobuf/google/protobuf/timestamp_pb';

import { NetworkError } from '../errors/network-error';
import type { Signer } from './signer';

const answerMs = 5_000;

/** Where a consenter delivers blocks, its own member's or another's. */
export interface ConsenterEndpoint {
  /** `host:port` */
  readonly address: string;
  /** A name that stands in its TLS certificate; the address's host unless given. */
  readonly serverName?: string | undefined;
  /** PEM of the CAs that may have signed it. */
  readonly tlsRoots: readonly string[];
}

function seekNewest(channel: string, signer: Signer): common.Envelope {
  const header = new common.ChannelHeader();
  header.setType(common.HeaderType.DELIVER_SEEK_INFO);
  header.setChannelId(channel);
  header.setTimestamp(Timestamp.fromDate(new Date()));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(signer.creator);
  const headers = new common.Header();
  headers.setChannelHeader(header.serializeBinary());
  headers.setSignatureHeader(signatureHeader.serializeBinary());
  const newest = new orderer.SeekPosition();
  newest.setNewest(new orderer.SeekNewest());
  const seek = new orderer.SeekInfo();
  seek.setStart(newest);
  seek.setStop(newest);
  seek.setBehavior(orderer.SeekInfo.SeekBehavior.FAIL_IF_NOT_READY);
  const payload = new common.Payload();
  payload.setHeader(headers);
  payload.setData(seek.serializeBinary());
  const bytes = payload.serializeBinary();
  const envelope = new common.Envelope();
  envelope.setPayload(bytes);
  envelope.setSignature(signer.sign(bytes));
  return envelope;
}

/**
 * Asks a consenter for its newest block of a channel, as any member of the channel may.
 *
 * @param signer an identity of the member that asks
 * @returns how many blocks it holds
 * @throws NetworkError `NODE_NOT_READY` when it can't be reached, `FABRIC_REFUSED` when it gives no block
 */
export async function newestBlock(
  { address, serverName, tlsRoots }: ConsenterEndpoint,
  channel: string,
  signer: Signer,
): Promise<number> {
  const credentials = grpc.credentials.createSsl(Buffer.from(tlsRoots.join('\n')));
  const client = new orderer.AtomicBroadcastClient(address, credentials, {
    'grpc.enable_http_proxy': 0,
    ...(serverName === undefined
      ? {}
      : { 'grpc.ssl_target_name_override': serverName, 'grpc.default_authority': serverName }),
  });
  const stream = client.deliver(new grpc.Metadata(), { deadline: Date.now() + answerMs });
  try {
    return await new Promise<number>((resolve, reject) => {
      stream.on('data', (answer: orderer.DeliverResponse) => {
        const number = answer.getBlock()?.getHeader()?.getNumber();
        if (number !== undefined) resolve(number + 1);
        const facts = { node: address, status: answer.getStatus() };
        const message = `${address} gave no block of ${channel} (status ${answer.getStatus()})`;
        reject(new NetworkError('FABRIC_REFUSED', message, facts));
      });
      stream.on('error', (error: grpc.ServiceError) => {
        reject(
          new NetworkError(
            'NODE_NOT_READY',
            `${address} did not answer: ${error.details}`,
            { node: address },
            error,
          ),
        );
      });
      stream.write(seekNewest(channel, signer));
    });
  } finally {
    stream.cancel();
    client.close();
  }
}
