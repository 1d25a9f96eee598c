import type { IncomingMessage, ServerResponse } from 'node:http';
import { IssuanceError } from '@jangbu/client';
import type { IssuanceRequest, Issuer, IssuingDesk, Reissue } from '@jangbu/client/issuer';
import { HttpProblem, readJsonObject, sendJson } from './http.js';
import type { Handler } from './login-provider.js';
import { secret } from './pending-logins.js';

const INVITATION_MS = 600_000;

/** What the firm knows of an investor whom it has identified, in its own session. */
export type Identified = Pick<IssuanceRequest, 'confirmation' | 'confirmedAt' | 'claims'> & {
  /** The firm's own name for its customer. */
  readonly investor: string;
  /** Why another set, when there is one. */
  readonly reissue?: Reissue;
};

/** What a counter works with. */
export interface IssuanceCounterOptions {
  /** `iss` of what is issued. */
  readonly iss: string;
  readonly issuer: Issuer;
  readonly desk: IssuingDesk;
  /** How many copies a set has. */
  readonly copies: number;
  /** Milliseconds since 1970; the system's clock when left out. */
  readonly now?: () => number;
}

interface Invitation {
  readonly identified: Identified;
  readonly nonce: string;
  readonly expiresAt: number;
}

/**
 * Hands sets to wallets. The firm invites an investor whom it has identified; the wallet comes with the invitation, asks
 * what to prove, and gets its set for the proofs. Twice the same gets the same.
 */
export class IssuanceCounter {
  readonly #options: IssuanceCounterOptions;
  readonly #invitations = new Map<string, Invitation>();
  readonly #now: () => number;

  constructor(options: IssuanceCounterOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** @returns an invitation for one set, good for ten minutes: a secret, for this investor's wallet only */
  async invite(identified: Identified): Promise<string> {
    const code = secret();
    const nonce = await this.#options.issuer.newNonce();
    this.#invitations.set(code, { identified, nonce, expiresAt: this.#now() + INVITATION_MS });
    for (const [each, { expiresAt }] of this.#invitations) {
      if (expiresAt <= this.#now()) this.#invitations.delete(each);
    }
    return code;
  }

  #invitation(code: unknown): Invitation {
    const found = typeof code === 'string' ? this.#invitations.get(code) : undefined;
    if (found && found.expiresAt > this.#now()) return found;
    throw new HttpProblem(403, 'the invitation is unknown or too old');
  }

  /** `POST /nonce` and `POST /set`, JSON both, below wherever it is mounted. */
  get handler(): Handler {
    return (request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        if (error instanceof HttpProblem) sendJson(response, error.status, { error: error.message });
        else if (error instanceof IssuanceError) sendJson(response, 400, { error: error.reason });
        else sendJson(response, 503, { error: 'temporarily unavailable' });
      });
    };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const last = (request.url ?? '').split('?')[0]?.split('/').at(-1);
    if (request.method !== 'POST') throw new HttpProblem(405, 'POST only');
    const asked = await readJsonObject(request);
    const { identified, nonce } = this.#invitation(asked['invitation']);
    const { iss, copies, desk } = this.#options;
    if (last === 'nonce') {
      sendJson(response, 200, { audience: iss, nonce, copies });
    } else if (last === 'set') {
      const { investor, reissue, ...known } = identified;
      const proofs = readProofs(asked['proofs']);
      sendJson(response, 200, await desk.issue(investor, { ...known, nonce, proofs }, reissue));
    } else throw new HttpProblem(404, 'nonce or set');
  }
}

function readProofs(value: unknown): string[] {
  const proofs: unknown[] = Array.isArray(value) ? value : [];
  if (proofs.length > 0 && proofs.every((proof) => typeof proof === 'string')) return proofs;
  throw new HttpProblem(400, 'proofs: an array of texts');
}
