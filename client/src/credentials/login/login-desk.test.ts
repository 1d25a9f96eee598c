import { generateKeyPairSync, sign } from 'node:crypto';
import { sha256Hex, type LoginConsent } from '@jangbu/model';
import { InputError } from '../../core/errors';
import { listing } from '../../core/lists/listing';
import { certificateFor } from '../../../testing/certificate';
import { AUDIENCE, CredentialWorld } from '../../../testing/investor';
import { temporaryFolder } from '../../../testing/temporary-folder';
import { FileLoginStore } from './file-login-store';
import { LoginDesk, type Login, type LoginRequest } from './login-desk';
import { hourOf, signLoginClaim, useHashOf } from './login-receipt';
import { MemoryLoginStore, type LoginStore } from './login-store';
import type { ConsentInput, ErasureInput, Logins } from './logins-facade';
import { readTermsAsked } from './terms';
import { readUseProof } from './use-tree';

const TERMS = { id: 'login/1', text: '이용 약관: 로그인' };
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the ledger would hold, remembered. */
class RememberedLogins implements Logins {
  readonly recorded = new Map<string, ConsentInput>();
  readonly anchors = new Map<number, string>();
  readonly erased: ErasureInput[] = [];
  down = false;
  readonly #key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

  #answer(): Promise<{ readonly status: 'RECORDED'; transactionId: string; blockNumber: bigint }> {
    if (this.down) return Promise.reject(new Error('no peer'));
    return Promise.resolve({ status: 'RECORDED', transactionId: 't', blockNumber: 1n });
  }

  recordConsents(consents: readonly ConsentInput[]) {
    if (!this.down) for (const each of consents) this.recorded.set(each.consentId, each);
    return this.#answer();
  }

  anchorUses(hour: number, root: string) {
    if (!this.down) this.anchors.set(hour, root);
    return this.#answer();
  }

  erase(erasure: ErasureInput) {
    if (!this.down) {
      this.erased.push(erasure);
      for (const id of erasure.consents) this.recorded.delete(id);
    }
    return this.#answer();
  }

  receiptFor({ nonceHash, at }: { readonly nonceHash: string; readonly at: number }) {
    const claim = { type: 'login-claim', version: 1, channel: 'interfirm', nonceHash, at } as const;
    return signLoginClaim(
      { ...claim, firm: 'firm-b', mspId: 'FirmB', hour: hourOf(at) },
      {
        ...{ channel: 'interfirm', chaincode: 'jangbu', member: 'firm-b' },
        certificate: certificateFor(this.#key),
        sign: (message) => Promise.resolve(sign('sha256', message, this.#key)),
      },
    );
  }

  consents = () =>
    listing<LoginConsent>(async function* () {
      // None.
    });
  anchorOf = () => Promise.resolve(null);
  erasureOf = () => Promise.resolve(null);
}

const folder = temporaryFolder();

type Stores = readonly [name: string, open: () => Promise<LoginStore>];

const stores: readonly Stores[] = [
  ['in memory', () => Promise.resolve(new MemoryLoginStore())],
  ['in a folder', () => FileLoginStore.open(folder())],
];

describe.each(stores)('a login desk with its store %s', (_, open) => {
  let world: CredentialWorld;
  let logins: RememberedLogins;
  let store: LoginStore;
  let desk: LoginDesk;

  function deskWith(terms = TERMS): LoginDesk {
    const now = () => world.now;
    return new LoginDesk({ member: 'firm-b', logins, verifier: world.verifier(), store, terms, now });
  }

  beforeEach(async () => {
    world = new CredentialWorld();
    logins = new RememberedLogins();
    store = await open();
    desk = deskWith();
    await world.issue();
  });

  async function answer(request: LoginRequest): Promise<string> {
    const { nonce, audience, transactionData } = request;
    return world.wallet.present({ firm: 'firm-b', nonce, audience, transactionData });
  }

  async function login(at = desk): Promise<Login> {
    const request = await at.request(AUDIENCE);
    const first = await at.login(await answer(request), request);
    if (first.outcome !== 'CONSENT_NEEDED') return first;
    return at.login(await answer(first.request), first.request);
  }

  test('asks for consent at first use, once', async () => {
    const request = await desk.request(AUDIENCE);
    const first = await desk.login(await answer(request), request);
    expect(first).toMatchObject({ outcome: 'CONSENT_NEEDED' });
    const again = first.outcome === 'CONSENT_NEEDED' ? first.request : request;
    const [asked] = again.transactionData ?? [];
    const terms = { id: TERMS.id, hash: sha256Hex(TERMS.text) };
    expect(readTermsAsked(asked ?? '')).toEqual({ firm: 'firm-b', terms });
    expect(await desk.login(await answer(again), again)).toMatchObject({
      outcome: 'LOGGED_IN',
      consented: true,
    });
    expect(await login()).toMatchObject({ outcome: 'LOGGED_IN', consented: false });
  });

  test('asks again when the terms are new', async () => {
    await login();
    const later = deskWith({ id: 'login/2', text: 'New terms' });
    expect(await login(later)).toMatchObject({ outcome: 'LOGGED_IN', consented: true });
    expect(await login(later)).toMatchObject({ outcome: 'LOGGED_IN', consented: false });
  });

  test('logs nobody in whose presentation carries no consent, or consent to something else', async () => {
    const request = await desk.request(AUDIENCE, { withTerms: true });
    const { nonce, audience } = request;
    const without = await world.wallet.present({ firm: 'firm-b', nonce, audience });
    expect(await desk.login(without, request)).toEqual({
      outcome: 'REFUSED',
      refused: { accepted: false, reasons: ['CONSENT_MISMATCH'] },
    });
    expect(await store.unrecordedConsents()).toEqual([]);
  });

  test('keeps consents while no peer answers, and records them afterwards, once', async () => {
    await login();
    logins.down = true;
    await expect(desk.work()).rejects.toThrow('no peer');
    logins.down = false;
    expect(await desk.work()).toMatchObject({ consents: 1 });
    expect(await desk.work()).toMatchObject({ consents: 0 });
    expect([...logins.recorded.values()]).toMatchObject([{ terms: { id: TERMS.id } }]);
  });

  test('anchors the uses of an hour that has ended, and proves each of them', async () => {
    const first = await login();
    const second = await login();
    if (first.outcome !== 'LOGGED_IN' || second.outcome !== 'LOGGED_IN') throw new Error('not logged in');
    const { hour } = first.receipt.claim;
    expect(await desk.work()).toMatchObject({ anchored: [] });
    await expect(desk.prove(hour, first.receipt.claim.nonceHash)).rejects.toThrow(InputError);
    world.now += HOUR_MS;
    expect(await desk.work()).toMatchObject({ anchored: [hour] });
    expect(await desk.work()).toMatchObject({ anchored: [] });
    const root = logins.anchors.get(hour) ?? '';
    for (const { receipt } of [first, second]) {
      const { nonceHash } = receipt.claim;
      const proof = await desk.prove(hour, nonceHash);
      const useHash = useHashOf(receipt.claim);
      expect(readUseProof(proof, nonceHash, root)).toEqual({ says: 'USED', useHash });
    }
    const other = sha256Hex('another nonce');
    expect(readUseProof(await desk.prove(hour, other), other, root)).toEqual({ says: 'NOT_USED' });
  });

  test('erases an investor, also when it is interrupted', async () => {
    const done = await login();
    if (done.outcome !== 'LOGGED_IN') throw new Error('not logged in');
    const { pseudonym } = done.verification;
    await desk.work();
    expect(logins.recorded.size).toBe(1);
    logins.down = true;
    await expect(desk.erase(pseudonym, ['LOGS'])).rejects.toThrow('no peer');
    logins.down = false;
    expect(await desk.work()).toMatchObject({ erasures: 1 });
    expect(logins.recorded.size).toBe(0);
    expect(logins.erased).toMatchObject([{ places: ['PRESENTATIONS', 'LOGS'] }]);
    expect(await store.consentsOf(pseudonym)).toEqual([]);

    expect(await login()).toMatchObject({ consented: true });
  });

  test('forgets what it need not keep', async () => {
    const done = await login();
    if (done.outcome !== 'LOGGED_IN') throw new Error('not logged in');
    const { hour, nonceHash } = done.receipt.claim;
    world.now += 399 * DAY_MS;
    await desk.work();
    await expect(desk.prove(hour, nonceHash)).resolves.toMatchObject({ hour });
    world.now += 2 * DAY_MS;
    await desk.work();
    await expect(desk.prove(hour, nonceHash)).rejects.toThrow(InputError);
    expect(await store.usesOf(hour)).toEqual([]);
    const kept = () => store.consentsOf(done.verification.pseudonym);
    expect((await kept())[0]?.evidence).toContain('~');
    world.now += 1500 * DAY_MS;
    await desk.work();
    expect((await kept())[0]?.evidence).toBeNull();
  });
});

test('a login store in a folder is there again after a restart, and keeps to one process', async () => {
  const first = await FileLoginStore.open(folder());
  await expect(FileLoginStore.open(folder())).rejects.toMatchObject({ reason: 'LOCKED' });
  await first.addUse(7, { nonceHash: '1'.repeat(64), useHash: '2'.repeat(64) });
  await first.addUse(8, { nonceHash: '3'.repeat(64), useHash: '4'.repeat(64) });
  await first.markAnchored(7);
  await first.close();
  const again = await FileLoginStore.open(folder());
  expect(await again.hoursToAnchor()).toEqual([8]);
  expect(await again.usesOf(7)).toHaveLength(1);
  await again.close();
});
