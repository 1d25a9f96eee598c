import {
  divisionChecker,
  failChecker,
  instructionCancellationChecker,
  instructionChecker,
  lotChecker,
  markChecker,
  movementChecker,
  partialConsentChecker,
  reservationChecker,
  settlementChecker,
  settlementTermsChecker,
  type Instruction,
  type InstructionName,
  type Lot,
  type Mark,
  type Movement,
} from '@jangbu/model';
import { privateKind, type PrivateKind } from './private-kind';
import { accountColumns, pairColumns, rowIn, type TableRow } from './row';

function nameColumns({ creator, instructionId }: InstructionName): Record<string, string> {
  return { creator, instruction_id: instructionId };
}

function instructionRows(instruction: Instruction): TableRow[] {
  const { pair, tradeDate, settlementDate, isin, currency, accountKinds, origin, legs } = instruction;
  const name = nameColumns(instruction);
  return [
    rowIn('instructions', {
      ...name,
      ...pairColumns(pair),
      ...accountColumns(accountKinds),
      ...{ trade_date: tradeDate, settlement_date: settlementDate, isin, currency, origin: origin.kind },
      uti: origin.kind === 'GROSS' ? origin.uti : null,
    }),
    ...legs.map(({ from, to, instrument, amount }, leg) =>
      rowIn('legs', { ...name, leg, from_member: from, to_member: to, instrument, amount }),
    ),
  ];
}

function lotRow({ creator, lotId, owner, instrument, accountKind, amount, origin, status }: Lot): TableRow {
  return rowIn('lots', {
    ...{ creator, lot_id: lotId, owner, instrument, account_kind: accountKind, amount, status },
    ...{ origin: origin.kind, origin_by: origin.by, origin_id: origin.id },
  });
}

/** A mark leads contracts to a record that is read for itself. */
const mark = privateKind(markChecker, () => ({ members: [] }));
const MARKS: Readonly<Record<Mark['type'], PrivateKind>> = {
  'open-instruction': mark,
  'ended-instruction': mark,
  'failed-instruction': mark,
  'day-movement': mark,
};

/** The party of a movement besides its maker. */
function otherOf(movement: Movement): string | undefined {
  switch (movement.kind) {
    case 'DEPOSIT':
      return movement.owner;
    case 'WITHDRAWAL':
      return movement.custodian;
    case 'TRANSFER':
      return movement.receiver;
    case 'SPLIT':
      return undefined;
  }
}

function movementRows(movement: Movement): TableRow[] {
  const { by: member, movementId, kind } = movement;
  const name = { member, movement_id: movementId };
  const lots = (direction: string, moved: readonly Lot[]): TableRow[] =>
    moved.map(({ creator, lotId, instrument, amount }) =>
      rowIn('movement_lots', { ...name, direction, lot_creator: creator, lot_id: lotId, instrument, amount }),
    );
  return [
    rowIn('movements', {
      ...{ ...name, kind, business_day: movement.businessDay },
      other_member: otherOf(movement),
    }),
    ...lots('CONSUMED', 'consumed' in movement ? movement.consumed : []),
    ...lots('PRODUCED', 'produced' in movement ? movement.produced : []),
  ];
}

/** Private documents of settlement and holdings, by the kind in their key. */
export const settlementKinds: Readonly<Record<string, PrivateKind>> = {
  instruction: privateKind(instructionChecker, ({ pair }) => ({ members: pair }), instructionRows),
  // A firm may reserve without showing the other.
  reservation: privateKind(
    reservationChecker,
    ({ lot }) => ({ members: [lot.owner] }),
    ({ instruction, leg, lot }) => [
      rowIn('reservations', {
        ...nameColumns(instruction),
        ...{ leg, owner: lot.owner, lot_creator: lot.creator, lot_id: lot.lotId },
        ...{ instrument: lot.instrument, amount: lot.amount },
      }),
    ],
  ),
  settlement: privateKind(
    settlementChecker,
    ({ instruction }) => ({ onePartyOf: instruction }),
    ({ instruction, businessDay }) => [
      rowIn('settlements', { ...nameColumns(instruction), business_day: businessDay }),
    ],
  ),
  'instruction-cancellation': privateKind(
    instructionCancellationChecker,
    ({ instruction }) => ({ partiesOf: instruction }),
    ({ instruction, member }) => [
      rowIn('instruction_cancellations', { ...nameColumns(instruction), member }),
    ],
  ),
  'partial-consent': privateKind(
    partialConsentChecker,
    ({ instruction }) => ({ partiesOf: instruction }),
    ({ instruction, member, minimum }) => [
      rowIn('partial_consents', { ...nameColumns(instruction), member, minimum }),
    ],
  ),
  'settlement-terms': privateKind(
    settlementTermsChecker,
    ({ pair }) => ({ members: pair }),
    ({ pair, member, round, gross }) => [
      rowIn('settlement_terms', { ...pairColumns(pair), member, round, gross }),
    ],
  ),
  division: privateKind(
    divisionChecker,
    ({ instruction }) => ({ partiesOf: instruction }),
    ({ instruction, into: [part, rest] }) => [
      rowIn('divisions', {
        ...nameColumns(instruction),
        ...{ part_creator: part.creator, part_id: part.instructionId },
        ...{ rest_creator: rest.creator, rest_id: rest.instructionId },
      }),
    ],
  ),
  // A fail is the supervisor's and its witness's record: the one at fault need not agree (rule 11).
  fail: privateKind(
    failChecker,
    ({ witness }) => ({ members: [witness] }),
    ({ instruction, businessDay, rollsTo, atFault, penalty, witness }) => [
      rowIn('fails', {
        ...nameColumns(instruction),
        ...{ business_day: businessDay, rolls_to: rollsTo, at_fault: atFault, penalty, witness },
      }),
    ],
  ),
  ...MARKS,
  lot: privateKind(
    lotChecker,
    ({ owner }) => ({ lots: owner }),
    (lot) => [lotRow(lot)],
  ),
  'spent-lot': privateKind(
    lotChecker,
    ({ owner }) => ({ lots: owner }),
    (lot) => [lotRow(lot)],
  ),
  movement: privateKind(
    movementChecker,
    (movement) => ({ members: [movement.by, otherOf(movement)].filter((each) => each !== undefined) }),
    movementRows,
  ),
};
