// An investor's wallet as a web page, on the SDK's own Wallet.
import './buffer-in-browser.mjs';
import { readTermsAsked, Wallet } from '@jangbu/client/wallet';
import { deviceKeys, deviceStore, forgetDevice } from './device.mjs';
import { readRequest } from './request.mjs';

const element = (id) => document.getElementById(id);
const show = (id, text) => {
  const shown = element(id);
  if (text !== undefined) shown.querySelector('.text').textContent = text;
  shown.hidden = false;
};
const settings = await (await fetch('settings.json')).json();
const { consortium, channel, firms } = settings;
const wallet = new Wallet({ consortium, channel, store: deviceStore, keys: deviceKeys });

async function posted(url, body) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const result = await answer.json();
  if (!answer.ok) throw new Error(result.error);
  return result;
}

async function receive(invitation) {
  const { audience, nonce, copies } = await posted('../issuance/nonce', { invitation });
  const { proofs, recoveryCode } = await wallet.ask({ audience, nonce, copies });
  const { credentials, usableFrom } = await posted('../issuance/set', { invitation, proofs });
  await wallet.accept(credentials, usableFrom);
  history.replaceState(null, '', location.pathname);
  show('recovery', recoveryCode);
  const wait = Math.max(...usableFrom) * 1000 - Date.now();
  await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
  show('ready');
}

function ask(request) {
  const terms = request.transactionData.map(readTermsAsked);
  if (terms.some((asked) => asked?.firm !== request.firm.id))
    throw new Error('이 회사의 약관이 아닌 것에 동의를 요청합니다. / It asks for consent to something else.');
  const [asked] = terms;
  show('login', `${request.firm.name}`);
  if (asked) show('agree', asked.terms.id);
  element('present').onclick = () => attempt(() => answer(request));
}

async function answer({ firm, responseUri, state, query, ...request }) {
  const presentation = await wallet.present({ firm: firm.id, ...request });
  const body = new URLSearchParams({ vp_token: JSON.stringify({ [query]: [presentation] }), state });
  const response = await fetch(responseUri, { method: 'POST', body });
  const { redirect_uri: back, error_description: problem } = await response.json();
  if (!back) throw new Error(problem);
  location.assign(back);
}

async function attempt(act) {
  element('problem').hidden = true;
  try {
    await act();
  } catch (error) {
    show('problem', `${error.reason ?? ''} ${error.message}`);
  }
}

element('forget').onclick = () => attempt(forgetDevice).then(() => show('forgotten'));

await attempt(async () => {
  const hash = location.hash.slice(1);
  if (hash.startsWith('invitation=')) {
    show('invited');
    element('receive').onclick = () => attempt(() => receive(hash.slice('invitation='.length)));
  } else if (hash !== '') ask(readRequest(decodeURIComponent(hash), firms));
});
show('loaded');
