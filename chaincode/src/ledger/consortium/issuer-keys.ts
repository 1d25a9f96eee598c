import { issuerKeyChecker, issuerKeyEndChecker, issuerKeyStatusChecker, keys } from '@jangbu/model';
import type { FoundKey } from '../../rules/credentials/credentials';
import type { PublicState } from '../state/context';
import { findDocument } from '../state/find';

/** An issuer's key, as far as it is registered, with its issuer's word on it and the members'. */
export async function findIssuerKey(state: PublicState, issuer: string, kid: string): Promise<FoundKey> {
  const [key, status, end] = await Promise.all([
    findDocument(state, keys.issuerKey(issuer, kid), issuerKeyChecker),
    findDocument(state, keys.issuerKeyStatus(issuer, kid), issuerKeyStatusChecker),
    findDocument(state, keys.issuerKeyEnd(issuer, kid), issuerKeyEndChecker),
  ]);
  return { key, status, end };
}
