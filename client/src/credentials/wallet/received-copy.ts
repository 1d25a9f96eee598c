import type { PublicJwk } from '@jangbu/model';
import { thumbprintOf } from '@jangbu/model';
import { WalletError } from '../../core/errors';
import { readCredential, type ReadCredential } from '../format/credential';
import { readDisclosures } from '../format/disclosures';
import { Rejected } from '../format/rejection';

function read(credential: string): ReadCredential {
  const [jwt = '', ...disclosures] = credential.split('~');
  if (disclosures.pop() !== '') throw new Rejected('MALFORMED');
  const copy = readCredential(jwt);
  readDisclosures(disclosures, copy.payload._sd);
  return copy;
}

/**
 * Checks that a copy is what the wallet asked for: of the issuer, for the key, and with disclosures that
 * it signed. (Its signature is the verifiers' to check; a wallet knows no keys of issuers.)
 *
 * @throws WalletError COPIES_UNFIT
 */
export function checkReceivedCopy(credential: string, iss: string, jwk: PublicJwk): void {
  try {
    const { payload } = read(credential);
    if (payload.iss === iss && thumbprintOf(payload.cnf.jwk) === thumbprintOf(jwk)) return;
  } catch (error) {
    if (!(error instanceof Rejected)) throw error;
    throw new WalletError('COPIES_UNFIT', `a copy does not fit the profile: ${error.message}`);
  }
  throw new WalletError('COPIES_UNFIT', 'a copy is by another issuer or for another key');
}
