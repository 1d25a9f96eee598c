import type { ClaimResult } from '@jangbu/client/interfirm';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { ClaimResult as Result } from '../../outputs/settlement';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';
import { tellEach } from './told-results';

const Output = Type.Array(Result);

async function claim(options: MemberOptions): Promise<void> {
  const results = await asTrader(options, (ledger) => ledger.settlement.claimAll());
  tellEach<typeof Result, ClaimResult>(results, options, {
    done: 'CLAIMED',
    why: (result) => (result.status === 'FAILED' ? result.error.message : ''),
    says: (count) => `${count} claimed`,
  });
}

/** `jangbu settlement claim`. */
export function claimCommand(): Command {
  return memberCommand('claim', "claim what settled while the firm's peer was away", Output).action(claim);
}
