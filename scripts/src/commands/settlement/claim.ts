import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { RecordedOfInstruction } from '../../outputs/settlement';
import { tell } from '../../terminal/output';
import { grouped } from '../../terminal/table';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';

const Output = Type.Array(RecordedOfInstruction);

async function claim(options: MemberOptions): Promise<void> {
  const claimed = await asTrader(options, (ledger) => ledger.settlement.claimAll());
  tell<typeof Output>(options, claimed, `${grouped(claimed.length)} claimed`);
}

/** `jangbu settlement claim`. */
export function claimCommand(): Command {
  return memberCommand('claim', "claim what settled while the firm's peer was away", Output).action(claim);
}
