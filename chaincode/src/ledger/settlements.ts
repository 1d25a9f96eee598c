import {
  canonicalJson,
  keys,
  settlementOf,
  type CancellationConsent,
  type Instruction,
  type LedgerMember,
} from '@jangbu/model';
import type { Holdings } from '../rules/holding';
import type { SubmittedState } from './context';
import { readHoldings } from './holdings';
import { privateWrite, type Write } from './write';

/** Writes that an instruction has settled. */
export function settlementWrite(
  holders: readonly LedgerMember[],
  instruction: Instruction,
  businessDay: string,
): Write {
  const text = canonicalJson(settlementOf(instruction, businessDay));
  return privateWrite(holders, keys.settlement(instruction), text);
}

/** What stands of a party's consent to a cancellation with those who hold it. */
export function readConsentHoldings(
  state: SubmittedState,
  holders: readonly LedgerMember[],
  { instruction, member }: CancellationConsent,
): Promise<Holdings> {
  return readHoldings(state, holders, keys.cancellationConsent(instruction, member));
}

/** Writes a party's consent to a cancellation. */
export function consentWrite(holders: readonly LedgerMember[], consent: CancellationConsent): Write {
  const { instruction, member } = consent;
  return privateWrite(holders, keys.cancellationConsent(instruction, member), canonicalJson(consent));
}
