import type { OutstandingSum } from '@jangbu/client/interfirm';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { OutstandingSum as Sum } from '../../outputs/holdings';
import { EXIT } from '../../terminal/exit-codes';
import { news, tell } from '../../terminal/output';
import { grouped, table } from '../../terminal/table';
import { asSupervisor, memberCommand, type MemberOptions } from '../member-options';

const Output = Type.Array(Sum);

function describe(sums: readonly OutstandingSum[]): string {
  const columns = [
    { title: 'instrument' },
    ...['deposited', 'withdrawn', 'outstanding'].map((title) => ({ title, align: 'right' as const })),
  ];
  const rows = sums.map((each) => [
    each.instrument,
    ...[each.deposited, each.withdrawn, each.outstanding].map(grouped),
  ]);
  return table(columns, rows);
}

async function outstanding(options: MemberOptions): Promise<void> {
  const sums = await asSupervisor(options, (ledger) => ledger.holdings.outstanding());
  tell<typeof Output>(options, sums, () => describe(sums));
  const wrong = sums.filter((each) => each.outstanding !== each.deposited - each.withdrawn);
  if (wrong.length === 0) return;
  process.exitCode = EXIT.FAILED;
  news(`ALARM: lots do not add up in ${wrong.map((each) => each.instrument).join(', ')}`);
}

/** `jangbu holdings outstanding`. */
export function outstandingCommand(): Command {
  return memberCommand(
    'outstanding',
    'prove the whole: all lots against deposits and withdrawals (as the supervisor)',
    Output,
  ).action(outstanding);
}
