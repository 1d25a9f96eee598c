import { until } from '@jangbu/network';

/** A peer that is behind has a block soon after the others; a busy machine may take its time. */
const LONGEST_MS = 60_000;

/** What a member's own peer says once it has heard of it: another member's peer had the commit first. */
export async function seen<T>(read: () => Promise<T | null | undefined>): Promise<T> {
  let found: T | null | undefined;
  const there = await until(async () => (found = await read()) !== null && found !== undefined, LONGEST_MS);
  if (!there || found === null || found === undefined) throw new Error('the peer has not heard of it');
  return found;
}
