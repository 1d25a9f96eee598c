import {
  LoginDesk,
  MemoryLoginStore,
  ReceiptError,
  readUseProof,
  verifyLoginReceipt,
  type IssuedSet,
  type Login,
  type LoginReceipt,
  type LoginRequest,
  type Wallet,
} from '@jangbu/client';
import { readFile } from 'node:fs/promises';
import { silent } from '@jangbu/network';
import { openNetworkOf, withLedger, type Place } from 'jangbu';
import { beatAll, IssuingFirm, VerifyingFirm } from './network/credential-firm';
import { sharedPlace } from './network/places';

const ISSUER = 'samsung';
/** The firm where investors log in. */
const FIRM = 'nh';
/** Firms that have had nothing to do with credentials. */
const NEWCOMERS = ['hmc', 'dongbu'];
const TERMS = { id: 'login/2026-11', text: '이용 약관' };
const HOUR = 3_600_000;

describe('logins at a firm', () => {
  let place: Place;
  let samsung: IssuingFirm;
  let nh: VerifyingFirm;
  let desk: LoginDesk;
  let wallet: Wallet;
  let set: IssuedSet;
  let now = () => Date.now();

  function deskOf(firm: VerifyingFirm): LoginDesk {
    return new LoginDesk({
      ...{ member: firm.ledger.member.id, logins: firm.ledger.logins, verifier: firm.verifier },
      ...{ store: new MemoryLoginStore(), terms: TERMS, now: () => now() },
    });
  }

  async function answer(firm: VerifyingFirm, request: LoginRequest): Promise<string> {
    return wallet.present({ firm: firm.ledger.member.id, ...request, disclose: [] });
  }

  async function login(firm: VerifyingFirm, at: LoginDesk): Promise<Login> {
    const request = await at.request(firm.audience);
    const first = await at.login(await answer(firm, request), request);
    if (first.outcome !== 'CONSENT_NEEDED') return first;
    return at.login(await answer(firm, first.request), first.request);
  }

  beforeAll(async () => {
    place = await sharedPlace();
    samsung = await IssuingFirm.open(place, ISSUER);
    nh = await VerifyingFirm.open(place, FIRM);
    desk = deskOf(nh);
    await beatAll(place);
    ({ wallet, set } = await samsung.identify(() => now()));
    for (const slot of set.entries.keys()) await samsung.record(set, slot);
    await nh.until((mirror) => set.entries.every(({ recordId }) => mirror.record(recordId)));
  }, 240_000);

  afterAll(async () => {
    await nh.close();
    await samsung.ledger.close();
  });

  let pseudonym = '';
  let receipt: LoginReceipt;

  test('at first use the investor agrees to the terms, and gets a receipt that anyone can check', async () => {
    const done = await login(nh, desk);
    if (done.outcome !== 'LOGGED_IN') throw new Error(JSON.stringify(done));
    expect(done.consented).toBe(true);
    ({ pseudonym } = done.verification);
    ({ receipt } = done);
    const configuration = await readFile(openNetworkOf(place, silent).genesisBlock);
    const sent: unknown = JSON.parse(JSON.stringify(receipt));
    expect(verifyLoginReceipt(sent, configuration)).toMatchObject({ firm: FIRM, mspId: 'NhMSP' });
    const forged = { ...receipt, claim: { ...receipt.claim, mspId: 'SamsungMSP' } };
    expect(() => verifyLoginReceipt(forged, configuration)).toThrow(ReceiptError);
  });

  test('the consent is recorded in the collection of the firm, where no other member reads it', async () => {
    expect(await desk.work()).toMatchObject({ consents: 1 });
    const held = await nh.ledger.logins.consents();
    expect(held.filter((each) => each.pseudonym === pseudonym)).toMatchObject([{ terms: { id: TERMS.id } }]);
    const others = await withLedger(place, 'kofia', 'auditor', (ledger) => ledger.logins.consents());
    expect(others.filter((each) => each.pseudonym === pseudonym)).toEqual([]);
  });

  test('the hour is anchored, and the holder is shown through another member that its login is there', async () => {
    const { hour, nonceHash } = receipt.claim;
    now = () => Date.now() + HOUR;
    expect((await desk.work()).anchored).toEqual([hour]);
    now = () => Date.now() + HOUR;
    const anchor = await samsung.ledger.logins.anchorOf({ firm: FIRM, hour });
    const proof = await desk.prove(hour, nonceHash);
    expect(readUseProof(proof, nonceHash, anchor?.root ?? '')).toMatchObject({ says: 'USED' });
    const other = 'ab'.repeat(32);
    expect(readUseProof(await desk.prove(hour, other), other, anchor?.root ?? '')).toEqual({
      says: 'NOT_USED',
    });
    await expect(nh.ledger.logins.anchorUses(hour, other)).rejects.toMatchObject({
      refusal: { code: 'ID_TAKEN' },
    });
    now = () => Date.now();
  });

  test('the consent is purged from the collection, and every member sees that the firm says so', async () => {
    const erasureId = await desk.erase(pseudonym, ['LOGS', 'READ_MODEL']);
    const held = await nh.ledger.logins.consents();
    expect(held.filter((each) => each.pseudonym === pseudonym)).toEqual([]);
    const attested = await samsung.ledger.logins.erasureOf(FIRM, erasureId);
    expect(attested).toMatchObject({ places: ['PRESENTATIONS', 'LOGS', 'READ_MODEL'] });
    expect(await samsung.ledger.logins.erasureOf(ISSUER, erasureId)).toBeNull();
  });

  test.each(NEWCOMERS)(
    '%s joins at zero cost: it opens a mirror, and whoever has a set logs in',
    async (member) => {
      const newcomer = await VerifyingFirm.open(place, member);
      try {
        await newcomer.until((mirror) => set.entries.every(({ recordId }) => mirror.record(recordId)));
        const done = await login(newcomer, deskOf(newcomer));
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
    const cutOff = await VerifyingFirm.open(place, NEWCOMERS[0] ?? '');
    await cutOff.until((mirror) => set.entries.every(({ recordId }) => mirror.record(recordId)));
    await cutOff.close();
    const MINUTE = 60_000;
    for (const [later, outcome] of [
      [9 * MINUTE, { accepted: true }],
      [11 * MINUTE, { accepted: false, reasons: ['REGISTRY_STALE'] }],
    ] as const) {
      now = () => Date.now() + later;
      const verifier = cutOff.verifierAt(() => now());
      const request = { nonce: await verifier.newNonce(), audience: cutOff.audience };
      const presentation = await wallet.present({ firm: cutOff.ledger.member.id, ...request });
      await expect(verifier.verify(presentation, request)).resolves.toMatchObject(outcome);
    }
    now = () => Date.now();
  });
});
