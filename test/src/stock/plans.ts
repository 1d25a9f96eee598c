import type { TrialPlan } from './trial';

/** The four networks; each way of packaging, starting and deploying the contracts is on one of them at least. */
export const PLANS: readonly TrialPlan[] = [
  {
    ...{ authority: 'cryptogen', ordering: 'Raft', basePort: 29_500 },
    ...{ packageType: 'ccaas', contracts: 'SERVICE', deployedBy: 'jangbu' },
  },
  {
    ...{ authority: 'cryptogen', ordering: 'BFT', basePort: 29_600 },
    ...{ packageType: 'node', contracts: 'PEER', deployedBy: 'peer' },
  },
  {
    ...{ authority: 'Fabric CA', ordering: 'Raft', basePort: 29_700 },
    ...{ packageType: 'node', contracts: 'SERVICE', deployedBy: 'jangbu' },
  },
  {
    ...{ authority: 'Fabric CA', ordering: 'BFT', basePort: 29_800 },
    ...{ packageType: 'ccaas', contracts: 'SERVICE', deployedBy: 'peer' },
  },
];

/** What a trial is, in a title. */
export function titleOf({ authority, ordering, packageType, contracts, deployedBy }: TrialPlan): string {
  const started = contracts === 'PEER' ? 'started by its peer' : 'a service';
  const by = deployedBy === 'peer' ? 'peer lifecycle' : 'jangbu chaincode';
  return `${authority} and ${ordering}: ${packageType} package, ${started}, by ${by}`;
}

/** Those that `JANGBU_STOCK` names by the beginning of their titles; all where it is not set. */
export function chosenPlans(named = process.env['JANGBU_STOCK'] ?? ''): readonly TrialPlan[] {
  return PLANS.filter((plan) => titleOf(plan).startsWith(named));
}
