import {
  attestationChecker,
  dayAskedChecker,
  dayMoveChecker,
  keys,
  type BusinessDay,
  type ClosedDay,
  type DayMove,
  type Receipt,
} from '@jangbu/model';
import type { QueryContext, SubmitContext } from '../../ledger/state/context';
import { findBusinessDay, findParameters, readMembers } from '../../ledger/consortium/reference';
import { publicWrite, type Decision, type Write } from '../../ledger/state/write';
import { moveDay } from '../../rules/days/business-day';
import { moverOf, requireTurn } from '../../rules/days/pace';
import { requireParameters } from '../../rules/consortium/parameters';
import { answer, asked, canonical, submit } from '../execution/contract';
import { Described } from '../execution/described';
import { LedgerContract, LedgerContext } from '../execution/ledger-contract';
import { Info, Param, Returns, Transaction } from '../execution/library';
import { readAsMember } from '../execution/reading';
import { attest, seal } from './seals';

async function moveTo(now: () => Date, ctx: SubmitContext, to: DayMove): Promise<Decision<Receipt>> {
  const members = await readMembers(ctx.state);
  const mover = moverOf(ctx.caller, members);
  const [current, found] = await Promise.all([findBusinessDay(ctx.state), findParameters(ctx.state)]);
  const parameters = requireParameters(found);
  const moved = moveDay(current, to, parameters);
  if (moved) requireTurn(moved, { mover, agreed: members, times: parameters, now: now() });
  if (!moved) return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  const writes = [publicWrite(keys.businessDay(), moved), ...closedDay(moved)];
  return { answer: { status: 'RECORDED' }, writes };
}

/** What stays of a day that closes: that it was one. */
function closedDay({ date, phase, sequence }: BusinessDay): Write[] {
  const closed: ClosedDay = { type: 'closed-day', version: 1, date, sequence };
  return phase === 'CLOSED' ? [publicWrite(keys.closedDay(date), closed)] : [];
}

async function current(ctx: QueryContext): Promise<BusinessDay | null> {
  await readAsMember(ctx);
  return (await findBusinessDay(ctx.state)) ?? null;
}

/** The business day, its phases, and its seal. */
@Info({ title: 'Days', description: 'The business day, its phases, and its seal.' })
export class DaysContract extends LedgerContract {
  readonly #now: () => Date;

  /** @param now the clock by which an early move is refused */
  constructor(now = (): Date => new Date()) {
    super('days');
    this.#now = now;
  }

  @Transaction()
  @Param('move', 'DayMove', 'In canonical form.')
  @Returns('Receipt')
  @Described('Moves the business day to its next phase, or to the next day.')
  move(ctx: LedgerContext, move: string): Promise<string> {
    return submit(ctx, (submitting) =>
      moveTo(this.#now, submitting, canonical('day-move', dayMoveChecker, move)),
    );
  }

  @Transaction(false)
  @Returns('BusinessDayOrNull')
  @Described('The business day; null before the first one.')
  current(ctx: LedgerContext): Promise<string> {
    return answer(ctx, current);
  }

  @Transaction()
  @Param('attestation', 'Attestation', 'In canonical form.')
  @Returns('AttestationReceipt')
  @Described('Records what a member says of a closed day; with more than half of them the day is sealed.')
  attest(ctx: LedgerContext, attestation: string): Promise<string> {
    return submit(ctx, attest, canonical('day-attestation', attestationChecker, attestation));
  }

  @Transaction(false)
  @Param('query', 'DayAsked')
  @Returns('SealState')
  @Described("A day's seal, and what members have said of the day.")
  seal(ctx: LedgerContext, query: string): Promise<string> {
    return answer(ctx, seal, asked(dayAskedChecker, query));
  }
}
