import type {
  CorrectionsDue,
  Instruction,
  Lot,
  MatchIndex,
  MatchResult,
  MatchShard,
  Movement,
  OpenShard,
  PageBody,
  Reservation,
  SettlementTerms,
  UtiRegister,
} from '@jangbu/model';

// These are read without being checked against their schemas, which would cost as much as matching
// them: the contracts wrote them, and judged them when they did.

/** Reads a page's body whose hash stands in a header that all who must hold it do hold. */
export function readTrustedBody(text: string): PageBody {
  return JSON.parse(text) as PageBody;
}

/** Reads a match result whose hash stands with all who must hold it. */
export function readTrustedResult(text: string): MatchResult {
  return JSON.parse(text) as MatchResult;
}

/** Reads settlement terms whose hash stands with all who must hold them. */
export function readTrustedTerms(text: string): SettlementTerms {
  return JSON.parse(text) as SettlementTerms;
}

/** Reads a match index whose hash stands with all who must hold it. */
export function readTrustedIndex(text: string): MatchIndex {
  return JSON.parse(text) as MatchIndex;
}

/** Reads a pair's register of UTIs that stands in the collection of whoever asks. */
export function readTrustedUtiRegister(text: string): UtiRegister {
  return JSON.parse(text) as UtiRegister;
}

/** Reads a lot that stands in the collection of whoever asks. */
export function readTrustedLot(text: string): Lot {
  return JSON.parse(text) as Lot;
}

/** Reads the settled part of a shard whose hash stands with all who must hold it. */
export function readTrustedMatchShard(text: string): MatchShard {
  return JSON.parse(text) as MatchShard;
}

/** Reads the open part of a shard whose hash stands with all who must hold it. */
export function readTrustedOpenShard(text: string): OpenShard {
  return JSON.parse(text) as OpenShard;
}

/** Reads a side's list of due corrections whose hash stands with all who must hold it. */
export function readTrustedCorrectionsDue(text: string): CorrectionsDue {
  return JSON.parse(text) as CorrectionsDue;
}

/** Reads a reservation whose hash stands with its owner and the supervisor. */
export function readTrustedReservation(text: string): Reservation {
  return JSON.parse(text) as Reservation;
}

/** Reads an instruction that stands in the collection of whoever asks. */
export function readTrustedInstruction(text: string): Instruction {
  return JSON.parse(text) as Instruction;
}

/** Reads a movement that stands in the collection of whoever asks. */
export function readTrustedMovement(text: string): Movement {
  return JSON.parse(text) as Movement;
}
