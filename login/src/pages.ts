import type { Terms } from '@jangbu/client/login';
import type { RejectionReason } from '@jangbu/client/verifier';

/** A firm as its pages name it. */
export interface FirmName {
  readonly ko: string;
  readonly en: string;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

function page(firm: FirmName, content: readonly string[]): string {
  const title = `${firm.ko} ${firm.en}`;
  return [
    '<!doctype html><html lang="ko"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    '<style>body{font-family:system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem;line-height:1.6}',
    'a.button{display:inline-block;padding:.7rem 1.2rem;border-radius:.5rem;background:#0b57d0;color:#fff;text-decoration:none}',
    'pre{white-space:pre-wrap;border:1px solid #ccc;border-radius:.5rem;padding:1rem}</style></head><body>',
    `<h1>${escaped(title)}</h1>`,
    ...content,
    '</body></html>',
  ].join('\n');
}

/** How a wallet is reached: one in the browser, and any other by its own link. */
export interface WalletLinks {
  readonly web: string | undefined;
  readonly uri: string;
}

function walletButtons({ web, uri }: WalletLinks): string[] {
  return [
    ...(web === undefined
      ? []
      : [
          `<p><a class="button" id="web-wallet" href="${escaped(web)}">지갑으로 계속하기 / Continue in the wallet</a></p>`,
        ]),
    `<p><a id="wallet" href="${escaped(uri)}">다른 지갑 앱 열기 / Open another wallet</a></p>`,
  ];
}

const CANCEL = (link: string): string => `<p><a id="cancel" href="${escaped(link)}">취소 / Cancel</a></p>`;

/** Asks for the wallet. */
export function loginPage(firm: FirmName, links: WalletLinks, cancel: string): string {
  return page(firm, [
    '<h2>로그인 / Log in</h2>',
    '<p>한 증권사에서 확인받은 신원 증명으로 로그인합니다. / Log in with the credential that a securities firm gave you.</p>',
    ...walletButtons(links),
    CANCEL(cancel),
  ]);
}

/** Asks for consent to the firm's terms, which the wallet signs. */
export function consentPage(firm: FirmName, terms: Terms, links: WalletLinks, cancel: string): string {
  return page(firm, [
    '<h2>이용 약관 / Terms of use</h2>',
    `<pre id="terms">${escaped(terms.text)}</pre>`,
    '<p>동의하시면 지갑에서 서명해 주세요. / If you agree, sign in your wallet.</p>',
    ...walletButtons(links),
    CANCEL(cancel),
  ]);
}

const SAID: Readonly<Partial<Record<RejectionReason, string>>> = {
  SUSPENDED:
    '정지된 신원 증명입니다. 발급한 증권사에 문의해 주세요. / The credential is suspended: ask the firm that issued it.',
  REVOKED:
    '폐지된 신원 증명입니다. 발급한 증권사에 문의해 주세요. / The credential is revoked: ask the firm that issued it.',
  KILLED:
    '복구 코드로 종료된 신원 증명입니다. 다시 발급받아 주세요. / The credential was ended by its recovery code: have a new one issued.',
  EXPIRED: '유효 기간이 지났습니다. 갱신해 주세요. / The credential has run out: renew it.',
  NOT_RECORDED:
    '아직 등록되지 않았습니다. 잠시 후 다시 시도해 주세요. / Not registered yet: try again a little later.',
  REGISTRY_STALE:
    '원장 연결이 늦어지고 있습니다. 잠시 후 다시 시도해 주세요. / The ledger is out of reach: try again a little later.',
};

/** Says why nobody was logged in. */
export function refusedPage(
  firm: FirmName,
  reasons: readonly RejectionReason[],
  again: string,
  cancel: string,
): string {
  const told = reasons.map(
    (reason) => `<li><code class="reason">${reason}</code> ${escaped(SAID[reason] ?? '')}</li>`,
  );
  return page(firm, [
    '<h2>로그인하지 못했습니다 / Not logged in</h2>',
    `<ul>${told.join('')}</ul>`,
    `<p><a class="button" id="again" href="${escaped(again)}">다시 시도 / Try again</a></p>`,
    CANCEL(cancel),
  ]);
}

/** Says that there is nothing here to go on with. */
export function gonePage(firm: FirmName): string {
  return page(firm, [
    '<p id="gone">이 로그인은 만료되었습니다. 처음부터 다시 시작해 주세요. / This login has run out: begin again where you came from.</p>',
  ]);
}

/** Says what is wrong with a site's request, where the site cannot be told. */
export function errorPage(firm: FirmName, error: string, description = ''): string {
  return page(firm, [
    '<h2>요청이 올바르지 않습니다 / The request is not in order</h2>',
    `<p><code id="error">${escaped(error)}</code> ${escaped(description)}</p>`,
  ]);
}
