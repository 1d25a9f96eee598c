import type { Ledger, Recorded as RecordedResult } from '@jangbu/client';
import type { ClientRole } from '@jangbu/model';
import type { TSchema } from '@sinclair/typebox';
import type { Command } from 'commander';
import { Recorded } from '../../outputs/outcomes';
import { tell } from '../../terminal/output';
import { asRole, memberCommand, type MemberOptions } from '../member-options';

/** A command that a member gives as an issuer or a verifier. */
export function credentialCommand(name: string, description: string, output: TSchema = Recorded): Command {
  return memberCommand(name, description, output);
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
export function sayRecorded(result: RecordedResult, options: MemberOptions): void {
  tell<typeof Recorded>(
    options,
    result,
    result.status === 'RECORDED'
      ? `recorded in block ${result.blockNumber}, transaction ${result.transactionId}`
      : 'was recorded before',
  );
}
