import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { Recorded } from '../../outputs/outcomes';
import { tell } from '../../terminal/output';
import { grouped } from '../../terminal/table';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { parseInstructionName } from './instruction-name';

const Output = Type.Array(Recorded);

async function release(name: string, options: MemberOptions): Promise<void> {
  const released = await asTrader(options, (ledger) => ledger.settlement.release(parseInstructionName(name)));
  tell<typeof Output>(options, released, `${grouped(released.length)} lots released`);
}

/** `jangbu settlement release`. */
export function releaseCommand(): Command {
  return memberCommand('release', "give the firm's reserved lots back", Output)
    .argument('<instruction>', 'MEMBER/ID')
    .action(release);
}
