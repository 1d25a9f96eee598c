import type {
  BreakLine,
  DayReport,
  FailLine,
  HeldDay,
  InstructionSum,
  OutstandingSum,
  PairTrades,
  PenaltySum,
  Reconciliation,
  UnmatchedLine,
} from '@jangbu/client/interfirm';
import type { NettingSavings } from '@jangbu/model';
import type { Sheet } from './sheet';
import {
  BreaksLine,
  columnsOf,
  FailsLine,
  HoldingsLine,
  InstructionsLine,
  NettingLine,
  OutstandingLine,
  PenaltiesLine,
  ReconciliationLine,
  TradesLine,
  UnmatchedLine as UnmatchedSheetLine,
} from './sheet-schemas';

/** How a member is shown, by its id. */
export type MemberName = (id: string) => string;

export function tradesSheet(lines: readonly PairTrades[], name: MemberName): Sheet {
  return {
    title: 'Trades by pair',
    columns: columnsOf(TradesLine),
    rows: lines.map(({ pair: [first, second], ...each }) => [
      name(first),
      name(second),
      each.matched,
      each.matchedValue,
      each.broken,
      each.waiting,
      each.obligations,
      each.netValue,
    ]),
  };
}

export function breaksSheet(lines: readonly BreakLine[], name: MemberName): Sheet {
  return {
    title: 'Breaks, a line a differing field',
    columns: columnsOf(BreaksLine),
    rows: lines.map(({ uti, pair: [first, second], code, stated: [one, other] }) => [
      uti,
      name(first),
      name(second),
      code,
      one,
      other,
    ]),
  };
}

export function unmatchedSheet(lines: readonly UnmatchedLine[], name: MemberName): Sheet {
  return {
    title: 'Trades that wait for their other side',
    columns: columnsOf(UnmatchedSheetLine),
    rows: lines.map(({ uti, pair, statedBy, side, isin, quantity, amount, settlementDate }) => [
      uti,
      name(statedBy),
      name(pair.find((id) => id !== statedBy) ?? ''),
      side,
      isin,
      quantity,
      amount,
      settlementDate,
    ]),
  };
}

export function instructionsSheet(lines: readonly InstructionSum[]): Sheet {
  return {
    title: 'Instructions by due date',
    columns: columnsOf(InstructionsLine),
    rows: lines.map((each) => [
      each.dueDate,
      each.isin,
      each.unreserved,
      each.partlyReserved,
      each.reserved,
      each.settled,
      each.cancelled,
      each.divided,
    ]),
  };
}

export function failsSheet(lines: readonly FailLine[], name: MemberName): Sheet {
  return {
    title: 'Fails',
    columns: columnsOf(FailsLine),
    rows: lines.map(({ pair: [first, second], ...each }) => [
      each.businessDay,
      each.instruction,
      name(first),
      name(second),
      each.isin,
      each.atFault.map(name).join(' + '),
      each.penalty,
      each.rollsTo,
      each.status,
    ]),
  };
}

export function penaltiesSheet(lines: readonly PenaltySum[], name: MemberName): Sheet {
  return {
    title: 'Penalties, recorded and not collected',
    columns: columnsOf(PenaltiesLine),
    rows: lines.map(({ from, to, fails, penalty }) => [name(from), name(to), fails, penalty]),
  };
}

export function holdingsSheet(lines: readonly HeldDay[]): Sheet {
  return {
    title: 'Holdings: opening + movements = closing',
    columns: columnsOf(HoldingsLine),
    rows: lines.map((each) => [
      each.instrument,
      each.accountKind,
      each.opening,
      each.deposited,
      each.withdrawn,
      each.transferred,
      each.received,
      each.delivered,
      each.closing,
      each.lots ?? '',
    ]),
  };
}

export function nettingSheet({ deliveries, payments }: NettingSavings): Sheet {
  const figures = [
    { what: 'deliveries', ...deliveries },
    ...payments.map((each) => ({ what: `payments ${each.currency}`, ...each })),
  ];
  return {
    title: 'What netting saves',
    columns: columnsOf(NettingLine),
    rows: figures.map((each) => [
      each.what,
      BigInt(each.gross),
      BigInt(each.bilateral),
      each.bilateralSavedPercent,
      BigInt(each.multilateral),
      each.multilateralSavedPercent,
    ]),
  };
}

export function outstandingSheet(lines: readonly OutstandingSum[]): Sheet {
  return {
    title: 'The whole: outstanding = deposited - withdrawn',
    columns: columnsOf(OutstandingLine),
    rows: lines.map(({ instrument, deposited, withdrawn, outstanding }) => [
      instrument,
      deposited,
      withdrawn,
      outstanding,
      outstanding === deposited - withdrawn ? 'yes' : 'NO',
    ]),
  };
}

export function reconciliationSheet(told: Reconciliation): Sheet {
  return {
    title: `Reconciliation: ${told.agreed} agree`,
    columns: columnsOf(ReconciliationLine),
    rows: [
      ...told.differing.map(({ key, field, file, ledger }) => [key, 'differs', field, file, ledger]),
      ...told.onlyInFile.map((key) => [key, 'only in the file', '', '', '']),
      ...told.onlyOnLedger.map((key) => [key, 'only on the ledger', '', '', '']),
      ...told.repeated.map((key) => [key, 'twice in the file', '', '', '']),
    ],
  };
}

/** All sheets of a day, by name. */
export function daySheets(report: DayReport, name: MemberName): Record<string, Sheet> {
  return {
    trades: tradesSheet(report.trades, name),
    breaks: breaksSheet(report.breaks, name),
    unmatched: unmatchedSheet(report.unmatched, name),
    instructions: instructionsSheet(report.instructions),
    fails: failsSheet(report.fails, name),
    penalties: penaltiesSheet(report.penalties, name),
    holdings: holdingsSheet(report.holdings),
    netting: nettingSheet(report.netting),
    ...(report.outstanding.length > 0 ? { outstanding: outstandingSheet(report.outstanding) } : {}),
  };
}
