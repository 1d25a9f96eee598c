import type { Command } from 'commander';
import { Type } from '@sinclair/typebox';
import { openLedgerContext } from '../../consortium/ledger-context';
import { ResumedMovement } from '../../outputs/holdings';
import { failWith } from '../../terminal/exit-codes';
import { news, tell } from '../../terminal/output';
import { grouped } from '../../terminal/table';
import { memberCommand, type MemberOptions } from '../member-options';
import { resumeMovements } from './resume-movements';

const Output = Type.Array(ResumedMovement);

async function resume(options: MemberOptions): Promise<void> {
  const results = await resumeMovements(await openLedgerContext(options));
  const errors = results.flatMap(({ kind, movementId, ...each }) => {
    if (each.status !== 'FAILED') return [];
    news(`${kind} ${movementId}: ${each.error.message}`);
    return [each.error];
  });
  const done = grouped(results.length - errors.length);
  tell<typeof Output>(options, results, `${done} movements recorded that had been left in doubt`);
  if (errors.length > 0) failWith(errors);
}

/** `jangbu holdings resume`. */
export function resumeMovementsCommand(): Command {
  return memberCommand(
    'resume',
    'send again the movements of lots that an earlier command has left in doubt; nothing moves twice',
    Output,
  ).action(resume);
}
