import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connect, identityFromFolder, type Ledger } from '@jangbu/client';
import type { Place } from './network-context';
import { UsageError } from '../terminal/failure';

/** Roles of client identities that a development network makes for each member. */
export type Role = 'admin' | 'operator' | 'trader' | 'issuer' | 'verifier' | 'auditor';

/** Connects to a member's own peer under one of the member's identities. The caller closes it. */
export async function connectAs(place: Pick<Place, 'stateDir'>, member: string, role: Role): Promise<Ledger> {
  const folder = join(place.stateDir, 'members', member);
  if (!existsSync(folder)) {
    throw new UsageError(`${member} is no member of the network in ${place.stateDir}, or that was never up`);
  }
  const identity = await identityFromFolder(join(folder, 'identities', role));
  return connect(join(folder, 'profile.json'), identity);
}

/** Connects, does some work, and closes whatever comes of it. */
export async function withLedger<T>(
  place: Pick<Place, 'stateDir'>,
  member: string,
  role: Role,
  work: (ledger: Ledger) => Promise<T>,
): Promise<T> {
  const ledger = await connectAs(place, member, role);
  try {
    return await work(ledger);
  } finally {
    await ledger.close();
  }
}
