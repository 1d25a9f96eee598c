/// <reference lib="dom" />
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContext, Page } from 'puppeteer-core';
import puppeteer from 'puppeteer-core';
import type { NetworkContext } from 'jangbu';
import { sharedNetwork } from './network/networks';

const PORT = 19_100;
const ROOT = join(__dirname, '..', '..');

/** Debian's Chromium, or whatever the environment names. */
const CHROMIUM = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);

interface Service {
  readonly process: ChildProcess;
  readonly counter: string;
  readonly provider: string;
  readonly site: string;
}

async function startService({ stateDir, consortiumFile }: NetworkContext): Promise<Service> {
  const script = join(ROOT, 'examples', 'login-service', 'main.mjs');
  const args = [script, '--state', stateDir, '--consortium', consortiumFile, '--port', String(PORT)];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], cwd: ROOT });
  for await (const line of createInterface({ input: child.stdout })) {
    if (!line.startsWith('{')) continue;
    return { process: child, ...(JSON.parse(line) as Omit<Service, 'process'>) };
  }
  throw new Error('the login service did not start');
}

async function stopped({ process: child }: Service): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

const describeInBrowser = CHROMIUM === undefined ? describe.skip : describe;
if (CHROMIUM === undefined) console.warn('no Chromium is installed: logging in by a browser is not tested');

describeInBrowser('an investor with a browser', () => {
  let service: Service;
  let browser: Browser;
  let phone: BrowserContext;
  let page: Page;
  let recoveryCode = '';
  let pseudonym = '';

  async function textOf(selector: string, on = page): Promise<string> {
    const found = await on.waitForSelector(selector, { visible: true });
    return (await found?.evaluate((element) => element.textContent)) ?? '';
  }

  async function click(selector: string, on = page): Promise<void> {
    await on.waitForSelector(selector, { visible: true });
    await on.click(selector);
  }

  /** From the site to the wallet, which is asked to answer. */
  async function toWallet(on = page): Promise<void> {
    await on.goto(service.site);
    await click('#login', on);
    await click('#web-wallet', on);
    await on.waitForSelector('#loaded', { hidden: true });
  }

  beforeAll(async () => {
    service = await startService(await sharedNetwork());
    browser = await puppeteer.launch({ executablePath: CHROMIUM ?? '', args: ['--no-sandbox'] });
    phone = await browser.createBrowserContext();
    page = await phone.newPage();
    page.setDefaultTimeout(20_000);
  }, 240_000);

  afterAll(async () => {
    await browser.close();
    await stopped(service);
  }, 30_000);

  test('is identified at one firm, and gets a credential into the wallet, with keys that cannot be taken out', async () => {
    await page.goto(service.counter);
    await click('#identify');
    await click('#receive');
    recoveryCode = await textOf('#recovery .text');
    expect(recoveryCode).toMatch(/^(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}$/);
    await page.waitForSelector('#ready', { visible: true });
    const extractable = await page.evaluate(
      () =>
        new Promise((resolve) => {
          const opening = indexedDB.open('jangbu-wallet');
          opening.onsuccess = () => {
            const all = opening.result.transaction('keys').objectStore('keys').getAll();
            all.onsuccess = () => {
              const pairs = all.result as { readonly privateKey: { readonly extractable: boolean } }[];
              opening.result.close();
              resolve(pairs.map(({ privateKey }) => privateKey.extractable));
            };
          };
        }),
    );
    expect(extractable).toEqual([false, false, false, false]);
  });

  test('logs in at another firm, and agrees to its terms at first', async () => {
    await toWallet();
    await click('#present');
    expect(await textOf('#terms')).toContain('이용 약관');
    await click('#web-wallet');
    expect(await textOf('#agree .text')).toBe('login/1');
    await click('#present');
    pseudonym = await textOf('#sub');
    expect(pseudonym).toMatch(/^[0-9a-f]{64}$/);
    expect(await textOf('#by')).toBe('samsung');
  });

  test('logs in again as the same, without being asked for consent', async () => {
    await click('#logout');
    await textOf('#nobody');
    await toWallet();
    await click('#present');
    expect(await textOf('#sub')).toBe(pseudonym);
  });

  test('may cancel, and the site is told', async () => {
    await click('#logout');
    await textOf('#nobody');
    await click('#login');
    await click('#cancel');
    expect(await textOf('#failed')).toBe('access_denied');
  });

  test("is not logged in by an answer that is somebody else's, nor by one that is none", async () => {
    await page.goto(service.site);
    await click('#login');
    const link = (await page.$eval('#wallet', (element) => element.getAttribute('href'))) ?? '';
    const asked = new URLSearchParams(link.slice(link.indexOf('?') + 1));
    const [to, state] = [asked.get('response_uri') ?? '', asked.get('state') ?? ''];
    const wrong = await fetch(to, {
      method: 'POST',
      body: new URLSearchParams({ vp_token: '{}', state: 'x' }),
    });
    expect(wrong.status).toBe(400);
    const junk = JSON.stringify({ investor: ['eyJ.eyJ.~x'] });
    const answer = await fetch(to, { method: 'POST', body: new URLSearchParams({ vp_token: junk, state }) });
    const { redirect_uri: back } = (await answer.json()) as { readonly redirect_uri: string };
    const stranger = await browser.createBrowserContext();
    const strange = await stranger.newPage();
    await strange.goto(back);
    expect(await textOf('#gone', strange)).toContain('begin again');
    await stranger.close();
    await page.goto(back);
    expect(await textOf('.reason')).toBe('KEY_BINDING_MISSING');
    const again = await fetch(to, { method: 'POST', body: new URLSearchParams({ vp_token: junk, state }) });
    expect(again.status).toBe(400);
  });

  test('nobody logs in as another by having them answer a request that was begun elsewhere', async () => {
    const thief = await browser.createBrowserContext();
    const theirs = await thief.newPage();
    await theirs.goto(service.site);
    await click('#login', theirs);
    await theirs.waitForSelector('#web-wallet', { visible: true });
    const begun = theirs.url();
    const link = await theirs.$eval('#web-wallet', (element) => element.getAttribute('href'));
    await page.goto('about:blank');
    await page.goto(link ?? '');
    await click('#present');
    expect(await textOf('#gone')).toContain('begin again');
    const answer = await theirs.goto(begun);
    expect(answer?.status()).toBe(403);
    await theirs.goto(service.site);
    await textOf('#nobody', theirs);
    await thief.close();
  });

  test('with the phone lost, ends everything by the recovery code, at a firm that did not issue', async () => {
    const paper = await (await browser.createBrowserContext()).newPage();
    await paper.goto(service.counter);
    await paper.type('#code', '0000-0000-0000-0000-0000-0000-0001');
    await click('#lost', paper);
    expect(await textOf('#refused', paper)).toBe('RECOVERY_CODE');
    await paper.goto(service.counter);
    await paper.type('#code', recoveryCode);
    await click('#lost', paper);
    expect(await textOf('#ended', paper)).toContain('Ended');
    await paper.close();
  });

  test('and whoever found the phone is refused', async () => {
    let reason = '';
    while (reason !== 'KILLED') {
      await toWallet();
      await click('#present');
      await page.waitForSelector('.reason, #sub', { visible: true });
      reason = await page.$eval('.reason, #sub', (element) => element.textContent);
    }
    await click('#cancel');
    expect(await textOf('#failed')).toBe('access_denied');
  });
});
