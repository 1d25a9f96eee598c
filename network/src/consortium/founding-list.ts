import type { FoundingList } from '@jangbu/model';

import type { ConsortiumDefinition } from './consortium';

/**
 * The list of founding members. Its hash (`hashOf`) travels in the chaincode package, so a majority agrees to it
 * by approving the package. Roles, parameters and instruments are no part of it: they are voted on.
 */
export function foundingList({ channel, members }: ConsortiumDefinition): FoundingList {
  return {
    type: 'founding-list',
    version: 1,
    channel,
    members: members.map(({ id, mspId, name, lei }) => ({ id, mspId, name, lei })),
  };
}
