import { readFileSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';

import { memberLayout } from '../identities/layout';
import { NetworkError } from '../errors/network-error';
import { host, type OrdererNode } from '../devnet/topology';

const channelsPath = '/participation/v1/channels';
const answerMs = 20_000;
const created = 201;
const conflict = 405;
const boundary = 'jangbu-channel-participation';

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** How a consenter stands to a channel. */
export interface ChannelInfo {
  readonly name: string;
  readonly status: string;
  readonly height: number;
}

function optionsOf(stateDir: string, orderer: OrdererNode): RequestOptions {
  const owner = memberLayout(stateDir, orderer.member);
  const { tls } = owner.orderer(orderer.consenter);
  return {
    host,
    port: orderer.adminPort,
    servername: orderer.name,
    ca: readFileSync(tls.caCertificate),
    cert: readFileSync(owner.admin.tls.certificate),
    key: readFileSync(owner.admin.tls.key),
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
export async function ordererAnswers(stateDir: string, orderer: OrdererNode): Promise<boolean> {
  try {
    const answer = await send({ ...optionsOf(stateDir, orderer), path: channelsPath });
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
export async function joinOrderer(
  stateDir: string,
  orderer: OrdererNode,
  genesis: Uint8Array,
): Promise<void> {
  const head =
    `--${boundary}\r\nContent-Disposition: form-data; name="config-block"; filename="genesis.block"\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n';
  const body = Buffer.concat([Buffer.from(head), genesis, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const answer = await send(
    {
      ...optionsOf(stateDir, orderer),
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
  stateDir: string,
  orderer: OrdererNode,
  channel: string,
): Promise<ChannelInfo | undefined> {
  const answer = await send({ ...optionsOf(stateDir, orderer), path: `${channelsPath}/${channel}` });
  if (answer.status !== 200) return undefined;
  const info = JSON.parse(answer.body) as ChannelInfo;
  return { name: info.name, status: info.status, height: info.height };
}
