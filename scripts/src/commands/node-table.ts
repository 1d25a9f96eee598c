import type { OwnNodeStatus } from '@jangbu/network';
import colours from 'picocolors';
import { table, type Column } from '../terminal/table';

const COLUMNS: readonly Column[] = [
  { title: 'node' },
  { title: 'address' },
  { title: 'state' },
  { title: 'height', align: 'right' },
  { title: 'memory', align: 'right' },
];

function stateOf({ running, height }: OwnNodeStatus): string {
  if (!running) return colours.red('down');
  return height === undefined ? colours.yellow('no answer, or not joined') : colours.green('ok');
}

/** A member's own nodes, a line each. */
export function nodeTable(nodes: readonly OwnNodeStatus[]): string {
  return table(
    COLUMNS,
    nodes.map((node) => [
      node.name,
      node.address,
      stateOf(node),
      node.height === undefined ? '' : String(node.height),
      node.memoryMB === undefined ? '' : `${node.memoryMB} MB`,
    ]),
  );
}
