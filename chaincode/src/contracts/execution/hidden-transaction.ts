import { transient, WON, type Receipt } from '@jangbu/model';
import {
  findBusinessDay,
  findParameters,
  readMembers,
  readRegister,
} from '../../ledger/consortium/reference';
import { transientText, type PublicState, type SubmitContext } from '../../ledger/state/context';
import type { Decision } from '../../ledger/state/write';
import { submit, unknownTransaction } from './contract';
import type { Description } from './described';
import type { LedgerContext } from './ledger-contract';

/** A transaction of which the channel sees no name of its own. It cannot be registered under one. */
export interface HiddenTransaction {
  readonly run: (ctx: LedgerContext) => Promise<string>;
}

/** A hidden transaction, and what is told of it. */
export interface DescribedTransaction extends Description, HiddenTransaction {}

/**
 * The public keys that are read by any hidden transaction: which ones a transaction reads is public, and would tell
 * them apart like a name.
 */
async function readAlike(state: PublicState): Promise<void> {
  await Promise.all([
    readMembers(state),
    findBusinessDay(state),
    findParameters(state),
    readRegister(state, [WON]),
  ]);
}

/** A transaction that takes transient data only, and of which nobody is to see what it is. */
export function hidden(decide: (ctx: SubmitContext) => Promise<Decision<Receipt>>): HiddenTransaction {
  const deciding = async (ctx: SubmitContext): Promise<Decision<Receipt>> => {
    // A refusal waits for what is still being read: the peer wants no questions after the answer.
    const [decided, read] = await Promise.allSettled([decide(ctx), readAlike(ctx.state)]);
    if (decided.status === 'rejected') throw decided.reason;
    if (read.status === 'rejected') throw read.reason;
    return decided.value;
  };
  return { run: (ctx) => submit(ctx, deciding) };
}

/** Runs the one of many transactions that is named in the transient data. */
export function runNamed(
  transactions: ReadonlyMap<string, HiddenTransaction>,
  ctx: LedgerContext,
): Promise<string> {
  const name = transientText(ctx.stub, transient.transaction);
  const named = transactions.get(name);
  if (!named) throw unknownTransaction(name);
  return named.run(ctx);
}
