import { randomBytes } from 'node:crypto';
import type { Ledger } from '@jangbu/client';
import { followBlocks } from '@jangbu/client/follow';
import { Issuer, MemoryStatusIndexes, softwareKey, type IssuedCopy } from '@jangbu/client/issuer';
import { CredentialMirror, Verifier, type Verification } from '@jangbu/client/verifier';
import { MemoryHolderKeys, MemoryWalletStore, Wallet } from '@jangbu/client/wallet';
import { majorityOf, RECOVERY_CODE_BYTES, recoveryCodeText } from '@jangbu/model';
import { connectAs, withLedger } from 'jangbu';
import { sharedNetwork } from './network/networks';

const ISS = 'https://samsung.jangbu.example';
const AUDIENCE = 'https://login.nh.jangbu.example';
const SCOPE = { consortium: 'jangbu', channel: 'interfirm' };
const COPIES = 3;

describe('an investor whom Samsung identified logs in at NH', () => {
  let samsung: Ledger;
  let nh: Ledger;
  let verifier: Verifier;
  let mirror: CredentialMirror;
  let following: Promise<unknown>;
  let copy: IssuedCopy;
  let recoveryCode: string;
  let period: { readonly kid: string; readonly validFrom: number; readonly validUntil: number };
  const stop = new AbortController();
  const key = softwareKey();
  const issuer = new Issuer({
    iss: ISS,
    key,
    periods: { periodDays: 7, validPeriods: 52 },
    copies: COPIES,
    statusIndexes: new MemoryStatusIndexes(`${ISS}/status/1`),
  });
  const wallet = new Wallet({ ...SCOPE, store: new MemoryWalletStore(), keys: new MemoryHolderKeys() });
  const batchId = randomBytes(16).toString('base64url');

  async function login(): Promise<Verification> {
    const nonce = await verifier.newNonce();
    const request = { firm: 'nh', audience: AUDIENCE, nonce };
    return verifier.verify(await wallet.present(request), request);
  }

  /** Waits for NH's mirror to say so of the copy. */
  async function seenAs(status: string): Promise<void> {
    while (mirror.record('samsung', copy.recordId)?.status !== status) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  beforeAll(async () => {
    const context = await sharedNetwork();
    [samsung, nh] = await Promise.all([
      connectAs(context, 'samsung', 'issuer'),
      connectAs(context, 'nh', 'verifier'),
    ]);
    mirror = new CredentialMirror();
    verifier = new Verifier({ member: 'nh', registry: mirror, maxAgeMs: 120_000 });
    following = followBlocks(nh, mirror, { signal: stop.signal, privateData: 'WITHOUT' });
    const { x, y } = key.jwk;
    await samsung.credentials.registerKey({ iss: ISS, x, y, sign: (bytes) => key.sign(bytes) });
    const { members } = context.consortium;
    for (const member of members.slice(0, majorityOf(members.length))) {
      await withLedger(context, member.id, 'verifier', (ledger) => ledger.credentials.beat());
    }
  }, 120_000);

  afterAll(async () => {
    stop.abort();
    await following;
    await Promise.all([samsung.close(), nh.close()]);
  });

  test('not with a credential that is on no ledger, whoever signed it', async () => {
    const nonce = await issuer.newNonce();
    const asked = await wallet.ask({ audience: ISS, nonce, copies: COPIES });
    recoveryCode = asked.recoveryCode;
    const set = await issuer.issue({
      nonce,
      proofs: asked.proofs,
      confirmation: { manner: 'FACE_TO_FACE' },
      confirmedAt: Date.now(),
      claims: { name: '홍길동' },
    });
    await wallet.accept(set.copies.map(({ credential }) => credential));
    const [first] = set.copies;
    if (!first) throw new Error('nothing was issued');
    copy = first;
    period = { kid: set.kid, validFrom: set.validFrom, validUntil: set.validUntil };
    while (mirror.issuerKey(ISS, set.kid) === undefined)
      await new Promise((resolve) => setImmediate(resolve));
    await expect(login()).resolves.toEqual({ accepted: false, reasons: ['NOT_RECORDED'] });
  });

  test('once the copy is recorded, and each time under the same pseudonym', async () => {
    const { recordId, killTag } = copy;
    await samsung.credentials.recordBatch({ batchId, ...period, copies: [{ recordId, killTag }] });
    await seenAs('ACTIVE');
    const first = await login();
    expect(first).toMatchObject({ accepted: true, issuer: 'samsung', recordId });
    const again = await login();
    expect(again).toMatchObject({
      accepted: true,
      pseudonym: first.accepted ? first.pseudonym : 'none',
    });
  });

  test('not once the copy is suspended', async () => {
    await samsung.credentials.setStatus(batchId, [
      { recordId: copy.recordId, status: 'SUSPENDED', reason: 'DEVICE_LOST' },
    ]);
    await seenAs('SUSPENDED');
    await expect(login()).resolves.toEqual({ accepted: false, reasons: ['SUSPENDED'] });
  });

  test('never again once the recovery code has ended the set, through any member', async () => {
    const set = { recoveryCode, consortium: SCOPE.consortium };
    const wrong = recoveryCodeText(randomBytes(RECOVERY_CODE_BYTES));
    const refused = { refusal: { code: 'KILL_REFUSED', facts: {} } };
    await expect(nh.credentials.killSet({ ...set, recoveryCode: wrong }, mirror)).rejects.toMatchObject(
      refused,
    );
    const elsewhere = nh.credentials.killSet({ ...set, consortium: 'another' }, mirror);
    await expect(elsewhere).rejects.toMatchObject(refused);
    await nh.credentials.killSet(set, mirror);
    await seenAs('KILLED');
    await expect(login()).resolves.toEqual({ accepted: false, reasons: ['KILLED'] });
  });
});
