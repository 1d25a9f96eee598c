import { majorityOf } from '@jangbu/model';
import type { Ledger } from '@jangbu/client';
import type { Progress } from '@jangbu/network';
import { withLedger } from '../connections';
import type { Place } from '../place';

/** What came of sealing a day. */
export interface SealedDay {
  readonly date: string;
  /** Members that attested the same. */
  readonly members: number;
  readonly transactions: number;
  /** Merkle root over the ids of the day's valid transactions. */
  readonly root: string;
}

/** Takes the business day through the phases that it has left. For the supervisor. @returns the day */
export async function closeDay(supervisor: Ledger): Promise<string> {
  for (;;) {
    const day = await supervisor.days.current();
    if (!day) throw new RangeError('no business day has been opened');
    switch (day.phase) {
      case 'OPEN':
        await supervisor.days.move({ date: day.date, phase: 'MATCHING_CLOSED' });
        break;
      case 'MATCHING_CLOSED':
        await supervisor.days.move({ date: day.date, phase: 'SETTLEMENT_CLOSED' });
        break;
      case 'SETTLEMENT_CLOSED':
        await supervisor.days.move({ date: day.date, phase: 'CLOSED' });
        break;
      case 'CLOSED':
        return day.date;
    }
  }
}

/**
 * Has as many members as it takes attest a closed day, each by its own operator and from its own peer.
 *
 * @throws Error when they do not agree
 */
export async function sealDay(place: Place, date: string, progress: Progress): Promise<SealedDay> {
  const { members } = place.consortium;
  const total = majorityOf(members.length);
  for (const [i, { id }] of members.slice(0, total).entries()) {
    progress({ phase: 'seal', text: 'members attest the day', done: i, total });
    const { claim, day } = await withLedger(place, id, 'operator', (ledger) => ledger.days.attest(date));
    if (day === 'DIFFERS')
      throw new Error(`what ${id}'s peer says of ${date} differs from the members' seal`);
    const { count, root } = claim.transactions;
    if (day === 'SEALED') return { date, members: i + 1, transactions: count, root };
  }
  throw new Error(`${total} members attested ${date} and do not agree`);
}
