// A firm's web site for investors. It knows nothing of the ledger: openid-client, as for any other OpenID provider.
import { createServer } from 'node:http';
import * as openid from 'openid-client';

const html = (body) =>
  `<!doctype html><html lang="ko"><meta charset="utf-8"><title>투자자 Investors</title><body>${body}</body></html>`;
const escaped = (text) => String(text).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`);

/**
 * Starts the site.
 *
 * @param {{ url: string, issuer: string, clientId: string, clientSecret: string }} options
 * @returns the HTTP server, listening
 */
export async function startSite({ url, issuer, clientId, clientSecret }) {
  const insecure = issuer.startsWith('http:') ? { execute: [openid.allowInsecureRequests] } : {};
  const metadata = { client_secret: clientSecret, id_token_signed_response_alg: 'ES256' };
  const provider = await openid.discovery(new URL(issuer), clientId, metadata, undefined, insecure);
  const redirect_uri = `${url}/callback`;
  /** Browsers by cookie: what they are doing, and who they are. */
  const sessions = new Map();

  const sessionOf = (request, response) => {
    const known = /(?:^|; )site=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
    if (known && sessions.has(known)) return sessions.get(known);
    const id = openid.randomState();
    const session = {};
    sessions.set(id, session);
    response.setHeader('set-cookie', `site=${id}; HttpOnly; SameSite=Lax; Path=/`);
    return session;
  };

  const pages = {
    '/': (session, response) => {
      const { investor } = session;
      const who = investor
        ? `<p>로그인됨 / Logged in: <code id="sub">${escaped(investor.sub)}</code>, ` +
          `확인한 회사 / identified by <b id="by">${escaped(investor.identified_by)}</b></p>`
        : '<p id="nobody">로그인하지 않았습니다. / Not logged in.</p>';
      response.end(
        html(
          `${who}<p><a id="login" href="/login">로그인 / Log in</a> <a id="logout" href="/logout">로그아웃 / Log out</a></p>`,
        ),
      );
    },
    '/login': async (session, response) => {
      session.verifier = openid.randomPKCECodeVerifier();
      session.state = openid.randomState();
      const to = openid.buildAuthorizationUrl(provider, {
        redirect_uri,
        scope: 'openid identification',
        prompt: 'login',
        code_challenge: await openid.calculatePKCECodeChallenge(session.verifier),
        code_challenge_method: 'S256',
        state: session.state,
      });
      response.writeHead(302, { location: to.href }).end();
    },
    '/callback': async (session, response, at) => {
      try {
        const tokens = await openid.authorizationCodeGrant(provider, at, {
          pkceCodeVerifier: session.verifier,
          expectedState: session.state,
        });
        session.investor = tokens.claims();
        response.writeHead(302, { location: '/' }).end();
      } catch (error) {
        response.writeHead(403);
        response.end(
          html(
            `<p id="failed">${escaped(error.error ?? error.message)}</p><p><a href="/">처음으로 / Back</a></p>`,
          ),
        );
      }
    },
    '/logout': (session, response) => {
      delete session.investor;
      response.writeHead(302, { location: '/' }).end();
    },
  };

  const server = createServer((request, response) => {
    const at = new URL(request.url, url);
    const page = pages[at.pathname];
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (!page) response.writeHead(404).end();
    else
      Promise.resolve(page(sessionOf(request, response), response, at)).catch(() =>
        response.writeHead(500).end(),
      );
  });
  const { port, hostname } = new URL(url);
  await new Promise((resolve) => server.listen(Number(port), hostname, resolve));
  return server;
}
