import {
  addDays,
  basisOf,
  isinsIn,
  type Action,
  type GovernedFacts,
  type Instrument,
  type MembersDocument,
  type ParametersDocument,
  type Proposal,
} from '@jangbu/model';
import { RefusedError } from '../../core/errors';

/** A proposal stays open for so many days where its proposer does not say. */
export const PROPOSAL_DAYS = 30;

/** What a proposal is made on, as the member's own peer has it. */
export interface StandingFacts {
  members(): Promise<MembersDocument>;
  parameters(): Promise<ParametersDocument>;
  instruments(isins: readonly string[]): Promise<readonly Instrument[]>;
  /** The business day in force; undefined before the first one. */
  today(): Promise<string | undefined>;
}

async function parametersIn(facts: StandingFacts): Promise<GovernedFacts['parameters']> {
  try {
    return (await facts.parameters()).parameters;
  } catch (error) {
    if (error instanceof RefusedError && error.code === 'NO_PARAMETERS') return undefined;
    throw error;
  }
}

/** The basis of actions, by what stands now. */
export async function standingBasis(
  actions: readonly Action[],
  facts: StandingFacts,
): Promise<Proposal['basis']> {
  const isins = isinsIn(actions);
  const [members, parameters, listed] = await Promise.all([
    facts.members(),
    parametersIn(facts),
    isins.length === 0 ? [] : facts.instruments(isins),
  ]);
  const instruments = new Map(listed.map((instrument) => [instrument.isin, instrument]));
  return basisOf(actions, { members, parameters, instruments });
}

/** The last day of a proposal whose proposer names none: a month from the business day, none before the first one. */
export async function usualLastDay(facts: Pick<StandingFacts, 'today'>): Promise<string | null> {
  const today = await facts.today();
  return today === undefined ? null : addDays(today, PROPOSAL_DAYS);
}
