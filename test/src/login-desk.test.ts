import { ReceiptError } from '@jangbu/client';
import {
  LoginDesk,
  MemoryLoginStore,
  readUseProof,
  verifyLoginReceipt,
  type LoginReceipt,
} from '@jangbu/client/login';
import { randomInt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { majorityOf, pseudonymOf, thumbprintOf, type PublicJwk } from '@jangbu/model';
import { silent } from '@jangbu/network';
import { IssuingFirm, login, VerifyingFirm, type Investor } from '@jangbu/example-trading-day';
import { openNetworkOf, withLedger, type NetworkContext } from 'jangbu';
import { sharedNetwork } from './network/networks';
import { RawClient } from './network/raw-client';
import { seen } from './network/seen';

const ISSUER = 'samsung';
/** The firm where investors log in. */
const FIRM = 'nh';
/** Firms that have had nothing to do with credentials. */
const NEWCOMERS = ['hmc', 'dongbu'];
const TERMS = { id: 'login/2026-11', text: '이용 약관' };
const HOUR = 3_600_000;

describe('logins at a firm', () => {
  let context: NetworkContext;
  let samsung: IssuingFirm;
  let nh: VerifyingFirm;
  let desk: LoginDesk;
  let investor: Investor;
  let recordIds: string[];
  let now = () => Date.now();
  /** How far behind the desk's clock is: an hour has one anchor for ever, so each run takes hours of its own. */
  let ago = randomInt(1, 300_000) * HOUR;

  /** Once a firm's mirror has all copies of the set. */
  async function seenBy(firm: VerifyingFirm): Promise<void> {
    await firm.until((mirror) => recordIds.every((id) => mirror.record(ISSUER, id)));
  }

  beforeAll(async () => {
    context = await sharedNetwork();
    samsung = await IssuingFirm.open(context, ISSUER);
    nh = await VerifyingFirm.open(context, FIRM);
    const { ledger, verifier } = nh;
    desk = new LoginDesk({
      ...{ member: FIRM, logins: ledger.logins, verifier, store: new MemoryLoginStore() },
      ...{ terms: TERMS, now: () => Date.now() - ago },
    });
    const { members } = context.consortium;
    for (const { id } of members.slice(0, majorityOf(members.length))) {
      await withLedger(context, id, 'verifier', (each) => each.credentials.beat());
    }
    investor = await samsung.identify('홍길동', () => now());
    await samsung.desk.work();
    recordIds = (await samsung.store.read(investor.name))?.copies.map(({ recordId }) => recordId) ?? [];
    await seenBy(nh);
  }, 240_000);

  afterAll(async () => {
    await nh.close();
    await samsung.close();
  });

  let pseudonym = '';
  let receipt: LoginReceipt;

  test('at first use the investor agrees to the terms, and gets a receipt that anyone can check', async () => {
    const done = await login(investor, { desk, audience: nh.audience, member: FIRM });
    if (done.outcome !== 'LOGGED_IN') throw new Error(JSON.stringify(done));
    expect(done.consented).toBe(true);
    ({ pseudonym } = done.verification);
    ({ receipt } = done);
    const configuration = await readFile(openNetworkOf(context, silent).genesisBlock);
    const sent: unknown = JSON.parse(JSON.stringify(receipt));
    expect(verifyLoginReceipt(sent, configuration)).toMatchObject({ firm: FIRM, mspId: 'NhMSP' });
    const forged = { ...receipt, claim: { ...receipt.claim, mspId: 'SamsungMSP' } };
    expect(() => verifyLoginReceipt(forged, configuration)).toThrow(ReceiptError);
  });

  test('the consent is recorded in the collection of the firm, where no other member reads it', async () => {
    expect(await desk.work()).toMatchObject({ consents: 1 });
    const held = await nh.ledger.logins.consents();
    expect(held.filter((each) => each.pseudonym === pseudonym)).toMatchObject([{ terms: { id: TERMS.id } }]);
    const others = await withLedger(context, 'kofia', 'auditor', (ledger) => ledger.logins.consents());
    expect(others.filter((each) => each.pseudonym === pseudonym)).toEqual([]);
  });

  test('the hour is anchored, and the holder is shown through another member that its login is there', async () => {
    const { hour, nonceHash } = receipt.claim;
    ago -= HOUR;
    expect((await desk.work()).anchored).toEqual([hour]);
    const anchor = await seen(() => samsung.ledger.logins.anchorOf({ firm: FIRM, hour }));
    const proof = await desk.prove(hour, nonceHash);
    expect(readUseProof(proof, nonceHash, anchor.root)).toMatchObject({ says: 'USED' });
    const other = 'ab'.repeat(32);
    expect(readUseProof(await desk.prove(hour, other), other, anchor.root)).toEqual({
      says: 'NOT_USED',
    });
    await expect(nh.ledger.logins.anchorUses(hour, other)).rejects.toMatchObject({
      refusal: { code: 'ID_TAKEN' },
    });
  });

  test('the consent is purged from the collection, and every member sees that the firm says so', async () => {
    const erasureId = await desk.erase(pseudonym, ['LOGS', 'READ_MODEL']);
    const held = await nh.ledger.logins.consents();
    expect(held.filter((each) => each.pseudonym === pseudonym)).toEqual([]);
    const attested = await seen(() => samsung.ledger.logins.erasureOf(FIRM, erasureId));
    expect(attested).toMatchObject({ places: ['PRESENTATIONS', 'LOGS', 'READ_MODEL'] });
    expect(await samsung.ledger.logins.erasureOf(ISSUER, erasureId)).toBeNull();
  });

  test('no block holds a claim, a name, a key or thumbprint of the holder, a subject, a pseudonym, or the terms', async () => {
    const parts = investor.issued.credentials.flatMap((credential) => {
      const [jwt = '', ...disclosures] = credential.split('~');
      const body = Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString();
      const { sub, cnf } = JSON.parse(body) as {
        readonly sub: string;
        readonly cnf: { readonly jwk: PublicJwk };
      };
      const { x, y } = cnf.jwk;
      return [sub, x, y, thumbprintOf(cnf.jwk), ...disclosures.filter(Boolean)];
    });
    const words = [...parts, investor.name, pseudonym, pseudonymOf(FIRM, ISSUER, parts[0] ?? ''), TERMS.id];
    const raw = await RawClient.open({ stateDir: context.stateDir, member: FIRM, role: 'verifier' });
    try {
      const height = await raw.height();
      const from = Math.min(...recordIds.map((id) => nh.mirror.record(ISSUER, id)?.block ?? height));
      const blocks: Buffer[] = [];
      for (let number = from; number < height; number += 1) blocks.push(await raw.block(number));
      const bytes = Buffer.concat(blocks);
      for (const id of recordIds) expect(bytes.includes(id)).toBe(true);
      for (const word of words) expect([word, bytes.includes(word)]).toEqual([word, false]);
    } finally {
      raw.close();
    }
  });

  test.each(NEWCOMERS)(
    '%s joins at zero cost: it opens a mirror, and whoever has a set logs in',
    async (member) => {
      const newcomer = await VerifyingFirm.open(context, member);
      try {
        await seenBy(newcomer);
        const done = await login(investor, newcomer);
        expect(done).toMatchObject({
          outcome: 'LOGGED_IN',
          consented: true,
          verification: { issuer: ISSUER },
        });
        const there = done.outcome === 'LOGGED_IN' ? done.verification.pseudonym : '';
        expect(there).not.toBe(pseudonym);
      } finally {
        await newcomer.close();
      }
    },
  );

  test('a firm whose peer is cut off lets nobody in, once its bound is passed', async () => {
    const cutOff = await VerifyingFirm.open(context, NEWCOMERS[0] ?? '');
    await seenBy(cutOff);
    await cutOff.close();
    const MINUTE = 60_000;
    for (const [later, outcome] of [
      [9 * MINUTE, { accepted: true }],
      [11 * MINUTE, { accepted: false, reasons: ['REGISTRY_STALE'] }],
    ] as const) {
      now = () => Date.now() + later;
      const verifier = cutOff.verifierAt(() => now());
      const request = { nonce: await verifier.newNonce(), audience: cutOff.audience };
      const presentation = await investor.wallet.present({ firm: cutOff.member, ...request });
      await expect(verifier.verify(presentation, request)).resolves.toMatchObject(outcome);
    }
    now = () => Date.now();
  });
});
