import { RefusedError, type Recorded } from '@jangbu/client';
import type { ClientRole } from '@jangbu/model';
import { Type } from '@sinclair/typebox';
import type { Command } from 'commander';
import { Recorded as Outcome } from '../../outputs/outcomes';
import { tell } from '../../terminal/output';
import { grouped } from '../../terminal/table';
import { asRole, memberCommand, type MemberOptions } from '../member-options';
import { pendingMovements } from './pending-movements';

const Output = Type.Array(Outcome);

/** Deposits are an operator's to send, all else a trader's. */
async function resume(options: MemberOptions): Promise<void> {
  const pending = await asRole(options, 'trader', (_ledger, _own, documents) => pendingMovements(documents));
  const isOperators = pending.map(({ kind }) => kind === 'DEPOSIT');
  const roles: ClientRole[] = [
    ...(isOperators.includes(false) ? (['trader'] as const) : []),
    ...(isOperators.includes(true) ? (['operator'] as const) : []),
  ];
  const done: Recorded[] = [];
  for (const role of roles) {
    try {
      done.push(...(await asRole(options, role, (ledger) => ledger.holdings.resume())));
    } catch (error) {
      // What the other identity has to send, this one may not; what it may, it has sent.
      const isOthers = error instanceof RefusedError && error.code === 'ROLE_REQUIRED';
      if (!isOthers || roles.length === 1) throw error;
    }
  }
  tell<typeof Output>(
    options,
    done,
    `${grouped(done.length)} movements recorded that had been left in doubt`,
  );
}

/** `jangbu holdings resume`. */
export function resumeMovementsCommand(): Command {
  return memberCommand(
    'resume',
    'send again the movements of lots that an earlier command has left in doubt; nothing moves twice',
    Output,
  ).action(resume);
}
