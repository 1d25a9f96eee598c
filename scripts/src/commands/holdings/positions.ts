import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { positionsTable } from './positions-table';

async function positions(options: MemberOptions): Promise<void> {
  await asTrader(options, async (ledger, { memberId }) => {
    const held = await ledger.holdings.positions();
    tell(options, held, () => positionsTable(memberId, held));
  });
}

/** `jangbu holdings positions`. */
export function positionsCommand(): Command {
  return memberCommand('positions', 'what the firm holds, by instrument and account').action(positions);
}
