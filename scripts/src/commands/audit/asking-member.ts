import type { Ledger } from '@jangbu/client';
import { clientRoles } from '@jangbu/model';
import { openLedgerContext } from '../../consortium/ledger-context';
import type { MemberOptions } from '../member-options';

/** Works as the member's auditor, or whoever it has an identity of: anyone may ask after the supervisor's inquiries. */
export async function asAsking<T>(options: MemberOptions, work: (ledger: Ledger) => Promise<T>): Promise<T> {
  const own = await openLedgerContext(options);
  return own.withLedger(own.firstRole(['auditor', ...clientRoles]), work);
}
