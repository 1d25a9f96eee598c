/** How a stock network's keys are made, and how it orders. */
export interface Combination {
  readonly authority: 'cryptogen' | 'Fabric CA';
  readonly ordering: 'Raft' | 'BFT';
}
