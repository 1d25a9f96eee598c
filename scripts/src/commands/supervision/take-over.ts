import type { TakeOverProgress, TakeOverResult } from '@jangbu/client/interfirm';
import type { ProgressEvent } from '@jangbu/network';
import type { Command } from 'commander';
import { TakeOverResult as Output } from '../../outputs/supervision';
import { EXIT } from '../../terminal/exit-codes';
import { news, tell } from '../../terminal/output';
import { withProgress } from '../../terminal/progress';
import { asSupervisor, memberCommand, type MemberOptions } from '../member-options';
import { alarmOf, statusText } from './status-text';

function eventOf(progress: TakeOverProgress): ProgressEvent {
  if (progress.step === 'BLOCKS') {
    return { phase: 'reading blocks', text: `block ${String(progress.blockNumber)}` };
  }
  const { member, taken, due } = progress;
  return { phase: `documents of ${member}`, text: `${taken} taken over, ${due} due` };
}

function describe(result: TakeOverResult): string {
  const { taken, upheld, declined, unreachable, frozen } = result;
  return [
    `taken over: ${taken}; own copies upheld: ${upheld}`,
    ...declined.map(({ member, key, reason }) => `not taken from ${member}: ${key.join('/')} (${reason})`),
    ...unreachable.map(({ member, says }) => `nothing from ${member}: ${says}`),
    ...frozen.map(({ instrument }) => `the supervisor's own ${instrument} stays where it is`),
    statusText(result),
  ].join('\n');
}

async function takeOver(options: MemberOptions): Promise<void> {
  const result = await withProgress((progress) =>
    asSupervisor(options, (ledger) =>
      ledger.supervision.takeOver({
        onProgress: (each) => {
          progress(eventOf(each));
        },
      }),
    ),
  );
  tell<typeof Output>(options, result, () => describe(result));
  const alarm = alarmOf(result);
  if (alarm !== undefined) news(alarm);
  if (alarm !== undefined || result.due > 0) process.exitCode = EXIT.FAILED;
}

/** `jangbu supervision take-over`. */
export function takeOverCommand(): Command {
  return memberCommand(
    'take-over',
    'take over what former supervisors held, from whoever has it (as the supervisor); run it again until nothing is due',
    Output,
  ).action(takeOver);
}
