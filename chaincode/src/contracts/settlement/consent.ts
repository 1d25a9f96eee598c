import {
  PHASES,
  allowPartialRequestChecker,
  cancelRequestChecker,
  instructionName,
  sha256Hex,
  transient,
  type Instruction,
} from '@jangbu/model';
import { parseDocument, type DocumentSchema } from '../../documents/parse';
import { instructionConsentWrite, readInstructionConsentHashes } from '../../ledger/settlement/consents';
import { endedWrites } from '../../ledger/settlement/instruction-marks';
import { readFate, readInstructionHashes } from '../../ledger/settlement/instructions';
import { partiesOf } from '../../rules/consortium/membership';
import { requireHeldByAll } from '../../rules/records/held';
import {
  readInstructionCancellation,
  readPartialConsent,
  type InstructionConsent,
} from '../../rules/settlement/consents';
import { asGiven, readInstruction } from '../../rules/settlement/instructing';
import { isCancelledBy, requirePending } from '../../rules/settlement/settling';
import type { HiddenTransaction } from '../execution/hidden-transaction';
import { dayStands, givenBackWrites, readStandingDay, type GivenDay } from './give-back';
import { privateTransaction, RECORDED, recordedBefore } from '../execution/private-transaction';

/** How one kind of consent is asked for and read. */
interface ConsentKind {
  /** What the request is, for refusals. */
  readonly document: string;
  readonly request: DocumentSchema<
    { readonly instruction: string; readonly consent: string } & Partial<GivenDay>
  >;
  readonly read: (text: string, instruction: Instruction) => InstructionConsent;
}

/** Records one firm's consent to something that is done with an instruction once both firms agree. */
function consentTransaction({ document, request: schema, read }: ConsentKind): HiddenTransaction {
  return privateTransaction({
    parse: (sent) => {
      const request = parseDocument(document, schema, sent(transient.request));
      const given = readInstruction(request.instruction);
      const { index, shards, salts } = request;
      const day = index !== undefined && shards && salts ? { index, shards, salts } : undefined;
      return { given, text: request.consent, consent: read(request.consent, given.instruction), day };
    },
    sender: ({ consent }) => ({ kind: 'MEMBER', members: [consent.member], role: 'trader' }),
    parties: ({ given }, members) => partiesOf(given.instruction.pair, members),
    phases: PHASES,
    before: ({ request: { given, consent, text }, state, holders }) =>
      recordedBefore(readInstructionConsentHashes(state, holders, consent), {
        document: consent.type,
        id: `${instructionName(given.instruction)}/${consent.member}`,
        hash: sha256Hex(text),
      }),
    read: async ({ request: { given, consent, day }, state, holders, supervisor }) => {
      const [standing, fate] = await Promise.all([
        readInstructionHashes(state, holders, given.instruction),
        readFate(state, supervisor, given.instruction),
      ]);
      const isEnding = isCancelledBy(consent, given.instruction, fate);
      const ending =
        isEnding && day
          ? { day, standing: await readStandingDay(state, holders, given.instruction, day) }
          : undefined;
      return { standing, fate, ending };
    },
    rests: ({ request: { given }, found: { standing, fate, ending } }) => [
      () => {
        requireHeldByAll(standing, asGiven(given));
      },
      () => {
        requirePending(given.instruction, fate);
      },
      ...(ending ? dayStands(given.instruction, ending.day, ending.standing) : []),
    ],
    decide: ({ request: { given, consent }, found: { ending }, holders, today }) => ({
      answer: RECORDED,
      writes: [
        instructionConsentWrite(holders, consent),
        ...(ending
          ? [
              ...endedWrites(holders, given.instruction, today.date),
              ...givenBackWrites(holders, given.instruction, ending.day, {
                member: consent.member,
                businessDay: today.date,
              }),
            ]
          : []),
      ],
    }),
  });
}

/**
 * Records one firm's consent that an instruction be cancelled. Once both firms' stand, the instruction
 * has ended, and what it would have settled is owed as before; each firm releases its own lots then.
 */
export const cancelInstruction = consentTransaction({
  document: 'cancel-request',
  request: cancelRequestChecker,
  read: readInstructionCancellation,
});

/** Records one firm's consent that an instruction be divided, so that a part of it can settle. It stands. */
export const allowPartial = consentTransaction({
  document: 'allow-partial-request',
  request: allowPartialRequestChecker,
  read: readPartialConsent,
});
