import { canonicalJson, divideRequestChecker, divisionOf, sha256Hex, transient } from '@jangbu/model';
import { parseDocument } from '../../documents/parse';
import { readPartialConsentHashes } from '../../ledger/settlement/consents';
import { endedWrites, openedWrite } from '../../ledger/settlement/instruction-marks';
import { instructionWrite, readFate, readInstructionHashes } from '../../ledger/settlement/instructions';
import { readLegs } from '../../ledger/settlement/reservations';
import { divisionWrite, readDivisionHashes } from '../../ledger/settlement/settlements';
import { partiesOf } from '../../rules/consortium/membership';
import { isRecordedForGood, requireHeldByAll } from '../../rules/records/held';
import { leastAllowed, requireBothAllow, requireDivided } from '../../rules/settlement/dividing';
import { asGiven, readInstruction, requireNamedOnce } from '../../rules/settlement/instructing';
import { requireNotFinal } from '../../rules/settlement/reserving';
import { requirePending } from '../../rules/settlement/settling';
import { ALREADY_RECORDED, isNew, privateTransaction, RECORDED } from '../execution/private-transaction';

/**
 * Puts two instructions in the place of one, where both firms have allowed that: the part settles by itself, the
 * rest when it can. They say together exactly what the one said. What was reserved for it is released by its owners.
 */
export const divideInstruction = privateTransaction({
  parse: (sent) => {
    const request = parseDocument('divide-request', divideRequestChecker, sent(transient.request));
    const whole = readInstruction(request.instruction);
    const into = { part: readInstruction(request.part), rest: readInstruction(request.rest) };
    requireNamedOnce([whole, into.part, into.rest]);
    return { whole, ...into, consents: request.consents };
  },
  sender: ({ part, rest }) => ({
    kind: 'PARTY_OR_SUPERVISOR',
    makers: [part.instruction.creator, rest.instruction.creator],
  }),
  parties: ({ whole }, members) => partiesOf(whole.instruction.pair, members),
  phases: ['OPEN'],
  before: async ({ request: { whole, part, rest }, state, holders, supervisor }) => {
    const [standing, divided, fate, legs, ...made] = await Promise.all([
      readInstructionHashes(state, holders, whole.instruction),
      readDivisionHashes(state, holders, whole.instruction),
      readFate(state, supervisor, whole.instruction),
      readLegs(state, supervisor, whole.instruction),
      readInstructionHashes(state, holders, part.instruction),
      readInstructionHashes(state, holders, rest.instruction),
    ]);
    requireHeldByAll(standing, asGiven(whole));
    for (const [i, each] of [part, rest].entries()) isRecordedForGood(made[i] ?? [], asGiven(each));
    const division = divisionOf(whole.instruction, [part.instruction, rest.instruction]);
    const hash = sha256Hex(canonicalJson(division));
    const isDone = divided.every((held) => held.hash === hash);
    return isDone ? ALREADY_RECORDED : isNew({ division, fate, legs });
  },
  read: ({ request: { whole, consents }, state, holders }) =>
    Promise.all(
      whole.instruction.pair.map(async (member, i) => ({
        member,
        text: consents[i] ?? null,
        hashes: await readPartialConsentHashes(state, holders, whole.instruction, member),
      })),
    ),
  rests: ({ request: { whole }, standing: { fate, legs }, found: consents }) => [
    () => {
      requirePending(whole.instruction, fate);
    },
    () => {
      requireNotFinal(whole.instruction, legs);
    },
    () => {
      requireBothAllow(whole.instruction, consents);
    },
  ],
  decide: ({ request: { whole, part, rest }, standing: { division }, found: consents, holders, today }) => {
    requireDivided(whole.instruction, part, rest, leastAllowed(whole.instruction, consents));
    return {
      answer: RECORDED,
      writes: [
        divisionWrite(holders, division),
        ...endedWrites(holders, whole.instruction, today.date),
        ...[part, rest].flatMap((each) => [
          instructionWrite(holders, each),
          openedWrite(holders, each.instruction),
        ]),
      ],
    };
  },
});
