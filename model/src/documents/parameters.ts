import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import { Amount, closed, DateText, oneOf } from '../schema/fields';

/** Business days from the trade date to a settlement date. */
const BusinessDays = Type.Integer({ minimum: 0, maximum: 60 });

/** When trades of a class of instruments settle, from a trade date on until a later rule takes over. */
export const SettlementRule = closed({
  /** The class; `DEFAULT` is for every class that has no rule of its own in force. */
  kind: oneOf('DEFAULT', 'EQUITY', 'FUND', 'BOND'),
  /** The first trade date that it is for. */
  from: DateText,
  /** Business days from trade to settlement, unless the firms agree on others: 2 means T+2. */
  cycle: BusinessDays,
  /** What two firms may agree on, in business days from the trade date; without it, the cycle alone. */
  window: Type.Optional(closed({ earliest: BusinessDays, latest: BusinessDays })),
});
export type SettlementRule = Static<typeof SettlementRule>;

const SettlementRules = Type.Array(SettlementRule, { minItems: 1, maxItems: 200 });

/** Of a day, by Korea's clocks (Asia/Seoul): `HH:MM`. */
const TimeOfDay = Type.String({ pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$' });

/** When the phases of a business day begin, from a business day on until a later entry takes over. */
export const CutOffs = closed({
  /** The first business day that it is for. */
  from: DateText,
  /** The day opens: trades are recorded and matched, instructions settle. */
  opening: TimeOfDay,
  /** Lots are reserved no more; until the next opening a reservation goes back only by both firms. */
  reservation: TimeOfDay,
  /** Fails are recorded; what is fully reserved still settles. */
  settlement: TimeOfDay,
  /** Trades are recorded and matched no more. */
  matching: TimeOfDay,
  close: TimeOfDay,
});
export type CutOffs = Static<typeof CutOffs>;

const CutOffsList = Type.Array(CutOffs, { maxItems: 200 });

/** How closely the moves of the business day are held to the cut-offs. */
export const Pace = closed({
  /** A move is signed so many seconds before its cut-off, too: clocks differ. */
  tolerance: Type.Integer({ minimum: 0, maximum: 600 }),
  /** So many minutes after a cut-off the operator of any member may make the move, not the supervisor's alone. */
  othersAfter: Type.Integer({ minimum: 0, maximum: 1440 }),
});
export type Pace = Static<typeof Pace>;

/** A day that closed or opened after the first business day had begun, and since when that is known. */
export const CalendarChange = closed({
  date: DateText,
  to: oneOf('CLOSED', 'OPEN'),
  /** The business day in force when the vote was carried; the contracts write it. */
  declared: DateText,
});
export type CalendarChange = Static<typeof CalendarChange>;

/** The ledger remembers so many changes of the calendar. */
export const CALENDAR_CHANGES_MAX = 1000;

const settings = {
  /** Settlement amounts of two sides may differ by so much (smallest unit of the currency). */
  amountTolerance: Amount,
  /**
   * By how much a settlement amount may be off its price, in basis points (hundredths of a percent) of quantity times
   * price. Without it `DEFAULT_PRICE_TOLERANCE` holds.
   */
  priceTolerance: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  /** Trade dates are taken from so many business days before the business day up to so many after it. */
  tradeDateWindow: closed({
    past: Type.Integer({ minimum: 0, maximum: 60 }),
    future: Type.Integer({ minimum: 0, maximum: 5 }),
  }),
  /** When trades settle; at least one rule is the default. */
  settlementRules: SettlementRules,
  /**
   * What a firm that is alone at fault owes for each day on which an instruction fails: basis points
   * (hundredths of a percent) of its money. Without it a fail costs nothing.
   */
  failPenalty: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000 })),
  /** Days on which the market is closed, weekends apart. */
  closedDays: Type.Array(DateText, { maxItems: 1000, uniqueItems: true }),
  /** When the business day moves; where nothing is in force, `DEFAULT_CUT_OFFS` holds. */
  cutOffs: Type.Optional(CutOffsList),
  /** `DEFAULT_PACE` unless it is set. */
  pace: Type.Optional(Pace),
};

/** What members vote on when they set all parameters at once. */
export const ParameterSettings = closed(settings);
export type ParameterSettings = Static<typeof ParameterSettings>;

/** What the members have settled by vote for everyone's trades, as it stands on the ledger. */
export const Parameters = closed({
  ...settings,
  /** How the closed days came to be what they are, oldest change first; written by the contracts alone. */
  calendarChanges: Type.Optional(Type.Array(CalendarChange, { maxItems: CALENDAR_CHANGES_MAX })),
});
export type Parameters = Static<typeof Parameters>;

export const ParametersDocument = closed({
  type: Type.Literal('parameters'),
  version: Type.Literal(1),
  parameters: Parameters,
});
export type ParametersDocument = Static<typeof ParametersDocument>;
export const settlementRulesChecker = new Checker(SettlementRules);
export const cutOffsListChecker = new Checker(CutOffsList);
export const parametersDocumentChecker = new Checker(ParametersDocument);
