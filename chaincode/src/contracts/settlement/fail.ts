import { SETTLED_PHASES, failRequestChecker, reservationName, RefusalError, transient } from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import { findParameters, readRegister } from '../../ledger/consortium/reference';
import { failedWrite } from '../../ledger/settlement/instruction-marks';
import { readFate, readInstructionHashes } from '../../ledger/settlement/instructions';
import { readReservationHashes } from '../../ledger/settlement/reservations';
import { failWrite, readFailHashes } from '../../ledger/settlement/settlements';
import { memberNamed } from '../../rules/consortium/membership';
import { requireThirdSupervisor } from '../../rules/holdings/lots';
import { requireParameters } from '../../rules/consortium/parameters';
import { isHeldAlike, requireHeldByAll, requireStanding } from '../../rules/records/held';
import { requireDue } from '../../rules/settlement/due';
import { atFault, failOf } from '../../rules/settlement/failing';
import { asGiven, readInstruction } from '../../rules/settlement/instructing';
import { legOf, readReservation, requireEachLeg } from '../../rules/settlement/reserving';
import { requirePending } from '../../rules/settlement/settling';
import { ALREADY_RECORDED, isNew, privateTransaction, RECORDED } from '../execution/private-transaction';

/**
 * Records that an instruction did not settle on its day, once settlement has closed. It is written with
 * the supervisor and the party that is not at fault, from their own copies: a record of what happened,
 * which needs no word from the one it happened through.
 */
export const recordFail = privateTransaction({
  parse: (sent) => {
    const request = parseDocument('fail-request', failRequestChecker, sent(transient.request));
    const given = readInstruction(request.instruction);
    const reservations = request.reservations.map((text) =>
      text === null ? undefined : readReservation(text),
    );
    requireEachLeg(given.instruction, reservations);
    return { given, texts: request.reservations, reservations, witness: request.witness, salt: request.salt };
  },
  sender: () => ({ kind: 'PARTY_OR_SUPERVISOR', makers: [] }),
  parties: ({ given: { instruction }, witness }, members) => {
    const { pair } = instruction;
    if (!pair.includes(witness)) throw new RefusalError('NOT_A_PARTY', { caller: witness, parties: pair });
    requireThirdSupervisor(pair, members);
    return [memberNamed(witness, members)];
  },
  phases: SETTLED_PHASES,
  // An instruction fails once a day at most, so the day is part of the record's name; and each witness has its own.
  before: async ({ request: { given, witness }, state, holders, today }) => {
    const { date: businessDay } = await today();
    const name = { instruction: given.instruction, businessDay, witness };
    const recorded = await readFailHashes(state, holders, name);
    return isHeldAlike(recorded) ? ALREADY_RECORDED : isNew(undefined);
  },
  read: async ({ request: { given, witness }, state, holders, supervisor }) => {
    const { instruction } = given;
    const [parameters, register, standing, fate, reserved] = await Promise.all([
      findParameters(state),
      readRegister(state, [instruction.isin]),
      readInstructionHashes(state, holders, instruction),
      readFate(state, supervisor, instruction),
      // On the supervisor's word, and the deliverer's where it is the witness.
      Promise.all(
        instruction.legs.map(({ from }, leg) =>
          readReservationHashes(state, from === witness ? holders : [supervisor], { instruction, leg }),
        ),
      ),
    ]);
    return { parameters, register, standing, fate, reserved };
  },
  rests: ({ request: { given, texts, reservations }, found }) => [
    ...reservations.map((reservation, leg) => () => {
      const id = reservationName({ instruction: given.instruction, leg });
      requireStanding(texts[leg] ?? null, found.reserved[leg] ?? [], { document: 'reservation', id });
      if (reservation) legOf(given.instruction, reservation);
    }),
    () => {
      requireHeldByAll(found.standing, asGiven(given));
    },
    () => {
      requirePending(given.instruction, found.fate);
    },
  ],
  decide: ({ request: { given, reservations, witness, salt }, found, holders, today }) => {
    const parameters = requireParameters(found.parameters);
    requireDue(given.instruction, today, { register: found.register, parameters });
    const reserved = reservations.map((reservation) => reservation !== undefined);
    const faulty = atFault(given.instruction, reserved);
    const fail = failOf(given.instruction, faulty, today, parameters, { witness, salt });
    const marked = failedWrite(holders, given.instruction, today.date);
    return { answer: RECORDED, writes: [failWrite(holders, fail), marked] };
  },
});
