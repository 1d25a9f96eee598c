import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inflateSync } from 'node:zlib';
import { InputError, IssuanceError, WalletError } from '../../core/errors';
import { MemoryHolderKeys } from '../wallet/holder-keys';
import type { Verification } from '../verifier/verification';
import { Wallet } from '../wallet/wallet';
import { MemoryWalletStore } from '../wallet/wallet-store';
import { AUDIENCE, CLAIMS, COPIES, CredentialWorld, ISS, SCOPE } from '../../../testing/investor';
import { RecordedCredentials } from '../../../testing/recorded-credentials';
import { temporaryFolder } from '../../../testing/temporary-folder';
import { FileIssuedStore } from './file-issued-store';
import { MemoryIssuedStore, type IssuedStore } from './issued-store';
import { IssuingDesk, type Issued, type Reissue } from './issuing-desk';
import { STATUS_LIST_TYPE, statusListHandler, statusListToken } from './status-list';

const SPREAD_SECONDS = 7200;
const folder = temporaryFolder();
const stores: readonly (readonly [string, () => Promise<IssuedStore>])[] = [
  ['in memory', () => Promise.resolve(new MemoryIssuedStore())],
  ['in a folder', () => FileIssuedStore.open(folder())],
];

describe.each(stores)('an issuing desk with its store %s', (_, open) => {
  let world: CredentialWorld;
  let ledger: RecordedCredentials;
  let store: IssuedStore;
  let desk: IssuingDesk;

  function newDesk(): IssuingDesk {
    const { issuer } = world;
    const now = () => world.now;
    return new IssuingDesk({ issuer, credentials: ledger, store, spreadSeconds: SPREAD_SECONDS, now });
  }

  beforeEach(async () => {
    world = new CredentialWorld();
    ledger = new RecordedCredentials('firm-a', world.table);
    store = await open();
    desk = newDesk();
  });

  function newWallet(): Wallet {
    const now = () => world.now;
    return new Wallet({ ...SCOPE, store: new MemoryWalletStore(), keys: new MemoryHolderKeys(), now });
  }

  function known(nonce: string, proofs: readonly string[]) {
    const confirmation = { manner: 'FACE_TO_FACE' } as const;
    return { nonce, proofs, confirmation, confirmedAt: world.now, claims: CLAIMS };
  }

  async function first(investor: string, wallet = newWallet()) {
    const nonce = await world.issuer.newNonce();
    const { proofs, recoveryCode } = await wallet.ask({ audience: ISS, nonce, copies: COPIES });
    const issued = await desk.issue(investor, known(nonce, proofs));
    await wallet.accept(issued.credentials, issued.usableFrom);
    return { wallet, recoveryCode, issued, nonce, proofs };
  }

  async function again(
    investor: string,
    reissue: Reissue,
    wallet: Wallet,
    recovered?: string,
  ): Promise<Issued> {
    const nonce = await world.issuer.newNonce();
    const target = { audience: ISS, nonce };
    const renewal = ((await store.read(investor))?.renewal ?? 0) + 1;
    const firms = ['firm-b', null, null];
    const proofs = recovered
      ? await wallet.askWithCode({ recoveryCode: recovered, renewal, firms, ...target })
      : await wallet.askRenewal(target);
    const issued = await desk.issue(investor, known(nonce, proofs), reissue);
    await wallet.accept(issued.credentials, issued.usableFrom);
    return issued;
  }

  async function login(wallet: Wallet, firm = 'firm-b'): Promise<Verification> {
    const verifier = world.verifier({ member: firm });
    const request = { nonce: await verifier.newNonce(), audience: AUDIENCE };
    return verifier.verify(await wallet.present({ firm, ...request }), request);
  }

  /** All that is due by then is on the ledger. */
  async function later(seconds: number): Promise<void> {
    world.now += seconds * 1000;
    await desk.work();
  }

  test('registers one copy at once, the others at their times, and never two of a set together', async () => {
    const wallets = [];
    for (let i = 0; i < 10; i++) wallets.push((await first(`customer ${i}`)).wallet);
    expect(await desk.work()).toEqual({ batches: 1, copies: 10, statuses: 0 });
    await later(60);
    for (const wallet of wallets) expect(await login(wallet)).toMatchObject({ accepted: true });
    for (let spent = 0; spent <= SPREAD_SECONDS; spent += 600) await later(600);
    expect(ledger.batches.flatMap(({ copies }) => copies)).toHaveLength(10 * COPIES);
    for await (const { copies } of store.all()) {
      const ids = copies.map(({ batchId }) => batchId);
      expect(new Set(ids).size).toBe(COPIES);
    }
    for (const wallet of wallets) expect(await login(wallet, 'firm-c')).toMatchObject({ accepted: true });
    expect(await desk.work()).toEqual({ batches: 0, copies: 0, statuses: 0 });
  });

  test('a copy that is not registered yet is not shown; at one firm the investor logs in meanwhile', async () => {
    const { wallet } = await first('customer');
    await later(60);
    expect(await login(wallet, 'firm-b')).toMatchObject({ accepted: true });
    await expect(login(wallet, 'firm-c')).rejects.toMatchObject({ reason: 'NOT_USABLE_YET' });
    await expect(login(wallet, 'firm-c')).rejects.toThrow(WalletError);
    await later(SPREAD_SECONDS + 60);
    expect(await login(wallet, 'firm-c')).toMatchObject({ accepted: true });
  });

  test('the same request gets the same set', async () => {
    const { nonce, proofs, issued } = await first('customer');
    expect(await desk.issue('customer', known(nonce, proofs))).toEqual(issued);
    expect(await newDesk().issue('customer', known(nonce, proofs))).toEqual(issued);
    await expect(desk.issue('another', known(nonce, proofs))).rejects.toThrow(IssuanceError);
    const fresh = await world.issuer.newNonce();
    await expect(desk.issue('customer', known(fresh, proofs))).rejects.toThrow(InputError);
    await expect(desk.issue('stranger', known(fresh, proofs), 'RENEWAL')).rejects.toThrow(InputError);
  });

  test.each(['BEFORE', 'AFTER'] as const)(
    'a call that fails %s it is done is made again',
    async (failing) => {
      const { wallet } = await first('customer');
      ledger.failing = failing;
      await expect(desk.work()).rejects.toThrow('no');
      ledger.failing = undefined;
      desk = newDesk();
      expect(await desk.work()).toMatchObject({ batches: 1, copies: 1 });
      expect(ledger.batches).toHaveLength(1);
      await later(60);
      expect(await login(wallet)).toMatchObject({ accepted: true });
    },
  );

  test('suspended everywhere, then a fresh set under the same pseudonym', async () => {
    const { wallet } = await first('customer');
    await later(SPREAD_SECONDS + 60);
    const before = await login(wallet);
    expect(await desk.suspend('customer', 'DEVICE_LOST')).toMatchObject({ statuses: COPIES });
    expect(await login(wallet)).toEqual({ accepted: false, reasons: ['SUSPENDED'] });
    await again('customer', 'REISSUE', wallet);
    expect(await desk.work()).toMatchObject({ copies: 1, statuses: COPIES });
    await later(SPREAD_SECONDS + 60);
    const after = await login(wallet);
    expect(after).toMatchObject({ accepted: true });
    expect(after.accepted && before.accepted && after.pseudonym === before.pseudonym).toBe(true);
    expect(new Set(ledger.statuses.map(({ reason }) => reason))).toEqual(
      new Set(['DEVICE_LOST', 'REISSUED']),
    );
  });

  test('a renewal leaves the earlier copies good until the new ones are there', async () => {
    const { wallet } = await first('customer');
    await later(SPREAD_SECONDS + 60);
    await again('customer', 'RENEWAL', wallet);
    expect(await login(wallet, 'firm-c')).toMatchObject({ accepted: true });
    await later(SPREAD_SECONDS + 60);
    expect(await login(wallet, 'firm-c')).toMatchObject({ accepted: true });
    expect(ledger.statuses).toEqual([]);
  });

  test('on a new device the earlier copies are revoked', async () => {
    const { wallet, recoveryCode } = await first('customer');
    await later(SPREAD_SECONDS + 60);
    const before = await login(wallet);
    const phone = newWallet();
    await again('customer', 'NEW_DEVICE', phone, recoveryCode);
    await later(SPREAD_SECONDS + 60);
    const after = await login(phone);
    expect(after.accepted && before.accepted && after.pseudonym === before.pseudonym).toBe(true);
    expect(await login(wallet)).toEqual({ accepted: false, reasons: ['REVOKED'] });
  });

  test('what is revoked before it was registered never is', async () => {
    await first('customer');
    await desk.work();
    await desk.revoke('customer', 'IDENTITY_WRONG');
    await later(SPREAD_SECONDS + 60);
    expect(ledger.batches.flatMap(({ copies }) => copies)).toHaveLength(1);
    expect(ledger.statuses).toMatchObject([{ status: 'REVOKED', reason: 'IDENTITY_WRONG' }]);
    await expect(desk.suspend('nobody', 'RULE')).rejects.toThrow(InputError);
  });

  test('forgets an investor whose copies are revoked, not before', async () => {
    await first('customer');
    await later(SPREAD_SECONDS + 60);
    await expect(desk.forget('customer')).rejects.toThrow(InputError);
    await desk.revoke('customer', 'HOLDER_ASKED');
    await desk.forget('customer');
    expect(await store.read('customer')).toBeUndefined();
  });

  test('the signed status list says of each copy what the ledger says', async () => {
    await first('good');
    await first('suspended');
    await first('revoked');
    await later(SPREAD_SECONDS + 60);
    await desk.suspend('suspended', 'RULE');
    await desk.revoke('revoked', 'RULE');
    const killed = (await store.read('good'))?.copies[1];
    const options = {
      ...{ uri: `${ISS}/status/1`, key: world.key, store, size: 2 ** 20 },
      isKilled: (recordId: string) => recordId === killed?.recordId,
    };
    const token = await statusListToken(options);
    const [header = '', payload = ''] = token.split('.');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({
      alg: 'ES256',
      typ: 'statuslist+jwt',
      kid: world.issuer.kid,
    });
    const { status_list: list } = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
      readonly status_list: { readonly bits: number; readonly lst: string };
    };
    expect(list.bits).toBe(2);
    const bytes = inflateSync(Buffer.from(list.lst, 'base64url'));
    const says = async (investor: string) =>
      ((await store.read(investor))?.copies ?? []).map(
        ({ statusIndex }) => (bytes.readUInt8(statusIndex >> 2) >> ((statusIndex % 4) * 2)) & 3,
      );
    expect(await says('good')).toEqual([0, 1, 0]);
    expect(await says('suspended')).toEqual([2, 2, 2]);
    expect(await says('revoked')).toEqual([1, 1, 1]);
    await expect(statusListToken({ ...options, size: 1 })).rejects.toThrow(InputError);
  });
});

test('a status list is served over HTTP', async () => {
  const world = new CredentialWorld();
  const store = new MemoryIssuedStore();
  const failing = Object.assign(new MemoryIssuedStore(), {
    all: () => {
      throw new Error('gone');
    },
  });
  const handlerOver = (over: IssuedStore) =>
    statusListHandler({ uri: `${ISS}/status/1`, key: world.key, store: over, size: 1024 });
  const server = createServer(handlerOver(store));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/status/1`;
  try {
    const answer = await fetch(url);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(STATUS_LIST_TYPE);
    expect((await answer.text()).split('.')).toHaveLength(3);
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(url, { method: 'POST' })).status).toBe(405);
    server.removeAllListeners('request');
    server.on('request', handlerOver(failing));
    expect((await fetch(url)).status).toBe(503);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});
