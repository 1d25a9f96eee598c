import type { TSchema } from '@sinclair/typebox';
import type { Command } from 'commander';
import { asRole, memberCommand, type LedgerWork, type MemberOptions } from '../member-options';

export type AdminOptions = MemberOptions;

/** A command that acts under a member's admin identity: its vote is the member's. */
export function adminCommand(name: string, description: string, output: TSchema): Command {
  return memberCommand(name, `${description} (as the member's admin)`, output);
}

export async function asAdmin<T>(options: AdminOptions, work: LedgerWork<T>): Promise<T> {
  return asRole(options, 'admin', work);
}
