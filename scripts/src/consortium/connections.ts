import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connect, identityFromFolder, type Ledger } from '@jangbu/client';
import type { ClientRole } from '@jangbu/model';
import type { NetworkContext } from './network-context';
import { UsageError } from '../input/usage-error';

/** Connects to a member's own peer under one of the member's identities. The caller closes it. */
export async function connectAs(
  context: Pick<NetworkContext, 'stateDir'>,
  member: string,
  role: ClientRole,
): Promise<Ledger> {
  const folder = join(context.stateDir, 'members', member);
  if (!existsSync(folder)) {
    throw new UsageError(
      `${member} is no member of the network in ${context.stateDir}, or that was never up`,
    );
  }
  const identity = await identityFromFolder(join(folder, 'identities', role));
  return connect(join(folder, 'profile.json'), identity);
}

/** Connects, does some work, and closes whatever comes of it. */
export async function withLedger<T>(
  context: Pick<NetworkContext, 'stateDir'>,
  member: string,
  role: ClientRole,
  work: (ledger: Ledger) => Promise<T>,
): Promise<T> {
  const ledger = await connectAs(context, member, role);
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}
