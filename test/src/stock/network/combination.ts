/** How a stock network's keys are made, and how it orders. */
export interface Combination {
  readonly authority: 'cryptogen' | 'Fabric CA';
  readonly ordering: 'Raft' | 'BFT';
}

/** Its name, as titles of tests have it. */
export function nameOf({ authority, ordering }: Combination): string {
  return `${authority}, ${ordering}`;
}

/** All four, each with the first of a hundred ports of its own. */
export const COMBINATIONS: readonly (Combination & { readonly basePort: number })[] = [
  { authority: 'cryptogen', ordering: 'BFT', basePort: 29_500 },
  { authority: 'cryptogen', ordering: 'Raft', basePort: 29_600 },
  { authority: 'Fabric CA', ordering: 'BFT', basePort: 29_700 },
  { authority: 'Fabric CA', ordering: 'Raft', basePort: 29_800 },
];
