import { IDENTIFICATION_CLAIM_NAMES, type ClaimName } from '@jangbu/model';
import { WalletError } from '../../core/errors';
import { readDisclosure } from '../format/disclosures';
import { makeKeyBinding, type ExpectedBinding } from '../format/key-binding';
import type { SigningKey } from '../format/signing-key';

/** What is shown of a copy, and to whom. */
export interface CopyPresentation extends ExpectedBinding {
  readonly disclose?: readonly ClaimName[];
}

/**
 * Presents a copy: how and since when identity is confirmed, the claims to be disclosed, nothing else.
 *
 * @param credential SD-JWT with all its disclosures
 * @param iat seconds since 1970
 * @param key that the copy is bound to
 * @throws WalletError CLAIM_UNKNOWN when a claim to be disclosed is not in the credential
 */
export async function presentCopy(
  credential: string,
  presentation: CopyPresentation,
  iat: number,
  key: SigningKey,
): Promise<string> {
  const [jwt = '', ...disclosures] = credential.split('~').slice(0, -1);
  const byName = new Map(disclosures.map((text) => [readDisclosure(text).name, text]));
  const names = new Set([...IDENTIFICATION_CLAIM_NAMES, ...(presentation.disclose ?? [])]);
  const disclosed = [...names].map((name) => {
    const disclosure = byName.get(name);
    if (disclosure === undefined)
      throw new WalletError('CLAIM_UNKNOWN', `the credential has no claim ${name}`);
    return disclosure;
  });
  const bound = [jwt, ...disclosed, ''].join('~');
  return bound + (await makeKeyBinding(bound, presentation, iat, key));
}
