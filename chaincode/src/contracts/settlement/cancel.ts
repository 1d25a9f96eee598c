import { cancelRequestChecker } from '@jangbu/model';
import { readInstructionCancellation } from '../../rules/settlement/consents';
import { consentTransaction } from './consent';

/**
 * Records one firm's consent that an instruction be cancelled. Once both firms' stand, the instruction
 * has ended; each firm releases its own lots then.
 */
export const cancelInstruction = consentTransaction({
  document: 'cancel-request',
  request: cancelRequestChecker,
  read: readInstructionCancellation,
});
