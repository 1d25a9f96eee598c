import type { Login } from '@jangbu/client/login';
import type { Investor } from './issuing-firm';
import type { VerifyingFirm } from './verifying-firm';

/** An investor logs in at a firm, and agrees to its terms where it asks. */
export async function login(
  { wallet }: Pick<Investor, 'wallet'>,
  firm: Pick<VerifyingFirm, 'desk' | 'audience' | 'member'>,
): Promise<Login> {
  const { desk, audience, member } = firm;
  const request = await desk.request(audience);
  const first = await desk.login(await wallet.present({ firm: member, ...request, disclose: [] }), request);
  if (first.outcome !== 'CONSENT_NEEDED') return first;
  const { request: again } = first;
  return desk.login(await wallet.present({ firm: member, ...again, disclose: [] }), again);
}

/** What a login came to, in one word: `LOGGED_IN`, or why not. */
export function loginOutcome(done: Login): string {
  return done.outcome === 'REFUSED' ? done.refused.reasons.join('+') : done.outcome;
}

/** Who logged in, as the firm knows it. @throws RangeError when nobody did */
export function pseudonymIn(done: Login): string {
  if (done.outcome === 'LOGGED_IN') return done.verification.pseudonym;
  throw new RangeError(`not logged in: ${loginOutcome(done)}`);
}
