import {
  order,
  settlementRuleFaults,
  type Action,
  type Parameters,
  type SettlementRule,
} from '@jangbu/model';

/** The actions that change the parameters. */
export type ParametersAction = Extract<
  Action,
  { kind: 'SET_PARAMETERS' | 'CHANGE_CALENDAR' | 'SET_SETTLEMENT_RULE' }
>;

/** Why the parameters cannot be as an action wants them. */
export type ParametersObstacle = 'NO_PARAMETERS' | 'SETTLEMENT_RULES_INCONSISTENT' | 'CALENDAR_FULL';

/** The schema of the parameters takes no more closed days than these… */
const CLOSED_DAYS_MAX = 1000;
/** …and no more settlement rules than these. */
const RULES_MAX = 200;

/** Whether the action changes the parameters. */
export function isParametersAction(action: Action): action is ParametersAction {
  return ['SET_PARAMETERS', 'CHANGE_CALENDAR', 'SET_SETTLEMENT_RULE'].includes(action.kind);
}

function consistent(parameters: Parameters): Parameters | ParametersObstacle {
  const { settlementRules } = parameters;
  const wrong = settlementRules.length > RULES_MAX || settlementRuleFaults(settlementRules).length > 0;
  return wrong ? 'SETTLEMENT_RULES_INCONSISTENT' : parameters;
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

/**
 * The parameters after an action. Days that are closed or open already may be named again.
 *
 * @param parameters those in force; undefined before the first vote on them
 * @returns the new parameters, or why they cannot be
 */
export function changedParameters(
  parameters: Parameters | undefined,
  action: ParametersAction,
): Parameters | ParametersObstacle {
  if (action.kind === 'SET_PARAMETERS') return consistent(action.parameters);
  if (!parameters) return 'NO_PARAMETERS';
  return action.kind === 'CHANGE_CALENDAR'
    ? withCalendar(parameters, action)
    : withRule(parameters, action.rule);
}
