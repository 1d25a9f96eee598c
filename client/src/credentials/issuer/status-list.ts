import { deflateSync } from 'node:zlib';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { thumbprintOf } from '@jangbu/model';
import { signJwt } from '../format/jwt';
import type { SigningKey } from '../format/signing-key';
import { InputError } from '../../core/errors';
import type { IssuedCopyRecord, IssuedStore } from './issued-store';

/** Status types of the IETF draft Token Status List, section 7. */
const VALID = 0;
const INVALID = 1;
const SUSPENDED = 2;
const BITS = 2;
const PER_BYTE = 8 / BITS;
/** Media type of the signed list (section 8.2 of the draft). */
export const STATUS_LIST_TYPE = 'application/statuslist+jwt';

/** A list that an issuer publishes for verifiers outside the channel. */
export interface StatusListOptions {
  /** Address under which it is served: `status.status_list.uri` in the copies. */
  readonly uri: string;
  readonly key: SigningKey;
  readonly store: IssuedStore;
  /** How many places it has. */
  readonly size: number;
  /** Whether the holder has ended a copy: the mirror knows, the issuer doesn't. */
  readonly isKilled?: (recordId: string) => boolean;
  /** For how many seconds a verifier may go on with a list that it has; 300 when left out. */
  readonly ttl?: number;
  /** Milliseconds since 1970; the system's clock when left out. */
  readonly now?: () => number;
}

function statusOf({ wanted, recordId }: IssuedCopyRecord, isKilled: (recordId: string) => boolean): number {
  if (wanted?.status === 'REVOKED' || isKilled(recordId)) return INVALID;
  return wanted?.status === 'SUSPENDED' ? SUSPENDED : VALID;
}

/**
 * The issuer's statuses as a signed Token Status List (IETF draft-ietf-oauth-status-list, sections 4 and 5): two bits a
 * copy. Our own verifiers don't use it, they follow the ledger.
 *
 * @returns a JWT of type `statuslist+jwt`
 * @throws InputError when a copy's place lies outside the list
 */
export async function statusListToken({
  uri,
  key,
  store,
  size,
  isKilled = () => false,
  ttl = 300,
  now = Date.now,
}: StatusListOptions): Promise<string> {
  const bytes = Buffer.alloc(Math.ceil(size / PER_BYTE));
  for await (const { copies, former } of store.all()) {
    for (const copy of [...copies, ...former]) {
      const at = Math.floor(copy.statusIndex / PER_BYTE);
      if (at >= bytes.length) throw new InputError(`place ${copy.statusIndex} lies outside the list`);
      const shift = (copy.statusIndex % PER_BYTE) * BITS;
      bytes.writeUInt8(bytes.readUInt8(at) | (statusOf(copy, isKilled) << shift), at);
    }
  }
  const iat = Math.floor(now() / 1000);
  const lst = deflateSync(bytes, { level: 9 }).toString('base64url');
  const payload = { sub: uri, iat, exp: iat + 4 * ttl, ttl, status_list: { bits: BITS, lst } };
  return signJwt({ typ: 'statuslist+jwt', kid: thumbprintOf(key.jwk) }, payload, key);
}

/**
 * Serves a list over HTTP: `GET` and `HEAD`, whatever the path; mount it where `uri` says. The list is made anew when
 * the one at hand is older than its `ttl`; while it cannot be, the answer is 503.
 */
export function statusListHandler(
  options: StatusListOptions,
): (request: IncomingMessage, response: ServerResponse) => void {
  const { ttl = 300, now = Date.now } = options;
  let made: { readonly at: number; readonly token: Promise<string> } | undefined;
  const current = (): Promise<string> => {
    if (made && now() - made.at < ttl * 1000) return made.token;
    const fresh = { at: now(), token: statusListToken(options) };
    made = fresh;
    fresh.token.catch(() => {
      if (made === fresh) made = undefined;
    });
    return fresh.token;
  };
  return ({ method }, response) => {
    if (method !== 'GET' && method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    current().then(
      (token) => {
        const headers = { 'content-type': STATUS_LIST_TYPE, 'cache-control': `public, max-age=${ttl}` };
        response.writeHead(200, { ...headers, 'access-control-allow-origin': '*' });
        response.end(method === 'HEAD' ? undefined : token);
      },
      () => response.writeHead(503, { 'retry-after': '5' }).end(),
    );
  };
}
