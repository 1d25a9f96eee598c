import type { ConsentRequest } from '@jangbu/model';
import { invalid } from '../../documents/parse';

/**
 * Requires that consents are all given to the firm that records them, each under an id of its own.
 *
 * @throws RefusalError INVALID_DOCUMENT
 */
export function requireFirmsOwn({ firm, consents }: ConsentRequest): void {
  const stranger = consents.findIndex((consent) => consent.firm !== firm);
  if (stranger >= 0) {
    throw invalid('consent-request', { path: `/consents/${stranger}/firm`, message: 'another firm' });
  }
  if (new Set(consents.map(({ consentId }) => consentId)).size !== consents.length) {
    throw invalid('consent-request', { path: '/consents', message: 'an id twice' });
  }
}
