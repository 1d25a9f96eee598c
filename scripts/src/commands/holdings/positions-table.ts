import type { Position } from '@jangbu/client/interfirm';
import { grouped, table, type Column } from '../../terminal/table';

const COLUMNS: readonly Column[] = [
  { title: 'instrument' },
  { title: 'account' },
  { title: 'free', align: 'right' },
  { title: 'reserved', align: 'right' },
];

/** What a firm holds, as a table that a person reads. */
export function positionsTable(member: string, positions: readonly Position[]): string {
  const rows = positions.map(({ instrument, accountKind, free, reserved }) => [
    instrument,
    accountKind,
    grouped(free),
    grouped(reserved),
  ]);
  return rows.length > 0 ? table(COLUMNS, rows) : `${member} holds nothing`;
}
