import {
  burntTagChecker,
  credentialBatchChecker,
  credentialStatusChecker,
  issuerKeyChecker,
  issuerKeyStatusChecker,
  keys,
  type BatchName,
  type BurntTag,
  type CredentialBatch,
  type CredentialStatusRecord,
  type IssuerKey,
  type IssuerKeyStatusChange,
} from '@jangbu/model';
import type { PublicState } from '../state/context';
import { findDocument } from '../state/find';

/** A key with what has become of it, as far as it is registered. */
export interface FoundKey {
  readonly key: IssuerKey | undefined;
  readonly status: IssuerKeyStatusChange | undefined;
}

export async function findIssuerKey(state: PublicState, issuer: string, kid: string): Promise<FoundKey> {
  const [key, status] = await Promise.all([
    findDocument(state, keys.issuerKey(issuer, kid), issuerKeyChecker),
    findDocument(state, keys.issuerKeyStatus(issuer, kid), issuerKeyStatusChecker),
  ]);
  return { key, status };
}

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

export function findBurntTag(state: PublicState, tag: string): Promise<BurntTag | undefined> {
  return findDocument(state, keys.burntTag(tag), burntTagChecker);
}
