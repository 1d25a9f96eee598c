import type { Command } from 'commander';
import { json, say } from '../../terminal/output';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { positionsTable } from './positions-table';

async function positions(options: MemberOptions): Promise<void> {
  const held = await asTrader(options, (ledger) => ledger.holdings.positions());
  if (options.json) process.stdout.write(json(held));
  else say(positionsTable(options.as, held));
}

/** `jangbu holdings positions`. */
export function positionsCommand(): Command {
  return memberCommand('positions', 'what the firm holds, by instrument and account').action(positions);
}
