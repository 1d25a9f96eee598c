import type { Ledger } from '@jangbu/client';
import { pendingMovements, type ResumedMovement } from '@jangbu/client/interfirm';
import type { ClientRole, Movement } from '@jangbu/model';
import type { LedgerContext } from '../../consortium/ledger-context';

/** What became of a movement; what kept its identity from connecting is told of each that it has to send. */
export type Resumed =
  | ResumedMovement
  | (Pick<Movement, 'movementId' | 'kind'> & { readonly status: 'FAILED'; readonly error: Error });

/** Deposits are an operator's to send, all else a trader's. */
function senderOf({ kind }: Movement): ClientRole {
  return kind === 'DEPOSIT' ? 'operator' : 'trader';
}

async function resumeAs(
  own: Pick<LedgerContext, 'withLedger'>,
  role: ClientRole,
  movements: readonly Movement[],
): Promise<readonly Resumed[]> {
  try {
    return await own.withLedger(role, (ledger: Ledger) =>
      ledger.holdings.resume({ only: (movement) => senderOf(movement) === role }),
    );
  } catch (error) {
    const failed = error instanceof Error ? error : new Error(String(error));
    return movements.map(({ movementId, kind }) => ({ movementId, kind, status: 'FAILED', error: failed }));
  }
}

/**
 * Sends what earlier commands of the member have left in doubt, each movement under the identity that may send it, and
 * connects under no other.
 *
 * @returns what became of each
 */
export async function resumeMovements(
  own: Pick<LedgerContext, 'withDocuments' | 'withLedger'>,
): Promise<readonly Resumed[]> {
  const pending = await own.withDocuments(pendingMovements);
  const results: Resumed[] = [];
  for (const role of ['trader', 'operator'] as const) {
    const movements = pending.filter((movement) => senderOf(movement) === role);
    if (movements.length > 0) results.push(...(await resumeAs(own, role, movements)));
  }
  return results;
}
