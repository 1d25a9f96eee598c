import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:http2';
import { createServer } from 'node:net';

/** A port of this machine that nobody listens at. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/**
 * Connects as a peer does, and returns the first message that the chaincode sends: its registration.
 * The chaincode may still be starting, so a refused connection is tried again.
 */
export async function registration(port: number, chaincode: ChildProcess): Promise<string> {
  while (chaincode.exitCode === null) {
    const session = connect(`http://127.0.0.1:${port}`);
    const stream = session.request({
      ':method': 'POST',
      ':path': '/protos.Chaincode/Connect',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const received = once(stream, 'data').then(([bytes]: unknown[]) => String(bytes));
    const failed = Promise.race([once(session, 'error'), once(stream, 'error')]).then(() => undefined);
    const answer = await Promise.race([received.catch(() => undefined), failed]);
    session.destroy();
    if (answer !== undefined) return answer;
  }
  throw new Error('the chaincode has ended');
}
