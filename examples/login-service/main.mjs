// Two firms on a network that is up: one identifies investors, the other has a site at which they log in.
//
//   node examples/login-service/main.mjs [--state FOLDER] [--port 18080]
//
// The issuing firm's counter and the wallet's page are at the port, the login provider at the next, the site behind it.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { connectAs, openNetworkContext, withLedger } from 'jangbu';
import { buildWallet } from '../web-wallet/build.mjs';
import { startSite } from '../investor-site/site.mjs';
import { openIssuing } from './issuing.mjs';
import { openVerifying } from './verifying.mjs';

const { values } = parseArgs({
  options: {
    state: { type: 'string' },
    consortium: { type: 'string' },
    port: { type: 'string', default: '18080' },
    issuer: { type: 'string', default: 'samsung' },
    firm: { type: 'string', default: 'nh' },
  },
});
const base = Number(values.port);
const [counterUrl, providerUrl, siteUrl] = [base, base + 1, base + 2].map(
  (port) => `http://127.0.0.1:${port}`,
);
const client = { clientId: 'site', clientSecret: 'a secret between the site and the provider' };
const context = await openNetworkContext(values);
const nameOf = (id) =>
  context.consortium.members.find((member) => member.id === id)?.name ?? { ko: id, en: id };

const issuerLedger = await connectAs(context, values.issuer, 'issuer');
const firmLedger = await connectAs(context, values.firm, 'verifier');
const issuing = await openIssuing(issuerLedger);
const firm = nameOf(values.firm);
const verifying = openVerifying(firmLedger, {
  issuer: providerUrl,
  firm,
  webWallet: `${counterUrl}/wallet/`,
  clients: [
    {
      client_id: client.clientId,
      client_secret: client.clientSecret,
      redirect_uris: [`${siteUrl}/callback`],
    },
  ],
});
// A mirror knows its age by more than half of the members.
const { members } = context.consortium;
for (const { id } of members.slice(0, Math.floor(members.length / 2) + 1)) {
  await withLedger(context, id, 'verifier', (ledger) => ledger.credentials.beat());
}

const script = await buildWallet();
const page = await readFile(new URL('../web-wallet/index.html', import.meta.url), 'utf8');
const settings = {
  consortium: 'jangbu',
  channel: issuerLedger.channel,
  firms: { [providerUrl]: { id: values.firm, name: `${firm.ko} ${firm.en}` } },
};
let customers = 0;

const served = {
  '/wallet/': ['text/html; charset=utf-8', page],
  '/wallet/wallet.js': ['text/javascript; charset=utf-8', script],
  '/wallet/settings.json': ['application/json', JSON.stringify(settings)],
};

const actions = {
  // A clerk has looked at somebody's identity card, in a session of the firm that stands behind this button.
  'POST /identify': async (_request, response) => {
    customers += 1;
    const invitation = await issuing.counter.invite({
      investor: `customer ${customers}`,
      confirmation: { manner: 'FACE_TO_FACE' },
      confirmedAt: Date.now(),
      claims: { name: '홍길동' },
    });
    response.writeHead(303, { location: `/wallet/#invitation=${invitation}` }).end();
  },
  // Whoever lost the phone types the recovery code at any member: here, not at the firm that issued.
  'POST /lost': async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const recoveryCode = new URLSearchParams(body).get('code') ?? '';
    const set = { recoveryCode, consortium: settings.consortium };
    try {
      await firmLedger.credentials.killSet(set, verifying.mirror);
      response.end('<p id="ended">종료되었습니다. / Ended at all firms.</p>');
    } catch (error) {
      response.writeHead(403);
      response.end(`<p id="refused">${error.reason ?? error.refusal?.code ?? 'UNAVAILABLE'}</p>`);
    }
  },
  'GET /': (_request, response) => {
    response.end(
      '<!doctype html><meta charset="utf-8">' +
        '<form method="post" action="/identify"><button id="identify">신원 확인함 / Identified</button></form>' +
        '<form method="post" action="/lost"><input id="code" name="code"><button id="lost">분실 / Lost</button></form>',
    );
  },
};

const counter = createServer((request, response) => {
  const path = request.url.split('?')[0];
  const found = served[path];
  if (path.startsWith('/issuance/')) issuing.counter.handler(request, response);
  else if (found) response.writeHead(200, { 'content-type': found[0] }).end(found[1]);
  else {
    const act = actions[`${request.method} ${path}`];
    response.setHeader('content-type', 'text/html; charset=utf-8');
    if (act) Promise.resolve(act(request, response)).catch(() => response.writeHead(500).end());
    else response.writeHead(404).end();
  }
});
const provider = createServer(verifying.handler);
await new Promise((resolve) => counter.listen(base, '127.0.0.1', resolve));
await new Promise((resolve) => provider.listen(base + 1, '127.0.0.1', resolve));
const site = await startSite({ url: siteUrl, issuer: providerUrl, ...client });
console.log(JSON.stringify({ counter: counterUrl, provider: providerUrl, site: siteUrl }));

async function stop() {
  for (const server of [site, provider, counter]) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  issuing.close();
  await verifying.close();
  await issuerLedger.close();
  await firmLedger.close();
  process.exit(0);
}
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
