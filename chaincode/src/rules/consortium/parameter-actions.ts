import {
  CALENDAR_CHANGES_MAX,
  calendarChangesBetween,
  cutOffsFaults,
  order,
  settlementRuleFaults,
  type Action,
  type CutOffs,
  type Parameters,
  type SettlementRule,
} from '@jangbu/model';

const KINDS = [
  'SET_PARAMETERS',
  'CHANGE_CALENDAR',
  'SET_SETTLEMENT_RULE',
  'SET_CUT_OFFS',
  'SET_PACE',
] as const;

/** The actions that change the parameters. */
export type ParametersAction = Extract<Action, { kind: (typeof KINDS)[number] }>;

/** Why the parameters cannot be as an action wants them. */
export type ParametersObstacle =
  'NO_PARAMETERS' | 'SETTLEMENT_RULES_INCONSISTENT' | 'CUT_OFFS_INCONSISTENT' | 'CALENDAR_FULL';

/** The schema of the parameters takes no more closed days than these… */
const CLOSED_DAYS_MAX = 1000;
/** …no more settlement rules than these… */
const RULES_MAX = 200;
/** …and no more cut-offs than these. */
const CUT_OFFS_MAX = 200;

/** Whether the action changes the parameters. */
export function isParametersAction(action: Action): action is ParametersAction {
  return KINDS.some((kind) => kind === action.kind);
}

function consistent(parameters: Parameters): Parameters | ParametersObstacle {
  const { settlementRules, cutOffs = [] } = parameters;
  if (settlementRules.length > RULES_MAX || settlementRuleFaults(settlementRules).length > 0) {
    return 'SETTLEMENT_RULES_INCONSISTENT';
  }
  const wrong = cutOffs.length > CUT_OFFS_MAX || cutOffsFaults(cutOffs).length > 0;
  return wrong ? 'CUT_OFFS_INCONSISTENT' : parameters;
}

function withCalendar(
  parameters: Parameters,
  { close, open }: { readonly close: readonly string[]; readonly open: readonly string[] },
): Parameters | ParametersObstacle {
  const days = new Set([...parameters.closedDays, ...close]);
  for (const day of open) days.delete(day);
  if (days.size > CLOSED_DAYS_MAX) return 'CALENDAR_FULL';
  return { ...parameters, closedDays: [...days].sort(order) };
}

function withRule(parameters: Parameters, rule: SettlementRule): Parameters | ParametersObstacle {
  const others = parameters.settlementRules.filter(
    ({ kind, from }) => kind !== rule.kind || from !== rule.from,
  );
  return consistent({ ...parameters, settlementRules: [...others, rule] });
}

function withCutOffs(parameters: Parameters, cutOffs: CutOffs): Parameters | ParametersObstacle {
  const others = (parameters.cutOffs ?? []).filter(({ from }) => from !== cutOffs.from);
  return consistent({ ...parameters, cutOffs: [...others, cutOffs] });
}

function carriedOut(
  parameters: Parameters | undefined,
  action: ParametersAction,
): Parameters | ParametersObstacle {
  if (action.kind === 'SET_PARAMETERS') return consistent(action.parameters);
  if (!parameters) return 'NO_PARAMETERS';
  switch (action.kind) {
    case 'CHANGE_CALENDAR':
      return withCalendar(parameters, action);
    case 'SET_SETTLEMENT_RULE':
      return withRule(parameters, action.rule);
    case 'SET_CUT_OFFS':
      return withCutOffs(parameters, action.cutOffs);
    case 'SET_PACE':
      return { ...parameters, pace: action.pace };
  }
}

/**
 * The parameters with the history of their calendar. What the members set before the first business day
 * has none: everybody has always known it.
 */
function withHistory(
  before: Parameters | undefined,
  after: Parameters,
  today: string | undefined,
): Parameters {
  if (!before) return after;
  const { calendarChanges: known = [] } = before;
  const made = today === undefined ? [] : calendarChangesBetween(before, after, today);
  const changes = [...known, ...made].slice(-CALENDAR_CHANGES_MAX);
  return changes.length > 0 ? { ...after, calendarChanges: changes } : after;
}

/**
 * The parameters after an action. Days that are closed or open already may be named again.
 *
 * @param parameters those in force; undefined before the first vote on them
 * @param today the business day in force, from which on a change of the calendar is known; undefined
 *   before the first one
 * @returns the new parameters, or why they cannot be
 */
export function changedParameters(
  parameters: Parameters | undefined,
  action: ParametersAction,
  today: string | undefined,
): Parameters | ParametersObstacle {
  const changed = carriedOut(parameters, action);
  return typeof changed === 'string' ? changed : withHistory(parameters, changed, today);
}
