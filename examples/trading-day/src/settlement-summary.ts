import type { ConsortiumDefinition } from '@jangbu/network';
import colours from 'picocolors';
import { grouped, memberName, table } from 'jangbu';
import type { LivedDay } from './check-day';
import type { SettlementDay } from './settlement-days';

function dayRow({ date, settled, failed, fails, seconds }: SettlementDay): string[] {
  const rolls = [...new Set(fails.map(({ rollsTo }) => rollsTo))].join(', ');
  const atFault = [...new Set(fails.flatMap((fail) => fail.atFault))].join(', ');
  return [
    date,
    grouped(settled),
    failed.length === 0 ? '' : colours.yellow(grouped(failed.length)),
    atFault,
    rolls,
    `${seconds.reserve.toFixed(1)} s`,
    `${seconds.settle.toFixed(1)} s`,
  ];
}

/** How the trade date's obligations settled, day by day. */
export function renderSettlement(day: LivedDay, consortium: ConsortiumDefinition): string {
  const { instructions, lots, settlement, late } = day;
  const lateLines = late.map(
    ({ firm, instrument, amount }) =>
      `${memberName(consortium, firm)} had sold ${grouped(amount)} of ${instrument} that reached custody a day late`,
  );
  return [
    colours.bold('Settlement, delivery against payment'),
    `${grouped(instructions)} instructions from the net obligations; ${grouped(lots)} lots issued against custody`,
    '',
    table(
      [
        { title: 'business day' },
        { title: 'settled', align: 'right' },
        { title: 'failed', align: 'right' },
        { title: 'at fault' },
        { title: 'rolls to' },
        { title: 'reserving', align: 'right' },
        { title: 'settling', align: 'right' },
      ],
      settlement.days.map(dayRow),
    ),
    ...lateLines,
  ].join('\n');
}
