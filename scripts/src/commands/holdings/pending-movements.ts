import { RefusedError, type DocumentStore, type Ledger } from '@jangbu/client';
import { canonicalJson, movementChecker, transient, type Movement } from '@jangbu/model';
import { news } from '../../terminal/output';

/** The movements that an earlier command has left in doubt, as it stored them before it sent them. */
export async function pendingMovements(documents: DocumentStore): Promise<readonly Movement[]> {
  const found: Movement[] = [];
  for (const key of await documents.pending()) {
    const text = key.startsWith('movement/')
      ? (await documents.get(key))?.texts[transient.movement]
      : undefined;
    const movement: unknown = text === undefined ? undefined : JSON.parse(text);
    if (movementChecker.fits(movement)) found.push(movement);
  }
  return found;
}

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
 * Sends what an earlier command has left in doubt, so that its lots count. What the contracts refuse now is told, and
 * stands in nobody's way.
 *
 * @throws whatever else `Ledger.holdings.resume` throws
 */
export async function finishMovements(ledger: Ledger, documents: DocumentStore): Promise<void> {
  if ((await pendingMovements(documents)).length === 0) return;
  try {
    const done = await ledger.holdings.resume();
    news(`${done.length} movements of lots that had been in doubt are recorded`);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    news(`a movement of lots that had been in doubt was not recorded: ${error.message}`);
  }
}
