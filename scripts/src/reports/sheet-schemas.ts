import { AccountKind, Amount, DateText, HeldInstrument, Isin, oneOf, SignedAmount } from '@jangbu/model';
import { Type, type TObject } from '@sinclair/typebox';

/** A line of each sheet, as JSON has it; its fields are the sheet's columns, in their order. Empty texts say nothing. */

const Count = Type.Integer({ minimum: 0 });
const Text = Type.String();

export const TradesLine = Type.Object({
  first: Text,
  second: Text,
  matched: Count,
  matched_value: Amount,
  broken: Count,
  waiting: Count,
  obligations: Count,
  net_value: Amount,
});

export const BreaksLine = Type.Object({
  uti: Text,
  first: Text,
  second: Text,
  field: Text,
  first_stated: Text,
  second_stated: Text,
});

export const UnmatchedLine = Type.Object({
  uti: Text,
  stated_by: Text,
  awaited_from: Text,
  side: oneOf('BUY', 'SELL'),
  isin: Isin,
  quantity: Amount,
  amount: Amount,
  settlement_date: DateText,
});

export const InstructionsLine = Type.Object({
  due_date: DateText,
  isin: Isin,
  unreserved: Count,
  partly_reserved: Count,
  reserved: Count,
  settled: Count,
  cancelled: Count,
  divided: Count,
});

export const FailsLine = Type.Object({
  business_day: DateText,
  instruction: Text,
  first: Text,
  second: Text,
  isin: Isin,
  at_fault: Text,
  penalty: Amount,
  rolls_to: DateText,
  now: Text,
});

export const PenaltiesLine = Type.Object({ from: Text, to: Text, fails: Count, penalty: Amount });

export const HoldingsLine = Type.Object({
  instrument: HeldInstrument,
  account_kind: AccountKind,
  opening: SignedAmount,
  deposited: Amount,
  withdrawn: Amount,
  transferred: SignedAmount,
  received: Amount,
  delivered: Amount,
  closing: SignedAmount,
  /** On the business day in force. */
  lots_now: Type.Union([Amount, Type.Literal('')]),
});

export const NettingLine = Type.Object({
  /** `deliveries`, or `payments` and a currency. */
  what: Text,
  gross: Amount,
  within_pairs: Amount,
  saved_percent: Type.Number(),
  among_all: Amount,
  saved_among_all_percent: Type.Number(),
});

export const OutstandingLine = Type.Object({
  instrument: HeldInstrument,
  deposited: Amount,
  withdrawn: Amount,
  outstanding: SignedAmount,
  proved: oneOf('yes', 'NO'),
});

export const ReconciliationLine = Type.Object({
  key: Text,
  finding: oneOf('differs', 'only in the file', 'only on the ledger', 'twice in the file'),
  field: Text,
  file: Text,
  ledger: Text,
});

/** The columns of a sheet whose lines these are. */
export function columnsOf(line: TObject): readonly string[] {
  return Object.keys(line.properties);
}
