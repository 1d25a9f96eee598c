import { connect } from 'node:net';

/** A service that takes longer to accept a connection has no ear for peers either. */
const PATIENCE_MS = 3000;

/** Where a service that listens at all addresses is reached from its own machine. */
function reachable(host: string): string {
  return host === '' || host === '0.0.0.0' || host === '[::]'
    ? '127.0.0.1'
    : host.replace(/^\[(.*)\]$/, '$1');
}

/**
 * Whether contracts are served: somebody accepts connections where this process would serve them.
 *
 * @param address `host:port`; undefined where none is set
 */
export function answersAt(address = ''): Promise<boolean> {
  const colon = address.lastIndexOf(':');
  if (colon < 0) return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = connect({
      host: reachable(address.slice(0, colon)),
      port: Number(address.slice(colon + 1)),
    });
    const told = (answers: boolean) => () => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(PATIENCE_MS, told(false)).once('connect', told(true)).once('error', told(false));
  });
}
