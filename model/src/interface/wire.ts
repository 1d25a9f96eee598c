import { transactions, transient } from './transactions';

const { trades, holdings, settlement, supervision } = transactions;

/**
 * The name under which the channel sees every transaction in which members record what is between them. A name is
 * public, so this one tells nothing: which transaction it is travels as transient data, with the documents.
 */
export const INTERFIRM_RECORD = 'interfirm:record';

/** The transactions that the channel sees as {@link INTERFIRM_RECORD}. All take transient data only, and answer `Receipt`. */
export const interfirmTransactions = [
  trades.record,
  trades.match,
  trades.cancel,
  holdings.move,
  settlement.instruct,
  settlement.setTerms,
  settlement.reserve,
  settlement.release,
  settlement.settle,
  settlement.claim,
  settlement.cancel,
  settlement.allowPartial,
  settlement.divide,
  settlement.fail,
  supervision.takeOver,
] as const;

/** The name of one of them, which the channel does not see. */
export type InterfirmTransaction = (typeof interfirmTransactions)[number];

const INTERFIRM: ReadonlySet<string> = new Set(interfirmTransactions);

/** Whether it is a transaction that the channel sees as {@link INTERFIRM_RECORD}. */
export function isInterfirm(transaction: string): transaction is InterfirmTransaction {
  return INTERFIRM.has(transaction);
}

/** A transaction by its name, with the documents that it is given. */
export interface NamedTransaction {
  readonly transaction: string;
  readonly transient?: Readonly<Record<string, string>> | undefined;
}

/** A transaction as a client has to send it: what the channel is not to see of its name goes into its transient data. */
export function onWire<T extends NamedTransaction>(named: T): T {
  const { transaction } = named;
  if (!isInterfirm(transaction)) return named;
  const hidden = { ...named.transient, [transient.transaction]: transaction };
  return { ...named, transaction: INTERFIRM_RECORD, transient: hidden };
}
