import { SealState } from '@jangbu/model';
import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { asReader, memberCommand, type MemberOptions } from '../member-options';

function describe(date: string, { seal, attestations }: SealState): string {
  if (!seal) {
    const attested = attestations.map(({ member }) => member).join(', ');
    return `${date} is not sealed; attested by ${attested || 'nobody'}`;
  }
  const { count, root } = seal.claim.transactions;
  return `${date} is sealed by ${seal.members.join(', ')}: ${count} transactions, root ${root}`;
}

async function showSeal(date: string, options: MemberOptions): Promise<void> {
  const state = await asReader(options, (ledger) => ledger.days.seal(date));
  tell<typeof SealState>(options, state, () => describe(date, state));
}

/** `jangbu day seal`. */
export function sealCommand(): Command {
  return memberCommand('seal', 'say whether a day is sealed, and by whom', SealState)
    .argument('<date>', 'YYYY-MM-DD')
    .action(showSeal);
}
