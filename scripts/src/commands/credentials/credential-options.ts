import type { Ledger, Recorded } from '@jangbu/client';
import type { ClientRole } from '@jangbu/model';
import type { Command } from 'commander';
import { tell } from '../../terminal/output';
import { asRole, memberCommand, type MemberOptions } from '../member-options';

/** A command that a member gives as an issuer or a verifier. */
export function credentialCommand(name: string, description: string): Command {
  return memberCommand(name, description);
}

/** Works under one of the member's roles with credentials. */
export async function inRole<T>(
  options: MemberOptions,
  role: Extract<ClientRole, 'issuer' | 'verifier'>,
  work: (ledger: Ledger) => Promise<T>,
): Promise<T> {
  return asRole(options, role, work);
}

/** Says where something was recorded, or that it had been before. */
export function sayRecorded(result: Recorded, options: MemberOptions): void {
  tell(
    options,
    result,
    result.status === 'RECORDED'
      ? `recorded in block ${result.blockNumber}, transaction ${result.transactionId}`
      : 'was recorded before',
  );
}
