import { RefusedError, type DocumentStore, type Ledger } from '@jangbu/client';
import { pendingMovements } from '@jangbu/client/interfirm';
import { canonicalJson } from '@jangbu/model';
import { news } from '../../terminal/output';

/** What is asked for of a deposit. */
export interface AskedDeposit {
  readonly owner: string;
  readonly instrument: string;
  readonly accountKind: string;
  readonly amount: bigint;
}

/** The id of a deposit in doubt that says the same: to make it anew could issue its lots twice. */
export async function sameDeposit(
  documents: DocumentStore,
  { owner, instrument, accountKind, amount }: AskedDeposit,
): Promise<string | undefined> {
  const wanted = canonicalJson([{ instrument, accountKind, amount: String(amount) }]);
  const all = await pendingMovements(documents);
  const same = all.find((each) => {
    if (each.kind !== 'DEPOSIT' || each.owner !== owner) return false;
    const lots = each.produced.map((lot) => ({
      instrument: lot.instrument,
      accountKind: lot.accountKind,
      amount: lot.amount,
    }));
    return canonicalJson(lots) === wanted;
  });
  return same?.movementId;
}

/**
 * Sends what an earlier command of the trader's has left in doubt, so that its lots count. What the contracts refuse now
 * is told, and stands in nobody's way.
 *
 * @throws what else stood in the way of one
 */
export async function finishMovements(ledger: Ledger): Promise<void> {
  const results = await ledger.holdings.resume({ only: ({ kind }) => kind !== 'DEPOSIT' });
  const errors = results.flatMap((each) => (each.status === 'FAILED' ? [each.error] : []));
  const done = results.length - errors.length;
  if (done > 0) news(`${done} movements of lots that had been in doubt are recorded`);
  for (const error of errors) {
    if (!(error instanceof RefusedError)) throw error;
    news(`a movement of lots that had been in doubt was not recorded: ${error.message}`);
  }
}
