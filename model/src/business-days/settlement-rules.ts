import { addBusinessDays, isBusinessDay, type ClosedDays } from '../calendar/calendar';
import type { InstrumentKind } from '../documents/instruments';
import type { SettlementRule } from '../documents/parameters';

/** The settlement dates that a rule allows for a trade date: business days from the first to the last. */
export interface SettlementWindow {
  readonly first: string;
  /** The date where nothing else is agreed. */
  readonly usual: string;
  readonly last: string;
}

/** Of the rules of one class, the one in force for a trade date: the latest that has begun by then. */
function inForce(
  tradeDate: string,
  kind: SettlementRule['kind'],
  rules: readonly SettlementRule[],
): SettlementRule | undefined {
  const begun = rules.filter((rule) => rule.kind === kind && rule.from <= tradeDate);
  return begun.reduce<SettlementRule | undefined>(
    (latest, rule) => (latest && latest.from >= rule.from ? latest : rule),
    undefined,
  );
}

/**
 * The rule by which a trade settles: that of its class in force on the trade date, or else the default
 * in force.
 *
 * @returns undefined when neither has begun by the trade date
 */
export function settlementRuleOf(
  tradeDate: string,
  kind: InstrumentKind,
  rules: readonly SettlementRule[],
): SettlementRule | undefined {
  return inForce(tradeDate, kind, rules) ?? inForce(tradeDate, 'DEFAULT', rules);
}

/**
 * The settlement dates that trades of a class and trade date may have.
 *
 * @returns undefined when no rule has begun by the trade date: then no date is allowed
 */
export function settlementWindowOf(
  tradeDate: string,
  kind: InstrumentKind,
  rules: readonly SettlementRule[],
  calendar: ClosedDays,
): SettlementWindow | undefined {
  const rule = settlementRuleOf(tradeDate, kind, rules);
  if (!rule) return undefined;
  const { cycle, window = { earliest: cycle, latest: cycle } } = rule;
  const after = (days: number): string => addBusinessDays(tradeDate, days, calendar);
  return { first: after(window.earliest), usual: after(cycle), last: after(window.latest) };
}

/**
 * The settlement date of a trade where its firms agree on no other.
 *
 * @param tradeDate `YYYY-MM-DD`
 * @param kind the class of its instrument
 * @throws RangeError when no rule has begun by the trade date
 */
export function settlementDateOf(
  tradeDate: string,
  kind: InstrumentKind,
  rules: readonly SettlementRule[],
  calendar: ClosedDays,
): string {
  const window = settlementWindowOf(tradeDate, kind, rules, calendar);
  if (!window) throw new RangeError(`no settlement rule is in force for ${kind} on ${tradeDate}`);
  return window.usual;
}

/** Whether two firms may settle a trade on that date: a business day within what the rule in force allows. */
export function isAllowedSettlementDate(
  settlementDate: string,
  tradeDate: string,
  kind: InstrumentKind,
  rules: readonly SettlementRule[],
  calendar: ClosedDays,
): boolean {
  const window = settlementWindowOf(tradeDate, kind, rules, calendar);
  if (!window || settlementDate < window.first || settlementDate > window.last) return false;
  return isBusinessDay(settlementDate, calendar);
}

/** Something that rules cannot say together, and the place of the rule that says it. */
export interface SettlementRuleFault {
  /** From zero; undefined where it is not one rule's fault. */
  readonly position?: number;
  readonly message: string;
}

/** What is wrong with rules that fit their schema; empty when they can be followed. */
export function settlementRuleFaults(rules: readonly SettlementRule[]): SettlementRuleFault[] {
  const seen = new Set<string>();
  const faults = rules.flatMap(({ kind, from, cycle, window }, position): SettlementRuleFault[] => {
    const name = `${kind}/${from}`;
    if (seen.has(name)) return [{ position, message: `is a second rule for ${kind} from ${from}` }];
    seen.add(name);
    return window && (cycle < window.earliest || cycle > window.latest)
      ? [{ position, message: `has a cycle of ${cycle} outside its own window` }]
      : [];
  });
  const isDefault = rules.some(({ kind }) => kind === 'DEFAULT');
  return isDefault ? faults : [...faults, { message: 'has no DEFAULT rule' }];
}
