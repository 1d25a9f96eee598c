import { identifiedInvestorType } from '@jangbu/client/issuer';
import type { ClaimName } from '@jangbu/client/verifier';
import {
  createOpenid4vpAuthorizationRequest,
  parseOpenid4vpAuthorizationResponse,
  type Openid4vpAuthorizationRequest,
} from '@openid4vc/openid4vp';
import { setGlobalConfig } from '@openid4vc/utils';

/** What a wallet is asked for. */
export interface PresentationAsked {
  /** The address to which the wallet posts its answer. It is the verifier's name as well, which the wallet signs. */
  readonly responseUri: string;
  readonly nonce: string;
  /** Comes back with the answer. */
  readonly state: string;
  /** Claims besides how and since when identity is confirmed. */
  readonly claims: readonly ClaimName[];
  /** Entries of `transaction_data`, base64url. */
  readonly transactionData: readonly string[];
}

/** A request as a link for wallets, and what is needed to read the answer. */
export interface MadeRequest {
  /** `openid4vp://?…` */
  readonly uri: string;
  readonly payload: Openid4vpAuthorizationRequest;
}

/** Asks wallets for presentations, and reads what they answer; judges nothing. */
export interface PresentationRequests {
  /** The name that wallets sign as their audience. */
  audienceOf(responseUri: string): string;
  make(asked: PresentationAsked): Promise<MadeRequest>;
  /**
   * The presentation in a wallet's answer.
   *
   * @param answer fields of the form that the wallet posted
   * @returns undefined when there is none, or more than one
   */
  read(answer: Readonly<Record<string, string>>, request: MadeRequest): Promise<string | undefined>;
}

/** Name of the one query in our requests. */
const QUERY = 'investor';
const ALWAYS = ['assurance', 'identified_on'];

/** The presentations of an answer by query, of whatever form they are. */
async function presentationsIn(
  answer: Readonly<Record<string, unknown>>,
  { payload }: MadeRequest,
): Promise<readonly unknown[]> {
  const parsed = await parseOpenid4vpAuthorizationResponse({
    authorizationResponse: answer,
    authorizationRequestPayload: payload,
    callbacks: {
      decryptJwe: () => Promise.reject(new TypeError('answers are not encrypted')),
      verifyJwt: () => Promise.reject(new TypeError('answers are not signed')),
    },
  });
  return parsed.type === 'dcql' ? (parsed.dcql.presentations[QUERY] ?? []) : [];
}

/** OpenID for Verifiable Presentations 1.0 with a DCQL query (section 6), answered by `direct_post` (section 8.2). */
export class Openid4vpRequests implements PresentationRequests {
  /** @param options `allowHttp`: for trials on the own machine; the setting is the process's, as the library has it */
  constructor({ allowHttp = false }: { readonly allowHttp?: boolean } = {}) {
    if (allowHttp) setGlobalConfig({ allowInsecureUrls: true });
  }

  audienceOf(responseUri: string): string {
    return `redirect_uri:${responseUri}`;
  }

  async make({
    responseUri,
    nonce,
    state,
    claims,
    transactionData,
  }: PresentationAsked): Promise<MadeRequest> {
    const asked: Openid4vpAuthorizationRequest = {
      response_type: 'vp_token',
      response_mode: 'direct_post',
      client_id: this.audienceOf(responseUri),
      response_uri: responseUri,
      nonce,
      state,
      dcql_query: {
        credentials: [
          {
            id: QUERY,
            format: 'dc+sd-jwt',
            meta: { vct_values: [identifiedInvestorType] },
            claims: [...ALWAYS, ...claims].map((name) => ({ path: [name] })),
          },
        ],
      },
      client_metadata: {
        vp_formats_supported: {
          'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] },
        },
      },
      ...(transactionData.length > 0 ? { transaction_data: [...transactionData] } : {}),
    };
    const { authorizationRequest } = await createOpenid4vpAuthorizationRequest({
      authorizationRequestPayload: asked,
      callbacks: {
        signJwt: () => Promise.reject(new TypeError('requests are not signed')),
        encryptJwe: () => Promise.reject(new TypeError('requests are not encrypted')),
      },
    });
    return { uri: authorizationRequest, payload: asked };
  }

  async read(answer: Readonly<Record<string, string>>, request: MadeRequest): Promise<string | undefined> {
    try {
      const { vp_token, ...rest } = answer;
      const token: unknown = JSON.parse(vp_token ?? '');
      const [presentation, ...more] = await presentationsIn({ ...rest, vp_token: token }, request);
      return typeof presentation === 'string' && more.length === 0 ? presentation : undefined;
    } catch {
      return undefined; // Whatever was posted is no answer to this request.
    }
  }
}
