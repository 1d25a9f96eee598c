import { basisOf, type Proposal } from '@jangbu/model';
import type { Actor, Stage } from './stage';

/** A proposal that is in order, as its proposer's own peer has the ledger. */
export async function proposalBy(stage: Stage, proposer: Actor, proposalId: string): Promise<Proposal> {
  const ledger = await stage.ledger(proposer, 'admin');
  const actions = [{ kind: 'GRANT_ROLE', member: proposer, role: 'custodian' } as const];
  const [members, day] = await Promise.all([ledger.consortium.members(), ledger.days.current()]);
  const basis = basisOf(actions, { members, parameters: undefined, instruments: new Map() });
  const lastDay = day?.date ?? null;
  return { type: 'proposal', version: 1, proposer, proposalId, title: 'T', actions, lastDay, basis };
}
