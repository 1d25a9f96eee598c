import {
  canonicalJson,
  claimRequestChecker,
  deliveredLot,
  instructionName,
  lotText,
  PHASES,
  RefusalError,
  settlementChecker,
  settlementOf,
  sha256Hex,
  transient,
  type ClaimRequest,
  type LedgerMember,
  type Lot,
  type Reservation,
  type SettlementRecord,
} from '@jangbu/model';
import { parseCanonical, parseDocument } from '../../documents/parse';
import { lotWrite, readLot, spentLotWrites } from '../../ledger/holdings/lots';
import { endedWrites } from '../../ledger/settlement/instruction-marks';
import { readInstructionHashes } from '../../ledger/settlement/instructions';
import { readReservationHashes } from '../../ledger/settlement/reservations';
import { readSettlementHashes, settlementWrite } from '../../ledger/settlement/settlements';
import type { SubmittedState } from '../../ledger/state/context';
import type { Write } from '../../ledger/state/write';
import { memberNamed } from '../../rules/consortium/membership';
import { requireHeldByAll, type HeldHashes } from '../../rules/records/held';
import { requireItems, type ItemClaims } from '../../rules/records/items';
import {
  asGiven,
  readInstruction,
  requireNamedOnce,
  type GivenInstruction,
} from '../../rules/settlement/instructing';
import { legOf, readReservation, requireEachLeg, reservationAs } from '../../rules/settlement/reserving';
import {
  ALREADY_RECORDED,
  isNew,
  privateTransaction,
  RECORDED,
  type Claim,
} from '../execution/private-transaction';

/** An instruction that settled without a party, and what that party had reserved for it. */
interface Item {
  readonly given: GivenInstruction;
  readonly settlement: SettlementRecord;
  readonly reservations: readonly (Reservation | undefined)[];
}

/** A lot of the party's as the settlement left it, and what stands of it with the supervisor. */
interface LeftLot {
  readonly lot: Lot;
  readonly status: 'FREE' | 'SPENT';
  readonly hashes: HeldHashes;
}

/** An instruction with all that the supervisor has of it which is the party's. */
interface Claimed extends Item {
  readonly standing: HeldHashes;
  readonly settled: HeldHashes;
  readonly lots: readonly LeftLot[];
  readonly reserved: readonly (readonly [Reservation, HeldHashes])[];
}

function readItem({ instruction, settlement, reservations }: ClaimRequest['items'][number]): Item {
  const given = readInstruction(instruction);
  const held = reservations.map((text) => (text === null ? undefined : readReservation(text)));
  requireEachLeg(given.instruction, held);
  return {
    given,
    settlement: parseCanonical('settlement', settlementChecker, settlement),
    reservations: held,
  };
}

async function readClaimed(
  state: SubmittedState,
  item: Item,
  sender: LedgerMember,
  supervisor: LedgerMember,
): Promise<Claimed> {
  const { given, reservations } = item;
  const { instruction } = given;
  const withSupervisor = [supervisor];
  const leftLot = async (lot: Lot, status: LeftLot['status']): Promise<LeftLot> => {
    const { hashes } = await readLot(state, lot, withSupervisor);
    return { lot, status, hashes };
  };
  const [standing, settled, lots, reserved] = await Promise.all([
    readInstructionHashes(state, [sender, supervisor], instruction),
    readSettlementHashes(state, withSupervisor, instruction),
    Promise.all(
      instruction.legs.flatMap((leg, place) => {
        const spent = reservations[place];
        if (leg.to === sender.id) return [leftLot(deliveredLot(instruction, leg, place), 'FREE')];
        return spent ? [leftLot(spent.lot, 'SPENT')] : [];
      }),
    ),
    Promise.all(
      reservations.flatMap((each) =>
        each
          ? [readReservationHashes(state, withSupervisor, each).then((hashes) => [each, hashes] as const)]
          : [],
      ),
    ),
  ]);
  return { ...item, standing, settled, lots, reserved };
}

function claimsOf(
  { given, settlement, standing, settled, lots, reserved, reservations }: Claimed,
  of: string,
): ItemClaims {
  const { instruction } = given;
  const name = instructionName(instruction);
  const claims: Claim[] = [
    () => {
      requireHeldByAll(standing, asGiven(given));
    },
    () => {
      const text = canonicalJson(settlementOf(instruction, settlement.businessDay));
      requireHeldByAll(settled, { document: 'settlement', id: name, hash: sha256Hex(text) });
    },
    ...instruction.legs.map(({ from }, leg) => () => {
      if (from === of && !reservations[leg]) {
        throw new RefusalError('NOT_RESERVED', { instruction: name, leg });
      }
    }),
    ...reserved.map(([reservation, hashes]) => () => {
      legOf(instruction, reservation);
      requireHeldByAll(hashes, reservationAs(reservation));
    }),
    ...lots.map(({ lot, status, hashes }) => () => {
      const id = `${lot.creator}/${lot.lotId}`;
      requireHeldByAll(hashes, { document: 'lot', id, hash: sha256Hex(lotText(lot, status)) });
    }),
  ];
  return { instruction: name, claims };
}

function leftWrites({ lot, status }: LeftLot, holders: readonly LedgerMember[]): Write[] {
  return status === 'SPENT' ? spentLotWrites(lot, holders) : [lotWrite(lot, status, holders)];
}

/**
 * Writes to a party's own collection what settled without it, as it stands with the supervisor: the record, the lots that
 * it received, its own that are spent. It needs the party's own peer and no other, in any phase. A copy that the party
 * made up would serve it nothing: whatever spends a lot reads the supervisor's copy as well.
 */
export const claimSettled = privateTransaction({
  parse: (sent) => {
    const request = parseDocument('claim-request', claimRequestChecker, sent(transient.request));
    const items = request.items.map(readItem);
    requireNamedOnce(items.map(({ given }) => given));
    return { member: request.member, items };
  },
  sender: ({ member }) => ({ kind: 'MEMBER', members: [member], role: 'trader' }),
  parties: ({ member }, members) => [memberNamed(member, members)],
  phases: PHASES,
  before: async ({ request: { items }, sender, state }) => {
    const held = await Promise.all(
      items.map(async ({ given }) => readSettlementHashes(state, [sender], given.instruction)),
    );
    const open = items.filter((_, i) => held[i]?.every(({ hash }) => hash === undefined));
    return open.length === 0 ? ALREADY_RECORDED : isNew(open);
  },
  read: ({ standing: open, sender, supervisor, state }) =>
    Promise.all(open.map((item) => readClaimed(state, item, sender, supervisor))),
  rests: ({ found, sender }) => [
    () => {
      requireItems(found.map((each) => claimsOf(each, sender.id)));
    },
  ],
  decide: ({ found, sender }) => ({
    answer: RECORDED,
    writes: found.flatMap(({ given, settlement, lots }) => [
      settlementWrite([sender], given.instruction, settlement.businessDay),
      ...endedWrites([sender], given.instruction, settlement.businessDay),
      ...lots.flatMap((each) => leftWrites(each, [sender])),
    ]),
  }),
});
