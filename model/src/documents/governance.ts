import { Type, type Static } from '@sinclair/typebox';
import { Checker } from '../schema/checker';
import {
  BlockHeight,
  Bytes32,
  ClientId,
  closed,
  Count,
  DateText,
  Isin,
  MemberId,
  oneOf,
  lineOfText,
  Sha256Hex,
} from '../schema/fields';
import { FoundingMember, LedgerRole } from './consortium';
import { Instrument } from './instruments';
import { IssuerUrl } from './issuing';
import { CutOffs, Pace, ParameterSettings, SettlementRule } from './parameters';

/** Days that one action closes or opens. */
const Days = Type.Array(DateText, { maxItems: 400, uniqueItems: true });

/** What a carried proposal does; several may stand in one proposal and happen together or not at all. */
export const Action = Type.Union([
  closed({ kind: Type.Literal('GRANT_ROLE'), member: MemberId, role: LedgerRole }),
  closed({ kind: Type.Literal('WITHDRAW_ROLE'), member: MemberId, role: LedgerRole }),
  /** Lets a member issue credentials under a URL, which no other member has or had. */
  closed({ kind: Type.Literal('GRANT_ISSUER'), member: MemberId, iss: IssuerUrl }),
  /**
   * Ends a member's grants, and with them all keys registered so far. Copies that its keys recorded in earlier blocks
   * than `from` stand; without `from`, all that stand when it is carried.
   */
  closed({ kind: Type.Literal('WITHDRAW_ISSUER'), member: MemberId, from: Type.Optional(BlockHeight) }),
  /** As `WITHDRAW_ISSUER`, of a single key; its issuer goes on with others. */
  closed({
    kind: Type.Literal('END_ISSUER_KEY'),
    issuer: MemberId,
    kid: Bytes32,
    from: Type.Optional(BlockHeight),
  }),
  closed({ kind: Type.Literal('ADMIT_MEMBER'), member: FoundingMember }),
  closed({ kind: Type.Literal('SUSPEND_MEMBER'), member: MemberId }),
  closed({ kind: Type.Literal('REINSTATE_MEMBER'), member: MemberId }),
  closed({ kind: Type.Literal('SET_PARAMETERS'), parameters: ParameterSettings }),
  /**
   * Adds days to the closed ones and takes days away. All other parameters stay as they are when it is
   * carried, so that it undoes nothing that was voted on meanwhile.
   */
  closed({ kind: Type.Literal('CHANGE_CALENDAR'), close: Days, open: Days }),
  /** Adds a settlement rule, or replaces the one of the same class and first trade date. */
  closed({ kind: Type.Literal('SET_SETTLEMENT_RULE'), rule: SettlementRule }),
  /** Adds cut-offs, or replaces those that begin on the same day. */
  closed({ kind: Type.Literal('SET_CUT_OFFS'), cutOffs: CutOffs }),
  closed({ kind: Type.Literal('SET_PACE'), pace: Pace }),
  closed({ kind: Type.Literal('LIST_INSTRUMENT'), instrument: Instrument }),
  closed({
    kind: Type.Literal('SET_INSTRUMENT_STATUS'),
    isin: Isin,
    status: oneOf('ACTIVE', 'SUSPENDED', 'MATURED'),
  }),
]);
export type Action = Static<typeof Action>;

/** Put to the vote by a member's admin, whose own vote for it is cast with it. */
export const Proposal = closed({
  type: Type.Literal('proposal'),
  version: Type.Literal(1),
  proposer: MemberId,
  proposalId: ClientId,
  /** One line for the voters; public, so never a person's name. */
  title: lineOfText(120),
  actions: Type.Array(Action, { minItems: 1, maxItems: 500 }),
  /**
   * The last business day on which it is voted on and carried out. Null before the first business day, whose opening
   * ends what was put before.
   */
  lastDay: Type.Union([DateText, Type.Null()]),
  /** For each action a digest of what it changes, as that stood when it was put; see `basisOf`. */
  basis: Type.Array(Type.Union([Sha256Hex, Type.Null()]), { minItems: 1, maxItems: 500 }),
});
export type Proposal = Static<typeof Proposal>;

export const Vote = closed({
  type: Type.Literal('vote'),
  version: Type.Literal(1),
  proposer: MemberId,
  proposalId: ClientId,
  voter: MemberId,
  choice: oneOf('FOR', 'AGAINST'),
});
export type Vote = Static<typeof Vote>;

/** Why a proposal that had its majority, or was tallied, cannot be carried out. */
export const Hindrance = closed({
  /** Of the action, from zero. */
  position: Type.Integer({ minimum: 0 }),
  kind: Type.String({ maxLength: 40 }),
  /** `BASIS_MOVED`: what the action changes has been changed since. Else why the action cannot be done. */
  reason: Type.String({ maxLength: 40 }),
});
export type Hindrance = Static<typeof Hindrance>;

/** How a proposal may end. */
const RESULTS = ['CARRIED', 'REJECTED', 'WITHDRAWN', 'LAPSED', 'VOID'] as const;

/** Written in the transaction that ends a proposal, together with what the proposal does. */
export const Outcome = closed({
  type: Type.Literal('outcome'),
  version: Type.Literal(1),
  proposer: MemberId,
  proposalId: ClientId,
  /**
   * `REJECTED` when no majority can come about any more, `WITHDRAWN` by its proposer, `LAPSED` when its last day was
   * over, `VOID` when it could not be carried out.
   */
  result: oneOf(...RESULTS),
  votesFor: Type.Array(MemberId),
  votesAgainst: Type.Array(MemberId),
  /** Active members when it ended. */
  members: Count,
  /** Of what is `VOID`. */
  hindrance: Type.Optional(Hindrance),
});
export type Outcome = Static<typeof Outcome>;

/** How a proposal stands. One whose last day is over has lapsed, whether or not a tally has recorded it. */
export const ProposalStatus = oneOf('OPEN', ...RESULTS);
export type ProposalStatus = Static<typeof ProposalStatus>;

/** A proposal's last day is at most so many days after the business day in force. */
export const PROPOSAL_DAYS_MAX = 90;

/** Whether a proposal's last day is over. @param today the business day in force; undefined before the first one */
export function hasLapsed({ lastDay }: Pick<Proposal, 'lastDay'>, today: string | undefined): boolean {
  return today !== undefined && (lastDay === null || today > lastDay);
}

export const proposalChecker = new Checker(Proposal);
export const voteChecker = new Checker(Vote);
export const outcomeChecker = new Checker(Outcome);
/** Checks a proposal's actions by themselves, before there is a proposal. */
export const actionsChecker = new Checker(Type.Array(Action, { minItems: 1, maxItems: 500 }));
