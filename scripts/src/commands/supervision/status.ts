import type { Command } from 'commander';
import { SupervisionStatus as Output } from '../../outputs/supervision';
import { EXIT } from '../../terminal/exit-codes';
import { news, tell } from '../../terminal/output';
import { asReader, memberCommand, type MemberOptions } from '../member-options';
import { alarmOf, statusText } from './status-text';

async function showStatus(options: MemberOptions): Promise<void> {
  const status = await asReader(options, (ledger) => ledger.supervision.status());
  tell<typeof Output>(options, status, () => statusText(status));
  const alarm = alarmOf(status);
  if (alarm === undefined) return;
  process.exitCode = EXIT.FAILED;
  news(alarm);
}

/** `jangbu supervision status`. */
export function supervisionStatusCommand(): Command {
  return memberCommand(
    'status',
    "how far the handover is, and whether what was taken over is what was agreed, by the own peer's blocks",
    Output,
  ).action(showStatus);
}
