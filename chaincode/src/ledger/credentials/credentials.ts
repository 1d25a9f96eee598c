import {
  credentialBatchChecker,
  credentialStatusChecker,
  keys,
  killedSetChecker,
  type BatchName,
  type CredentialBatch,
  type CredentialStatusRecord,
  type KilledSet,
} from '@jangbu/model';
import type { PublicState } from '../state/context';
import { findDocument } from '../state/find';

export function findBatch(
  state: PublicState,
  { issuer, batchId }: BatchName,
): Promise<CredentialBatch | undefined> {
  return findDocument(state, keys.credentialBatch(issuer, batchId), credentialBatchChecker);
}

export function findStatus(
  state: PublicState,
  issuer: string,
  recordId: string,
): Promise<CredentialStatusRecord | undefined> {
  return findDocument(state, keys.credentialStatus(issuer, recordId), credentialStatusChecker);
}

export function findKilledSet(state: PublicState, secret: string): Promise<KilledSet | undefined> {
  return findDocument(state, keys.killedSet(secret), killedSetChecker);
}
