import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LoginDesk, Terms } from '@jangbu/client/login';
import type { AcceptedPresentation } from '@jangbu/client/verifier';
import Provider, { errors, type ClientMetadata, type Configuration, type JWKS } from 'oidc-provider';
import { HttpProblem, readForm, sendJson, sendPage } from './http.js';
import {
  consentPage,
  errorPage,
  gonePage,
  loginPage,
  refusedPage,
  type FirmName,
  type WalletLinks,
} from './pages.js';
import { PendingLogins, sameSecret, secret, type PendingLogin } from './pending-logins.js';
import { Openid4vpRequests, type PresentationRequests } from './presentation-requests.js';

/** Scope under which a site is told how and by whom an investor was identified. */
export const IDENTIFICATION_SCOPE = 'identification';

const PENDING_MS = 600_000;
const HOUR = 3600;

/** What a firm's provider works with. */
export interface LoginProviderOptions {
  /** Its own address, without a slash at the end: `https://login.firm.example`. */
  readonly issuer: string;
  readonly firm: FirmName;
  readonly desk: LoginDesk;
  readonly terms: Terms;
  /** The firm's sites (OpenID Connect Dynamic Client Registration 1.0, section 2). */
  readonly clients: readonly ClientMetadata[];
  /** Private keys that sign ID tokens (ES256, where a site asks for nothing else); kept, and rotated, by the firm. */
  readonly jwks: JWKS;
  /** Secrets that sign cookies, the newest first. */
  readonly cookieKeys: readonly string[];
  /** A wallet in the browser, which takes the request behind `#`; without it only the `openid4vp:` link is shown. */
  readonly webWallet?: string;
  /** How wallets are asked; OpenID4VP 1.0 when left out. */
  readonly requests?: PresentationRequests;
  /** Where the provider keeps sessions and tokens; in memory when left out: one process, forgotten when it stops. */
  readonly adapter?: Configuration['adapter'];
  /** Whether a proxy that ends TLS stands before it, whose `x-forwarded-` headers count. */
  readonly behindProxy?: boolean;
  /** Told of what went wrong inside, which strangers are not told. */
  readonly onFault?: (error: unknown) => void;
  /** Milliseconds since 1970; the system's clock when left out. */
  readonly now?: () => number;
}

/** A Node HTTP handler. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

interface Identification {
  readonly identified_by: string;
  readonly identified_on: string;
  readonly assurance: AcceptedPresentation['assurance'];
}

function isOwnMachine(issuer: string): boolean {
  const { protocol, hostname } = new URL(issuer);
  return protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
}

/** Logins answered by a wallet, between the provider's own begin and end of an interaction. */
class WalletLogins {
  readonly #options: LoginProviderOptions;
  readonly #provider: Provider;
  readonly #pending = new PendingLogins();
  readonly #requests: PresentationRequests;
  readonly #identified: Map<string, Identification>;
  readonly #now: () => number;

  constructor(options: LoginProviderOptions, provider: Provider, identified: Map<string, Identification>) {
    this.#options = options;
    this.#provider = provider;
    this.#identified = identified;
    this.#requests = options.requests ?? new Openid4vpRequests({ allowHttp: isOwnMachine(options.issuer) });
    this.#now = options.now ?? Date.now;
  }

  async #begin(uid: string, expected?: PendingLogin['expected']): Promise<PendingLogin> {
    const [id, state] = [secret(), secret()];
    const responseUri = `${this.#options.issuer}/wallet/${id}`;
    const audience = this.#requests.audienceOf(responseUri);
    const { withTerms = false } = expected ?? {};
    const request = await this.#options.desk.request(audience, { withTerms });
    const { nonce, transactionData = [] } = request;
    const made = await this.#requests.make({ responseUri, nonce, state, claims: [], transactionData });
    const login: PendingLogin = {
      ...{ uid, id, state, expected: request, request: made },
      ...{ expiresAt: this.#now() + PENDING_MS, done: undefined, responseCode: undefined },
    };
    this.#pending.add(login);
    return login;
  }

