import type { RefusalCode } from '@jangbu/model';

/**
 * Refusals that say something of who sends and of who is a member, and nothing of the document: contracts look at
 * these before they look whether the ledger has the document already. What had been sent before may stand all the same.
 */
export const OF_THE_CALLER: readonly RefusalCode[] = [
  'ROLE_REQUIRED',
  'NOT_THE_SUBMITTER',
  'NOT_A_MEMBER',
  'MEMBER_UNKNOWN',
  'NO_SUPERVISOR',
  'NOT_A_CUSTODIAN',
  'SUPERVISOR_HOLDS_NO_LOTS',
];
