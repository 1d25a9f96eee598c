import { hashOf } from '../format/hash';
import { order } from '../format/order';
import { supervisorOf, type MembersDocument } from './consortium';
import type { Action, Proposal } from './governance';
import type { Instrument } from './instruments';
import type { Parameters } from './parameters';

/** What votes may change, as far as the actions of one proposal touch it. */
export interface GovernedFacts {
  readonly members: MembersDocument;
  /** Undefined before the first vote on them. */
  readonly parameters: Parameters | undefined;
  /** The instruments that the actions name and that are listed, by ISIN. */
  readonly instruments: ReadonlyMap<string, Instrument>;
}

/** The instruments that actions name, each once. */
export function isinsIn(actions: readonly Action[]): readonly string[] {
  const isins = actions.flatMap((action) => {
    if (action.kind === 'LIST_INSTRUMENT') return [action.instrument.isin];
    return action.kind === 'SET_INSTRUMENT_STATUS' ? [action.isin] : [];
  });
  return [...new Set(isins)];
}

type MemberAction = Extract<Action, { member: unknown }>;
type ParametersAction = Exclude<
  Action,
  MemberAction | { kind: 'LIST_INSTRUMENT' | 'SET_INSTRUMENT_STATUS' | 'END_ISSUER_KEY' }
>;

/** A member as it stands; with the supervisor's role goes who has it, for it moves. */
function memberTouched(action: MemberAction, document: MembersDocument): unknown {
  const id = typeof action.member === 'string' ? action.member : action.member.id;
  const member = document.members.find((each) => each.id === id);
  const moves = 'role' in action && action.role === 'supervisor';
  return member && moves ? { member, supervisor: supervisorOf(document)?.id ?? null } : member;
}

/** Of lists that several proposals add to side by side it is the entries that the action names, not the list. */
function parametersTouched(action: ParametersAction, parameters: Parameters): unknown {
  switch (action.kind) {
    case 'SET_PARAMETERS':
      return parameters;
    case 'CHANGE_CALENDAR': {
      const named = [...action.close, ...action.open];
      return parameters.closedDays.filter((day) => named.includes(day)).sort(order);
    }
    case 'SET_SETTLEMENT_RULE': {
      const { kind, from } = action.rule;
      return parameters.settlementRules.find((rule) => rule.kind === kind && rule.from === from);
    }
    case 'SET_PACE':
      return parameters.pace;
    case 'SET_CUT_OFFS':
      return parameters.cutOffs?.find(({ from }) => from === action.cutOffs.from);
  }
}

/** What an action changes, as it stands; undefined where nothing does. */
function touchedBy(action: Action, { members, parameters, instruments }: GovernedFacts): unknown {
  if ('member' in action) return memberTouched(action, members);
  if (action.kind === 'LIST_INSTRUMENT') return instruments.get(action.instrument.isin);
  if (action.kind === 'SET_INSTRUMENT_STATUS') return instruments.get(action.isin);
  // A key is ended for good, from the earliest block that any vote names: votes on it do not undo each other.
  if (action.kind === 'END_ISSUER_KEY') return undefined;
  return parameters && parametersTouched(action, parameters);
}

/**
 * What a proposal is made on: for each action the hash of what it changes, null where there is nothing yet. The
 * proposer says it as it saw it; where it is another one by the time of the majority, the proposal is void.
 */
export function basisOf(actions: readonly Action[], facts: GovernedFacts): Proposal['basis'] {
  return actions.map((action) => {
    const touched = touchedBy(action, facts);
    return touched === undefined ? null : hashOf(touched);
  });
}
