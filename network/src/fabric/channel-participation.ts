import { request, type RequestOptions } from 'node:https';

import { NetworkError } from '../errors/network-error';

const channelsPath = '/participation/v1/channels';
const answerMs = 20_000;
const created = 201;
const conflict = 405;
const boundary = 'jangbu-channel-participation';

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** Where a consenter's administration port answers, and by what one is let in there. */
export interface OrdererAdminEndpoint {
  /** Names the consenter in messages. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** The name that stands in its TLS certificate. */
  readonly serverName: string;
  /** PEM of the CA that signed it. */
  readonly tlsRootCert: string;
  /** PEM of a TLS certificate of the owner's admin, and of its key. */
  readonly clientCert: string;
  readonly clientKey: string;
}

/** How a consenter stands to a channel. */
export interface ChannelInfo {
  readonly name: string;
  readonly status: string;
  readonly height: number;
}

function optionsOf(orderer: OrdererAdminEndpoint): RequestOptions {
  return {
    host: orderer.host,
    port: orderer.port,
    servername: orderer.serverName,
    ca: orderer.tlsRootCert,
    cert: orderer.clientCert,
    key: orderer.clientKey,
    timeout: answerMs,
    agent: false,
  };
}

async function send(options: RequestOptions, body?: Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const message = request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') });
      });
    });
    message.on('timeout', () => message.destroy(new Error(`no answer within ${answerMs} ms`)));
    message.on('error', reject);
    message.end(body);
  });
}

/** Whether a consenter's administration port answers. */
export async function ordererAnswers(orderer: OrdererAdminEndpoint): Promise<boolean> {
  try {
    const answer = await send({ ...optionsOf(orderer), path: channelsPath });
    return answer.status > 0;
  } catch {
    return false;
  }
}

/**
 * Lets a consenter join a channel; harmless when it has joined already.
 *
 * @param genesis the channel's genesis block, serialised
 * @throws NetworkError `CHANNEL_FAILED` with the consenter's words when it refuses
 */
export async function joinOrderer(orderer: OrdererAdminEndpoint, genesis: Uint8Array): Promise<void> {
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="config-block"; filename="genesis.block"\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n';
  const body = Buffer.concat([Buffer.from(head), genesis, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const answer = await send(
    {
      ...optionsOf(orderer),
      method: 'POST',
      path: channelsPath,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'content-length': body.length },
    },
    body,
  );
  if (answer.status === created || answer.status === conflict) return;
  throw new NetworkError(
    'CHANNEL_FAILED',
    `${orderer.name} refused to join the channel: ${answer.body.trim()}`,
    {
      node: orderer.name,
      status: answer.status,
    },
  );
}

/**
 * How a consenter stands to a channel.
 *
 * @returns its view, or undefined when it has not joined
 */
export async function ordererChannel(
  orderer: OrdererAdminEndpoint,
  channel: string,
): Promise<ChannelInfo | undefined> {
  const answer = await send({ ...optionsOf(orderer), path: `${channelsPath}/${channel}` });
  if (answer.status !== 200) return undefined;
  const info = JSON.parse(answer.body) as ChannelInfo;
  return { name: info.name, status: info.status, height: info.height };
}
