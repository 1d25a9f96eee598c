import {
  failRequestChecker,
  reservationName,
  RefusalError,
  transient,
  type FailRequest,
  type Instruction,
  type LedgerMember,
  type MembersDocument,
  type Receipt,
} from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import type { SubmitContext } from '../../ledger/state/context';
import { readFate, readInstructionHoldings } from '../../ledger/settlement/instructions';
import { findBusinessDay, findParameters, readMembers, readRegister } from '../../ledger/consortium/reference';
import { readReservationHoldings } from '../../ledger/settlement/reservations';
import { failWrite, readFailHoldings } from '../../ledger/settlement/settlements';
import type { Decision } from '../../ledger/state/write';
import { requirePhase } from '../../rules/days/business-day';
import { requireDue } from '../../rules/settlement/due';
import { atFault, failOf } from '../../rules/settlement/failing';
import { isHeldAlike, requireHeldByAll, requireStanding } from '../../rules/records/held';
import { asGiven, readInstruction } from '../../rules/settlement/instructing';
import { requireMatcher } from '../../rules/trades/matching';
import { holdersOf, memberNamed, requireSupervisor } from '../../rules/consortium/membership';
import { requireParameters } from '../../rules/consortium/parameters';
import { legOf, readReservation, requireLegs } from '../../rules/settlement/reserving';
import { requirePending } from '../../rules/settlement/settling';

/** The party with which the supervisor records the fail; the caller acts for one of these two. */
function witnessOf(
  ctx: SubmitContext,
  { pair }: Instruction,
  { witness: id }: FailRequest,
  members: MembersDocument,
): readonly [LedgerMember, LedgerMember] {
  if (!pair.includes(id)) throw new RefusalError('NOT_A_PARTY', { caller: id, parties: pair });
  const [witness, supervisor] = [memberNamed(id, members), requireSupervisor(members)];
  requireMatcher(ctx.caller, members, [witness], supervisor);
  return [witness, supervisor];
}

/** For each leg, whether a lot stands reserved: on the supervisor's word, and the deliverer's where it is the witness. */
async function readReserved(
  ctx: SubmitContext,
  instruction: Instruction,
  texts: FailRequest['reservations'],
  [witness, supervisor]: readonly [LedgerMember, LedgerMember],
): Promise<boolean[]> {
  const reservations = texts.map((text) => (text === null ? undefined : readReservation(text)));
  requireLegs(instruction, reservations);
  return Promise.all(
    instruction.legs.map(async ({ from }, leg) => {
      const asked = from === witness.id ? holdersOf([witness], supervisor) : [supervisor];
      const name = { instruction, leg };
      const holdings = await readReservationHoldings(ctx.state, asked, name);
      requireStanding(texts[leg] ?? null, holdings, { document: 'reservation', id: reservationName(name) });
      const reservation = reservations[leg];
      if (reservation) legOf(instruction, reservation);
      return reservation?.status === 'HELD';
    }),
  );
}

/**
 * Records that an instruction did not settle on its day, once settlement has closed. It is written with
 * the supervisor and the party that is not at fault, from their own copies: a record of what happened,
 * which needs no word from the one it happened through.
 */
export async function recordFail(ctx: SubmitContext): Promise<Decision<Receipt>> {
  const request = parseDocument('fail-request', failRequestChecker, ctx.transient(transient.request));
  const given = readInstruction(request.instruction);
  const { instruction } = given;
  const members = await readMembers(ctx.state);
  const parties = witnessOf(ctx, instruction, request, members);
  const holders = holdersOf([parties[0]], parties[1]);
  const [day, found, register] = await Promise.all([
    findBusinessDay(ctx.state),
    findParameters(ctx.state),
    readRegister(ctx.state),
  ]);
  const today = requirePhase(day, 'SETTLEMENT_CLOSED');
  const recorded = await readFailHoldings(ctx.state, holders, instruction, today.date);
  if (isHeldAlike(recorded)) return { answer: { status: 'ALREADY_RECORDED' }, writes: [] };
  const [standing, fate, reserved] = await Promise.all([
    readInstructionHoldings(ctx.state, holders, instruction),
    readFate(ctx.state, holders, instruction),
    readReserved(ctx, instruction, request.reservations, parties),
  ]);
  requireHeldByAll(standing, asGiven(given));
  requirePending(instruction, fate);
  const parameters = requireParameters(found);
  requireDue(instruction, today, { register, parameters });
  const { witness, salt } = request;
  const faulty = atFault(instruction, reserved);
  const fail = failOf(instruction, faulty, today, parameters, { witness, salt });
  return { answer: { status: 'RECORDED' }, writes: [failWrite(holders, fail)] };
}
