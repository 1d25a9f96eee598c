import { RefusalError } from '@jangbu/model';
import { invalid, parseCanonical, parseDocument, type DocumentSchema } from '../../documents/parse';
import type { QueryContext, SubmitContext } from '../../ledger/state/context';
import type { Decision } from '../../ledger/state/write';
import type { LedgerContext } from './ledger-contract';

/** A name of a transaction is told back only so far: it may be anything. */
export function told(transaction: string): string {
  return transaction.slice(0, 64);
}

/** What asks for no transaction that there is. */
export function unknownTransaction(name: string): RefusalError {
  return new RefusalError('TRANSACTION_UNKNOWN', { transaction: told(name) });
}

/** An argument as a client sends it: a JSON text, or none. */
export type ArgumentText = string | undefined;

/** Arguments are public, so what is not asked for is refused. */
export function superfluous(): RefusalError {
  return invalid('argument', { path: '', message: 'takes no argument' });
}

function given(document: string, text: ArgumentText): string {
  if (text === undefined) throw invalid(document, { path: '', message: 'missing' });
  return text;
}

/** Reads a document that is written as it is given, so it has to be in canonical form. */
export function canonical<T>(document: string, schema: DocumentSchema<T>, text: ArgumentText): T {
  return parseCanonical(document, schema, given(document, text));
}

/** Reads what a query asks for. */
export function asked<T>(schema: DocumentSchema<T>, text: ArgumentText): T {
  return parseDocument('query', schema, given('query', text));
}

/** Reads what a query asks for; undefined when it asks for everything. */
export function askedOrAll<T>(schema: DocumentSchema<T>, text: ArgumentText): T | undefined {
  return text === undefined || text === '' ? undefined : asked(schema, text);
}

/**
 * Runs a transaction that is submitted. It reads and decides before anything is written, so one that is
 * refused writes nothing.
 */
export async function submit<G extends readonly unknown[]>(
  ctx: LedgerContext,
  decide: (ctx: SubmitContext, ...given: G) => Promise<Decision>,
  ...given: G
): Promise<string> {
  const { answer, writes } = await decide(ctx.submitting, ...given);
  await ctx.ledger.write(writes);
  return JSON.stringify(answer);
}

/** Runs a query: it writes nothing, and of private documents sees the caller's own only. */
export async function answer<G extends readonly unknown[]>(
  ctx: LedgerContext,
  work: (ctx: QueryContext, ...given: G) => Promise<unknown>,
  ...given: G
): Promise<string> {
  return JSON.stringify(await work(ctx.querying, ...given));
}