  #links({ request: { uri } }: PendingLogin): WalletLinks {
    const { webWallet } = this.#options;
    return { uri, web: webWallet === undefined ? undefined : `${webWallet}#${encodeURIComponent(uri)}` };
  }

  /** `GET /login/UID`: the page of an interaction, as it stands. */
  async show(request: IncomingMessage, response: ServerResponse, query: URLSearchParams): Promise<void> {
    const { uid } = await this.#provider.interactionDetails(request, response);
    const pending = query.has('again') ? undefined : this.#pending.ofInteraction(uid, this.#now());
    if (pending?.done?.outcome === 'LOGGED_IN') {
      if (!sameSecret(pending.responseCode, query.get('response_code') ?? undefined))
        throw new HttpProblem(403, 'the wallet answered to another browser');
      await this.#finish(request, response, pending, pending.done.verification);
    } else await this.#showOpen(response, uid, pending);
  }

  /** The page of an interaction at which nobody has logged in yet. */
  async #showOpen(response: ServerResponse, uid: string, pending: PendingLogin | undefined): Promise<void> {
    const done = pending?.done;
    if (done?.outcome === 'REFUSED') {
      const { reasons } = done.refused;
      const [again, cancel] = [`/login/${uid}?again`, `/login/${uid}/cancel`];
      sendPage(response, 403, refusedPage(this.#options.firm, reasons, again, cancel));
    } else {
      const asked = done?.outcome === 'CONSENT_NEEDED' ? done.request : undefined;
      const current = pending && !asked ? pending : await this.#begin(uid, asked);
      sendPage(response, 200, this.#pageOf(current));
    }
  }

  #pageOf(pending: PendingLogin): string {
    const { firm, terms } = this.#options;
    const cancel = `/login/${pending.uid}/cancel`;
    return pending.expected.withTerms
      ? consentPage(firm, terms, this.#links(pending), cancel)
      : loginPage(firm, this.#links(pending), cancel);
  }

  async #finish(
    request: IncomingMessage,
    response: ServerResponse,
    pending: PendingLogin,
    { pseudonym, assurance, issuer, since }: AcceptedPresentation,
  ): Promise<void> {
    this.#pending.remove(pending);
    this.#identified.set(pseudonym, { identified_by: issuer, identified_on: since, assurance });
    const result = { login: { accountId: pseudonym, amr: ['pop'], remember: false } };
    await this.#provider.interactionFinished(request, response, result, {
      mergeWithLastSubmission: false,
    });
  }

  /** `GET /login/UID/cancel`: back to the site, which is told that nobody logged in. */
  async cancel(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const result = { error: 'access_denied', error_description: 'the investor cancelled' };
    await this.#provider.interactionFinished(request, response, result, {
      mergeWithLastSubmission: false,
    });
  }

  /** `POST /wallet/ID`: a wallet's answer, whatever it is. */
  async answer(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const fields = await readForm(request);
    const pending = this.#pending.ofAnswer(id, this.#now());
    if (!pending || pending.done || !sameSecret(pending.state, fields['state']))
      throw new HttpProblem(400, 'the request is unknown, answered or too old');
    const presentation = await this.#requests.read(fields, pending.request);
    // Whatever came instead is judged like any other presentation: it is none.
    pending.done = await this.#options.desk.login(presentation, pending.expected);
    pending.responseCode = secret();
    const code = `response_code=${pending.responseCode}`;
    const back = `${this.#options.issuer}/login/${pending.uid}?${code}`;
    // A wallet in a browser posts from its own origin; it sends no cookies, so any may.
    response.setHeader('access-control-allow-origin', '*');
    sendJson(response, 200, { redirect_uri: back });
  }
}

function configurationOf(
  { clients, jwks, cookieKeys, adapter, firm }: LoginProviderOptions,
  identified: ReadonlyMap<string, Identification>,
): Configuration {
  return {
    clients: clients.map((client) => ({ scope: `openid ${IDENTIFICATION_SCOPE}`, ...client })),
    jwks,
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    ...(adapter ? { adapter } : {}),
    cookies: { keys: [...cookieKeys] },
    claims: {
      openid: ['sub'],
      [IDENTIFICATION_SCOPE]: ['identified_by', 'identified_on', 'assurance'],
    },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    renderError: (ctx, { error, error_description }) => {
      ctx.type = 'html';
      ctx.body = errorPage(firm, error, error_description);
    },
    interactions: { url: (_, { uid }) => `/login/${uid}` },
    findAccount: (_, accountId) => ({
      accountId,
      claims: () => ({ sub: accountId, ...identified.get(accountId) }),
    }),
    // The sites are the firm's own, and investors have agreed to its terms: they are not asked once more.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session } = oidc;
      if (!client || session?.accountId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope(`openid ${IDENTIFICATION_SCOPE}`);
      await grant.save();
      return grant;
    },
    ttl: { Interaction: PENDING_MS / 1000, Session: HOUR, Grant: HOUR, AccessToken: HOUR, IdToken: HOUR },
  };
}

/** Paths of ours; everything else is the provider's. */
const ROUTES = [
  ['GET', /^\/login\/([\w-]+)$/, 'show'],
  ['GET', /^\/login\/([\w-]+)\/cancel$/, 'cancel'],
  ['POST', /^\/wallet\/([\w-]+)$/, 'answer'],
] as const;

function routeOf(
  method: string | undefined,
  path: string,
): readonly [name: string, argument: string] | undefined {
  for (const [wanted, pattern, name] of ROUTES) {
    const found = method === wanted ? pattern.exec(path) : null;
    if (found) return [name, found[1] ?? ''];
  }
  return undefined;
}

function sayProblem(
  response: ServerResponse,
  { firm, onFault }: Pick<LoginProviderOptions, 'firm' | 'onFault'>,
  error: unknown,
): void {
  if (response.headersSent) {
    response.end();
  } else if (error instanceof HttpProblem) {
    sendJson(response, error.status, { error: 'invalid_request', error_description: error.message });
  } else if (error instanceof errors.SessionNotFound) {
    sendPage(response, 410, gonePage(firm));
  } else {
    onFault?.(error);
    sendJson(response, 503, { error: 'temporarily_unavailable' });
  }
}

/**
 * A firm's OpenID provider: any site of the firm logs investors in through it with its existing OpenID Connect library.
 * `sub` is the investor's pseudonym at this firm (OpenID Connect Core 1.0, section 8.1: pairwise).
 *
 * @returns a handler for Node's HTTP server, to be mounted at the root of `issuer`
 */
export function createLoginProvider(options: LoginProviderOptions): Handler {
  const identified = new Map<string, Identification>();
  const provider = new Provider(options.issuer, configurationOf(options, identified));
  provider.proxy = options.behindProxy ?? false;
  const logins = new WalletLogins(options, provider, identified);
  const others = provider.callback();
  const ours = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '/', options.issuer);
    const [name, argument = ''] = routeOf(request.method, pathname) ?? [];
    if (name === 'show') await logins.show(request, response, searchParams);
    else if (name === 'cancel') await logins.cancel(request, response);
    else if (name === 'answer') await logins.answer(request, response, argument);
    else await others(request, response);
  };
  return (request, response) => {
    ours(request, response).catch((error: unknown) => {
      sayProblem(response, options, error);
    });
  };
}
