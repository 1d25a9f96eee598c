import type { Ledger } from '@jangbu/client';
import { isReconciled, type OwnPosition, type Reconciliation } from '@jangbu/client/interfirm';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { Cells, readRows } from '../../input/cells';
import { ACCOUNT_KINDS, choiceOf } from '../../input/choices';
import { readTable } from '../../input/table-file';
import { readStatementFile } from '../../input/trade-file';
import { toStatement } from '../../input/trade-statement';
import { ReconciliationLine } from '../../reports/sheet-schemas';
import { reconciliationSheet } from '../../reports/sheets';
import { EXIT } from '../../terminal/exit-codes';
import { asTrader, tradeDateOf } from '../member-options';
import { reportSubcommand, writeSheets, type ReportOptions } from './report-options';

async function readPositions(file: string): Promise<OwnPosition[]> {
  const rows = await readTable(file, ['instrument', 'account_kind', 'amount'] as const);
  return readRows(rows, (row) => {
    const cells = new Cells(row);
    return {
      instrument: row.instrument,
      accountKind: cells.word('account_kind', ACCOUNT_KINDS),
      amount: cells.whole('amount'),
    };
  });
}

type Kind = 'TRADES' | 'HOLDINGS';

async function reconciled(ledger: Ledger, kind: Kind, file: string, date: string): Promise<Reconciliation> {
  if (kind === 'HOLDINGS') return ledger.reports.reconcileHoldings(date, await readPositions(file));
  return ledger.reports.reconcileTrades(date, readRows(await readStatementFile(file), toStatement));
}

async function reconcile(given: string, file: string, options: ReportOptions): Promise<void> {
  const kind = choiceOf('what is reconciled', ['TRADES', 'HOLDINGS'], given);
  const told = await asTrader(options, async (ledger) =>
    reconciled(ledger, kind, file, await tradeDateOf(ledger, options.date)),
  );
  await writeSheets({ reconciliation: reconciliationSheet(told) }, options);
  if (!isReconciled(told)) process.exitCode = EXIT.FAILED;
}

/** `jangbu report reconcile`. */
export function reconcileCommand(): Command {
  return reportSubcommand(
    'reconcile',
    "compare a firm's own CSV file with the ledger; exit code 1 where they differ",
    Type.Array(ReconciliationLine),
  )
    .argument('<what>', 'trades or holdings')
    .argument('<file>', 'trades: as `trades submit` takes it; holdings: instrument,account_kind,amount')
    .action(reconcile);
}
