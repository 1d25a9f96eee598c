// A firm at which investors log in: a mirror of the ledger, a desk, and an OpenID provider.
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { followBlocks } from '@jangbu/client/follow';
import { LoginDesk, MemoryLoginStore } from '@jangbu/client/login';
import { CredentialMirror, Verifier } from '@jangbu/client/verifier';
import { createLoginProvider } from '@jangbu/login';

/** So old may the firm's view of the ledger be before it lets nobody in. */
const MAX_AGE_MS = 600_000;

/**
 * @param ledger the firm's connection, as verifier
 * @param options `issuer`: the provider's address; `firm`: its names; `webWallet`; `clients`: its sites
 */
export function openVerifying(ledger, { issuer, firm, webWallet, clients }) {
  const mirror = new CredentialMirror();
  const stop = new AbortController();
  const following = followBlocks(ledger, mirror, { signal: stop.signal, privateData: 'WITHOUT' });
  const member = ledger.member.id;
  const terms = {
    id: 'login/1',
    text: `${firm.ko} 로그인 이용 약관\n\n로그인할 때마다 그 시각이 기록됩니다.`,
  };
  const desk = new LoginDesk({
    member,
    logins: ledger.logins,
    verifier: new Verifier({ member, registry: mirror, maxAgeMs: MAX_AGE_MS }),
    store: new MemoryLoginStore(),
    terms,
  });
  const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });
  const handler = createLoginProvider({
    ...{ issuer, firm, desk, terms, clients, webWallet },
    jwks: { keys: [{ ...signing, alg: 'ES256', use: 'sig' }] },
    onFault: (error) => console.error(error),
    cookieKeys: [randomBytes(32).toString('hex')],
  });
  return {
    mirror,
    desk,
    handler,
    close: async () => {
      stop.abort();
      await following;
    },
  };
}
