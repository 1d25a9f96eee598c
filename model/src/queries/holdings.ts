import { Type, type Static } from '@sinclair/typebox';
import { HeldInstrument, LotName, LotStatus } from '../documents/holdings';
import { Checker } from '../schema/checker';
import { AccountKind, Amount, ClientId, closed, DateText, ListLimit, MemberId } from '../schema/fields';

/** A query asks for at most so many lots or instructions by name. */
export const NAMES_ASKED_MAX = 100;

/** How much of an instrument a firm holds in one kind of account. */
export const LedgerPosition = closed({
  instrument: HeldInstrument,
  accountKind: AccountKind,
  /** At the owner's disposal. */
  free: Amount,
  /** Set aside for instructions. */
  reserved: Amount,
});
export type LedgerPosition = Readonly<Static<typeof LedgerPosition>>;
export const positionsChecker = new Checker(Type.Array(LedgerPosition));

/** All that is outstanding of an instrument, as the supervisor sees it. */
export const Outstanding = closed({
  instrument: HeldInstrument,
  deposited: Amount,
  withdrawn: Amount,
  /** The sum of all lots that are not spent; equals what was ever deposited minus what was ever withdrawn. */
  outstanding: Amount,
});
export type Outstanding = Readonly<Static<typeof Outstanding>>;
export const outstandingChecker = new Checker(Type.Array(Outstanding));

export const lotsAskedChecker = new Checker(
  closed({
    instrument: Type.Optional(HeldInstrument),
    accountKind: Type.Optional(AccountKind),
    status: Type.Optional(LotStatus),
    /** Those of these names, each read by its own key: nothing else is looked through. */
    names: Type.Optional(Type.Array(LotName, { maxItems: NAMES_ASKED_MAX })),
    /** Those that come after this one in the order of creator and id. */
    after: Type.Optional(LotName),
    limit: Type.Optional(ListLimit),
  }),
);
export type LotsAsked = Static<(typeof lotsAskedChecker)['schema']>;

export const movementsAskedChecker = new Checker(
  closed({
    /** Business days, both included. */
    from: Type.Optional(DateText),
    to: Type.Optional(DateText),
    /** Those that come after this one in the order of who made them and id; where days are given, in that of day, maker and id. */
    after: Type.Optional(closed({ by: MemberId, movementId: ClientId })),
    limit: Type.Optional(ListLimit),
  }),
);
export type MovementsAsked = Static<(typeof movementsAskedChecker)['schema']>;

/** On which business days deposits and withdrawals are summed up, both included; all unless given. Lots are summed as they are now. */
export const outstandingAskedChecker = new Checker(
  closed({ from: Type.Optional(DateText), to: Type.Optional(DateText) }),
);
export type OutstandingAsked = Static<(typeof outstandingAskedChecker)['schema']>;
