import type { OwnLot } from '@jangbu/client/interfirm';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { OwnLot as Lot } from '../../outputs/holdings';
import { tell } from '../../terminal/output';
import { grouped, table } from '../../terminal/table';
import { asTrader, memberCommand, type MemberOptions } from '../member-options';

const Output = Type.Array(Lot);

function describe(held: readonly OwnLot[]): string {
  const columns = ['lot', 'instrument', 'account', 'status'].map((title) => ({ title }));
  const rows = held.map((each) => [
    `${each.creator}/${each.lotId}`,
    each.instrument,
    each.accountKind,
    each.status,
    grouped(each.amount),
  ]);
  return table([...columns, { title: 'amount', align: 'right' as const }], rows);
}

async function lots(options: MemberOptions & { instrument?: string }): Promise<void> {
  const asked = options.instrument === undefined ? {} : { instrument: options.instrument };
  const held = await asTrader(options, (ledger) => ledger.holdings.lots(asked));
  tell<typeof Output>(options, held, () => describe(held));
}

/** `jangbu holdings lots`. */
export function lotsCommand(): Command {
  return memberCommand('lots', "the firm's lots that are not spent", Output)
    .option('--instrument <isin>', 'an ISIN, or KRW for the settlement won')
    .action(lots);
}
