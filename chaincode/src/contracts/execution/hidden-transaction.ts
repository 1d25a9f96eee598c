import { WON, transient, type Receipt } from '@jangbu/model';
import {
  findBusinessDay,
  findParameters,
  readMembers,
  readRegister,
} from '../../ledger/consortium/reference';
import { transientText, type PublicState, type SubmitContext } from '../../ledger/state/context';
import type { Decision } from '../../ledger/state/write';
import { noArgument, submitted, unknownTransaction, type Transaction } from './contract';

/** A transaction of which the channel sees no name of its own. It cannot be registered under one. */
export interface HiddenTransaction {
  readonly run: Transaction;
}

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
  return {
    run: submitted(noArgument, async (ctx) => {
      // A refusal waits for what is still being read: the peer wants no questions after the answer.
      const [decided, read] = await Promise.allSettled([decide(ctx), readAlike(ctx.state)]);
      if (decided.status === 'rejected') throw decided.reason;
      if (read.status === 'rejected') throw read.reason;
      return decided.value;
    }),
  };
}

/** One transaction for many: which of them is asked for stands in the transient data. */
export function oneOf(transactions: Readonly<Record<string, HiddenTransaction>>): Transaction {
  const byName = new Map(Object.entries(transactions));
  return (stub, parameters) => {
    const name = transientText(stub, transient.transaction);
    const asked = byName.get(name);
    if (!asked) throw unknownTransaction(name);
    return asked.run(stub, parameters);
  };
}
