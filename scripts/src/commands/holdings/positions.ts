import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { Position } from '../../outputs/holdings';
import { tell } from '../../terminal/output';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { positionsTable } from './positions-table';

const Output = Type.Array(Position);

async function positions(options: MemberOptions): Promise<void> {
  await asTrader(options, async (ledger, { memberId }) => {
    const held = await ledger.holdings.positions();
    tell<typeof Output>(options, held, () => positionsTable(memberId, held));
  });
}

/** `jangbu holdings positions`. */
export function positionsCommand(): Command {
  return memberCommand('positions', 'what the firm holds, by instrument and account', Output).action(
    positions,
  );
}
