import {
  credentialBatchChecker,
  credentialStatusChecker,
  issuerKeyChecker,
  issuerKeyEndChecker,
  issuerKeyStatusChecker,
  keys,
  killedSetChecker,
  type BatchName,
  type CredentialBatch,
  type CredentialStatusRecord,
  type KilledSet,
} from '@jangbu/model';
import type { FoundKey } from '../../rules/credentials/credentials';
import type { PublicState } from '../state/context';
import { findDocument } from '../state/find';

export async function findIssuerKey(state: PublicState, issuer: string, kid: string): Promise<FoundKey> {
  const [key, status, end] = await Promise.all([
    findDocument(state, keys.issuerKey(issuer, kid), issuerKeyChecker),
    findDocument(state, keys.issuerKeyStatus(issuer, kid), issuerKeyStatusChecker),
    findDocument(state, keys.issuerKeyEnd(issuer, kid), issuerKeyEndChecker),
  ]);
  return { key, status, end };
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

export function findKilledSet(state: PublicState, secret: string): Promise<KilledSet | undefined> {
  return findDocument(state, keys.killedSet(secret), killedSetChecker);
}
