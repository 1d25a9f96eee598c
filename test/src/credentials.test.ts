import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { Ledger } from '@jangbu/client';
import { followBlocks } from '@jangbu/client/follow';
import { CredentialMirror } from '@jangbu/client/verifier';
import { killKeyOf, killTagOf, majorityOf, recordIdOf } from '@jangbu/model';
import { connectAs, withLedger } from 'jangbu';
import { sharedNetwork } from './network/networks';
import { RawClient } from './network/raw-client';

const ISS = 'https://samsung.jangbu.example';
const COPIES = 500;
const NOW = Math.floor(Date.now() / 1000);
const period = { validFrom: NOW - 86_400, validUntil: NOW + 365 * 86_400 };

interface Copy {
  /** What the issuer signed, which no block holds. */
  readonly signed: string;
  readonly secret: Buffer;
}

function copies(): Copy[] {
  return Array.from({ length: COPIES }, () => ({
    signed: `${randomBytes(40).toString('base64url')}.${randomBytes(200).toString('base64url')}`,
    secret: randomBytes(32),
  }));
}

/** The copy in the first slot of a set. */
const tagOf = (secret: Buffer): string => killTagOf(killKeyOf(secret, { slot: 0, renewal: 0 }));
const recordOf = ({ signed }: Copy): string => recordIdOf(signed);

describe('credentials on the ledger: Samsung issues, NH verifies', () => {
  let samsung: Ledger;
  let nh: Ledger;
  let mirror: CredentialMirror;
  let following: Promise<unknown>;
  const stop = new AbortController();
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const batchId = randomBytes(16).toString('base64url');
  const issued = copies();
  const [active, revoked, suspended, killed] = issued as [Copy, Copy, Copy, Copy];
  let kid: string;

  async function statusAtNh(copy: Copy, expected: string): Promise<void> {
    while (mirror.record('samsung', recordOf(copy))?.status !== expected) {
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
    following = followBlocks(nh, mirror, { signal: stop.signal, privateData: 'WITHOUT' });
  });

  afterAll(async () => {
    stop.abort();
    await following;
    await Promise.all([samsung.close(), nh.close()]);
  });

  test('an issuer registers its key and records five hundred copies in one transaction', async () => {
    const { x = '', y = '' } = key.publicKey.export({ format: 'jwk' });
    const signer = (bytes: Uint8Array) =>
      sign('sha256', bytes, { key: key.privateKey, dsaEncoding: 'ieee-p1363' });
    const registered = await samsung.credentials.registerKey({ iss: ISS, x, y, sign: signer });
    kid = registered.kid;
    expect(registered.status).toBe('RECORDED');
    const batch = {
      batchId,
      kid,
      ...period,
      copies: issued.map((copy) => ({ recordId: recordOf(copy), killTag: tagOf(copy.secret) })),
    };
    await expect(samsung.credentials.recordBatch(batch)).resolves.toMatchObject({ status: 'RECORDED' });
    await expect(samsung.credentials.recordBatch(batch)).resolves.toMatchObject({
      status: 'ALREADY_RECORDED',
    });
    await statusAtNh(active, 'ACTIVE');
    expect(mirror.issuerKey(ISS, kid)).toMatchObject({ issuer: 'samsung', iss: ISS, status: 'ACTIVE' });
    expect(issued.every((copy) => mirror.record('samsung', recordOf(copy))?.issuer === 'samsung')).toBe(true);
  }, 120_000);

  test('what it suspends or revokes reaches the mirror at another firm', async () => {
    await samsung.credentials.setStatus(batchId, [
      { recordId: recordOf(revoked), status: 'REVOKED', reason: 'IDENTITY_WRONG' },
      { recordId: recordOf(suspended), status: 'SUSPENDED', reason: 'DEVICE_LOST' },
    ]);
    await statusAtNh(revoked, 'REVOKED');
    await statusAtNh(suspended, 'SUSPENDED');
    expect(mirror.record('samsung', recordOf(active))?.status).toBe('ACTIVE');
    await expect(
      samsung.credentials.setStatus(batchId, [
        { recordId: recordOf(revoked), status: 'SUSPENDED', reason: 'RULE' },
      ]),
    ).rejects.toMatchObject({ code: 'STATUS_FINAL' });
  });

  test('the holder’s secret ends its copies through any member; a wrong one ends nothing', async () => {
    const batch = { issuer: 'samsung', batchId };
    await expect(nh.credentials.kill(batch, randomBytes(32))).rejects.toMatchObject({
      code: 'KILL_REFUSED',
    });
    await nh.credentials.kill(batch, killed.secret);
    await statusAtNh(killed, 'KILLED');
  });

  test('members that say that they are there make the mirror young', async () => {
    const context = await sharedNetwork();
    const before = Date.now();
    const { members } = context.consortium;
    for (const { id } of members.slice(0, majorityOf(members.length))) {
      await withLedger(context, id, 'verifier', (ledger) => ledger.credentials.beat());
    }
    while (mirror.ageAt(Date.now()) > Date.now() - before + 1) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(mirror.ageAt(Date.now())).toBeLessThan(60_000);
  });

  test('no block holds what was signed, nor a secret that ends a copy but for the one shown', async () => {
    const context = await sharedNetwork();
    const raw = await RawClient.open({ stateDir: context.stateDir, member: 'nh', role: 'auditor' });
    try {
      const height = await raw.height();
      const recordedIn = mirror.record('samsung', recordOf(active))?.block ?? height;
      const blocks: Buffer[] = [];
      for (let number = recordedIn; number < height; number += 1) blocks.push(await raw.block(number));
      const bytes = Buffer.concat(blocks);
      expect(bytes.includes(recordOf(active))).toBe(true);
      for (const { signed, secret } of [active, suspended, revoked]) {
        for (const part of signed.split('.')) expect(bytes.includes(part)).toBe(false);
        expect(bytes.includes(secret.toString('hex'))).toBe(false);
      }
    } finally {
      raw.close();
    }
  });

  test('a key that is declared compromised from a block on says so at other firms', async () => {
    const from = (mirror.record('samsung', recordOf(active))?.block ?? 0) + 1;
    await samsung.credentials.declareCompromised(kid, from);
    while (mirror.issuerKey(ISS, kid)?.status !== 'COMPROMISED') {
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(mirror.issuerKey(ISS, kid)?.compromisedFrom).toBe(from);
    await expect(
      samsung.credentials.recordBatch({
        ...{ batchId: randomBytes(16).toString('base64url'), kid, ...period },
        copies: [{ recordId: recordIdOf('late.copy'), killTag: tagOf(randomBytes(32)) }],
      }),
    ).rejects.toMatchObject({ code: 'KEY_NOT_ACTIVE' });
  });
});
