import { majorityOf, PHASES, type Phase } from '@jangbu/model';
import type { Ledger } from '@jangbu/client';
import type { Progress } from '@jangbu/network';
import { type NetworkContext, withLedger } from 'jangbu';

/** What came of sealing a day. */
export interface SealedDay {
  readonly date: string;
  /** Members that attested the same. */
  readonly members: number;
  readonly transactions: number;
  /** Merkle root over the ids of the day's valid transactions. */
  readonly root: string;
}

/** Closes reservation and settlement, where they are open. For the supervisor. */
export async function closeSettlement(supervisor: Ledger): Promise<void> {
  await moveThrough(supervisor, ['RESERVATION_CLOSED', 'SETTLEMENT_CLOSED']);
}

/** Closes reservation, settlement and matching: what was traded is known then. For the supervisor. */
export async function closeMatching(supervisor: Ledger): Promise<void> {
  await moveThrough(supervisor, ['RESERVATION_CLOSED', 'SETTLEMENT_CLOSED', 'MATCHING_CLOSED']);
}

/** Takes the business day through the phases that it has left. For the supervisor. @returns the day */
export async function closeRest(supervisor: Ledger): Promise<string> {
  return moveThrough(supervisor, PHASES);
}

async function moveThrough(supervisor: Ledger, phases: readonly Phase[]): Promise<string> {
  const day = await supervisor.days.current();
  if (!day) throw new RangeError('no business day has been opened');
  const left = PHASES.slice(PHASES.indexOf(day.phase) + 1).filter((phase) => phases.includes(phase));
  for (const phase of left) await supervisor.days.move({ date: day.date, phase });
  return day.date;
}

/**
 * Has as many members as it takes attest a closed day, each by its own operator and from its own peer.
 *
 * @throws Error when they do not agree
 */
export async function sealDay(context: NetworkContext, date: string, progress: Progress): Promise<SealedDay> {
  const { members } = context.consortium;
  const total = majorityOf(members.length);
  for (const [i, { id }] of members.slice(0, total).entries()) {
    progress({ phase: 'seal', text: 'members attest the day', done: i, total });
    const { claim, day } = await withLedger(context, id, 'operator', (ledger) => ledger.days.attest(date));
    if (day === 'DIFFERS')
      throw new Error(`what ${id}'s peer says of ${date} differs from the members' seal`);
    const { count, root } = claim.transactions;
    if (day === 'SEALED') return { date, members: i + 1, transactions: count, root };
  }
  throw new Error(`${total} members attested ${date} and do not agree`);
}
