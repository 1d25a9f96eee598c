import { allowPartialRequestChecker } from '@jangbu/model';
import { readPartialConsent } from '../../rules/settlement/consents';
import { consentTransaction } from './consent';

/** Records one firm's consent that an instruction be divided, so that a part of it can settle. It stands. */
export const allowPartial = consentTransaction({
  document: 'allow-partial-request',
  request: allowPartialRequestChecker,
  read: readPartialConsent,
});
