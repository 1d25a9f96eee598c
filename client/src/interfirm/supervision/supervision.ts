import type { DeclineReason, Doubt } from '@jangbu/model';
import type { CallOptions } from '../../core/submit/submission';
import type { Position } from '../holdings/lot-view';

/** How far supervision has been handed over, as the blocks of the member's own peer tell it. */
export interface SupervisionStatus {
  /** The supervisor in force; null when there is none. */
  readonly supervisor: string | null;
  /** Who has supervised before, whoever did last first. */
  readonly former: readonly string[];
  /** So many blocks have been read. */
  readonly height: bigint;
  /** Documents that the supervisor does not hold as they were agreed: nothing that rests on them goes on. */
  readonly due: number;
  /** Of those, how many each member still has. One that several have counts for each of them. */
  readonly dueFrom: readonly DueFrom[];
  /** Keys at which a former supervisor holds otherwise than the one in force, who has not marked its own as upheld. */
  readonly disputed: number;
  /** What the supervisor took over and does not fit what was agreed. Anything here is an alarm. */
  readonly doubts: readonly Doubt[];
}

/** How many of the documents that are due a member has. */
export interface DueFrom {
  readonly member: string;
  readonly documents: number;
}

/** A document that was not taken over. */
export interface DeclinedDocument {
  /** Whose peer gave it. */
  readonly member: string;
  /** Parts of its key, the kind first. */
  readonly key: readonly string[];
  /**
   * `MOVED`: it changed while it was taken over; the next run takes it as it is then. `INCOMPLETE`: it seems to belong to what
   * settled without a firm, and the instruction or that firm's reservation has not been given; a later run may have them.
   */
  readonly reason: DeclineReason | 'MOVED';
}

/** What taking over came to. */
export interface TakeOverResult extends SupervisionStatus {
  /** Documents that were written to the own collection now. */
  readonly taken: number;
  /** Keys that were marked now: the own collection has what stands, whatever former supervisors hold. */
  readonly upheld: number;
  readonly declined: readonly DeclinedDocument[];
  /** Members whose peers gave nothing, and why. Run again when they are there. */
  readonly unreachable: readonly { readonly member: string; readonly says: string }[];
  /** What the supervisor itself owns: it stays where it is until another member supervises. */
  readonly frozen: readonly Position[];
}

/** How far taking over is. */
export type TakeOverProgress =
  | { readonly step: 'BLOCKS'; readonly blockNumber: bigint }
  | { readonly step: 'DOCUMENTS'; readonly member: string; readonly taken: number; readonly due: number };

export interface TakeOverOptions extends CallOptions {
  readonly onProgress?: ((progress: TakeOverProgress) => void) | undefined;
}

/** Handing supervision over from one member to the next. */
export interface Supervision {
  /**
   * Reads all blocks of the member's own peer, and tells how far the handover is and whether what the supervisor took
   * over is what was agreed. Any member, any role: nobody has to take the supervisor's word for it.
   *
   * @throws FollowError, UnavailableError, AbortedError
   */
  status(options?: CallOptions): Promise<SupervisionStatus>;
  /**
   * Takes over what former supervisors held, from the peers of whoever has it: former supervisors where they are
   * there, and the parties. Each document is held against what the blocks say its parties and the supervisor of the
   * time agreed to; what does not fit is listed, and not taken. Endorsed by the own peer alone. It may be broken off at
   * any time and run again, and runs again at no harm. What settled without a firm comes whole, from whoever has the instruction
   * and what the firm had reserved for it: no copy of the former supervisor's is needed. For the supervisor's operator.
   *
   * @throws InputError when another member supervises; RefusedError `ROLE_REQUIRED`…; FollowError; AbortedError
   */
  takeOver(options?: TakeOverOptions): Promise<TakeOverResult>;
}
