import type { DayTime } from '@jangbu/model';
import type { NetworkStatus, PlacedNodeStatus } from '@jangbu/network/devnet';
import colours from 'picocolors';
import { dayTimeText } from '../../consortium/day-time-text';
import { table, type Column } from '../../terminal/table';

const COLUMNS: readonly Column[] = [
  { title: 'member' },
  { title: 'name' },
  { title: 'node' },
  { title: 'address' },
  { title: 'state' },
  { title: 'height', align: 'right' },
  { title: 'memory', align: 'right' },
];

function nodeState({ here, running, lag }: PlacedNodeStatus): string {
  if (!here) return colours.dim('not here');
  if (!running) return colours.red('down');
  if (lag === undefined) return colours.yellow('no answer');
  return lag === 0 ? colours.green('ok') : colours.yellow(`${lag} behind`);
}

/** All nodes of a network, a line each, and how the channel and the chaincode are. */
export function statusTable({
  members,
  chaincode,
  channel,
  height,
  running,
  memoryMB,
  time,
}: NetworkStatus & { readonly time: DayTime }): string {
  const rows = members.flatMap((member) =>
    [...member.peers, ...member.orderers].map((node, i) => [
      i === 0 ? member.id : '',
      i === 0 ? `${member.name.ko} ${member.name.en}` : '',
      node.name,
      node.address,
      nodeState(node),
      node.height === undefined ? '' : String(node.height),
      node.memoryMB === undefined ? '' : `${node.memoryMB} MB`,
    ]),
  );
  return [
    table(COLUMNS, rows),
    '',
    `chaincode ${chaincode.packageId ?? 'not deployed'}: ${chaincode.running ? 'running' : 'down'} at ${chaincode.address}`,
    `channel ${channel}: ${height} blocks; ${running === 'none' ? 'nothing runs' : `${memoryMB} MB in all`}`,
    time === 'FREE' ? colours.yellow(dayTimeText({ time })) : dayTimeText({ time }),
  ].join('\n');
}
