import { NetworkError } from '../errors/network-error';
import { lastLines } from './log-file';

/** Marks that a line is the reason of the end rather than its echo. */
const telling = /panic|fatal|error|no space|in use|denied|refused|cannot|failed/i;
const stackTrace = /^(goroutine \d|\t|created by |\S+\(.*\)$|\[signal |[\w.-]+\.\w+\/\S+$)/;
const longestLine = 300;

/**
 * Picks what an operator should read of a dead node's log: the last lines that give a reason, without the
 * stack trace that a Go program prints after it.
 *
 * @param log the log's last lines
 * @returns at most two lines, cut where they are very long
 */
export function tellingLines(log: readonly string[]): readonly string[] {
  const plain = log.filter((line) => !stackTrace.test(line));
  const reasons = plain.filter((line) => telling.test(line));
  return (reasons.length > 0 ? reasons : plain).slice(-2).map((line) => line.slice(0, longestLine));
}

/**
 * Says why a node ended, as well as its log tells.
 *
 * @param node the node's name
 * @param logFile its log
 * @param from size of the log when the node started: what came before is about an earlier life
 * @returns the error to throw: `DISK_FULL`, `PORT_IN_USE`, `NO_NETWORK_INTERFACE` or `NODE_DIED`
 */
export function exitReason(node: string, logFile: string, from = 0): NetworkError {
  const log = lastLines(logFile, 200, from);
  const text = log.join('\n');
  const facts = { node, log: logFile };
  if (/no space left on device/i.test(text)) {
    return new NetworkError(
      'DISK_FULL',
      `${node} stopped because the disk is full; make room and start it again`,
      facts,
    );
  }
  const port = /(\d+\.\d+\.\d+\.\d+:\d+): bind: address already in use/.exec(text)?.[1];
  if (port !== undefined) {
    return new NetworkError('PORT_IN_USE', `${node} stopped because ${port} was taken by another program`, {
      ...facts,
      address: port,
    });
  }
  if (/no non-loopback, IPv4 interface/.test(text)) {
    return new NetworkError(
      'NO_NETWORK_INTERFACE',
      `${node} stopped: Fabric's peer wants a network interface with an IPv4 address besides the loopback`,
      facts,
    );
  }
  const reason = tellingLines(log).join(' | ');
  return new NetworkError(
    'NODE_DIED',
    `${node} stopped${reason === '' ? ' without a word' : `: ${reason}`} (log: ${logFile})`,
    facts,
  );
}
