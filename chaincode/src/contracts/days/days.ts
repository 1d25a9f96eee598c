import {
  attestationChecker,
  dayAskedChecker,
  dayMoveChecker,
  keys,
  transactions,
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
import { asked, canonical, noArgument, query, submitted, type Contract } from '../execution/contract';
import { readAsMember } from '../execution/reading';
import { attest, seal } from './seals';

async function move(now: () => Date, ctx: SubmitContext, to: DayMove): Promise<Decision<Receipt>> {
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

/**
 * The business day, its phases, and its seal.
 *
 * @param now the clock by which an early move is refused
 */
export function daysContract(now: () => Date): Contract {
  return {
    [transactions.days.move]: submitted(canonical('day-move', dayMoveChecker), (ctx, to) =>
      move(now, ctx, to),
    ),
    [transactions.days.current]: query(noArgument, current),
    [transactions.days.attest]: submitted(canonical('day-attestation', attestationChecker), attest),
    [transactions.days.seal]: query(asked(dayAskedChecker), seal),
  };
}
