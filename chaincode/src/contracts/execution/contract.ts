import { RefusalError } from '@jangbu/model';
import type { ChaincodeStub } from 'fabric-shim';
import {
  queryContext,
  submitContext,
  type QueryContext,
  type SubmitContext,
} from '../../ledger/state/context';
import { invalid, parseCanonical, parseDocument, type DocumentSchema } from '../../documents/parse';
import { LedgerState } from '../../ledger/state/state';
import type { Decision } from '../../ledger/state/write';

/** Runs one transaction: given its arguments, answers with a JSON text. */
export type Transaction = (stub: ChaincodeStub, parameters: readonly string[]) => Promise<string>;

/** The transactions of one contract, by the names under which clients call them. */
export type Contract = Readonly<Record<string, Transaction>>;

/** A name of a transaction is told back only so far: it may be anything. */
export function told(transaction: string): string {
  return transaction.slice(0, 64);
}

/** What asks for no transaction that there is. */
export function unknownTransaction(name: string): RefusalError {
  return new RefusalError('TRANSACTION_UNKNOWN', { transaction: told(name) });
}

/** Reads the argument of a transaction. */
export type Argument<T> = (parameters: readonly string[]) => T;

/** For a transaction that takes none: arguments are public, so what is not asked for is refused. */
export const noArgument: Argument<undefined> = (parameters) => {
  if (parameters.some((parameter) => parameter !== '')) {
    throw invalid('argument', { path: '', message: 'takes no argument' });
  }
  return undefined;
};

function only(document: string, parameters: readonly string[]): string {
  const [text, ...more] = parameters;
  if (text === undefined) throw invalid(document, { path: '', message: 'missing' });
  if (more.length > 0) throw invalid(document, { path: '', message: 'more than one argument' });
  return text;
}

/** A document that is written as it is given, so it has to be in canonical form. */
export function canonical<T>(document: string, schema: DocumentSchema<T>): Argument<T> {
  return (parameters) => parseCanonical(document, schema, only(document, parameters));
}

/** What a query asks for, as JSON. */
export function asked<T>(schema: DocumentSchema<T>): Argument<T> {
  return (parameters) => parseDocument('query', schema, only('query', parameters));
}

/** What a query asks for, or undefined when it asks for everything. */
export function askedOrAll<T>(schema: DocumentSchema<T>): Argument<T | undefined> {
  return (parameters) =>
    parameters.some((parameter) => parameter !== '') ? asked(schema)(parameters) : undefined;
}

/**
 * A transaction that is submitted. It reads and decides before anything is written, so one that is
 * refused writes nothing.
 */
export function submitted<T>(
  argument: Argument<T>,
  decide: (ctx: SubmitContext, argument: T) => Promise<Decision>,
): Transaction {
  return async (stub, parameters) => {
    const state = new LedgerState(stub);
    const { answer, writes } = await decide(submitContext(stub, state), argument(parameters));
    await state.write(writes);
    return JSON.stringify(answer);
  };
}

/** A query: it writes nothing, and of private documents sees the caller's own only. */
export function query<T>(
  argument: Argument<T>,
  answer: (ctx: QueryContext, argument: T) => Promise<unknown>,
): Transaction {
  return async (stub, parameters) =>
    JSON.stringify(await answer(queryContext(stub, new LedgerState(stub)), argument(parameters)));
}
